import { expect } from 'chai';
import { parseSecretFile, writeSecretLine } from '../../../domain/webhooks/secretFile.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NEXT = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

describe('a secret file', () => {
  const forms: readonly [string, string][] = [
    ['the line it is written as', `${writeSecretLine('src_a-B_9', SECRET)}\n`],
    ['two lines, from Windows, with a byte-order mark', `\uFEFFsrc_a-B_9\r\n${SECRET}\r\n`],
    ['the lines the command prints', `throughline-source: src_a-B_9\nsecret: ${SECRET}\n`],
    ['remarks', `# the source of src_old\nsrc_a-B_9:${SECRET}\n`],
  ];
  for (const [name, text] of forms) {
    it(`is read from ${name}`, () => {
      expect(parseSecretFile(text)).to.deep.equal({ sourceId: 'src_a-B_9', secrets: [SECRET] });
    });
  }

  it('may hold a secret alone', () => {
    expect(parseSecretFile(SECRET)).to.deep.equal({ secrets: [SECRET] });
  });

  it('may hold two secrets while one is rotated out', () => {
    expect(parseSecretFile(`src_a:${SECRET}\n${NEXT}\n`)).to.deep.equal({
      sourceId: 'src_a',
      secrets: [SECRET, NEXT],
    });
  });

  const faults: readonly [string, string][] = [
    ['no secret', 'src_a'],
    ['two sources', `src_a:${SECRET}\nsrc_b:${NEXT}`],
    ['a secret cut short', 'src_a:whsec_c2hvcnQ='],
  ];
  for (const [name, text] of faults) {
    it(`is refused with ${name}, without repeating it`, () => {
      const read = parseSecretFile(text);
      expect(read)
        .to.have.property('problem')
        .that.does.not.match(/src_[ab]|whsec_\w/);
    });
  }
});
