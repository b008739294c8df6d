import { expect } from 'chai';
import fc from 'fast-check';
import { isTemporaryUpn, isUpn, isUrn, upnCheckLetter, upnProblem } from '../../domain/identifiers.ts';

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const bodies = fc
  .tuple(fc.stringMatching(/^\d{11}$/), fc.constantFrom(...'0123456789', ...UPN_LETTERS))
  .map(([digits, last]) => digits + last);

describe('pupil and school numbers', () => {
  for (const [text, problem] of [
    ['B801200005001', undefined],
    ['A801200005001', 'wrong-check-letter'],
    ['X80120000A001', 'wrong-shape'],
    ['R674123101121', undefined],
    ['P207000016049', undefined],
    ['R999999926001', undefined],
    ['F999999926002', undefined],
    ['Q99999992601A', undefined],
    ['r999999926001', 'wrong-shape'],
    ['R99999992600', 'wrong-shape'],
    ['R9999999260011', 'wrong-shape'],
    ['I999999926001', 'wrong-shape'],
    ['', 'wrong-shape'],
  ] as const) {
    it(`finds ${problem ?? 'nothing wrong'} in ${text === '' ? 'an empty text' : text}`, () => {
      expect(upnProblem(text)).to.equal(problem);
    });
  }

  it('takes any twelve characters with their own check letter and with no other', () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom(...UPN_LETTERS), (body, letter) => {
        expect(isUpn(letter + body)).to.equal(letter === upnCheckLetter(body));
      }),
    );
  });

  it('notices any single digit mistyped', () => {
    fc.assert(
      fc.property(bodies, fc.nat(10), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const digit = (Number(body[at]) + shift) % 10;
        const mistyped = body.slice(0, at) + digit + body.slice(at + 1);
        expect(isUpn(upnCheckLetter(body) + mistyped)).to.equal(false);
      }),
    );
  });

  it('knows a temporary number by its last letter', () => {
    const [temporary, permanent] = ['Q99999992601A', 'R999999926001'];
    if (!isUpn(temporary) || !isUpn(permanent)) throw new Error('the examples must be UPNs');
    expect([isTemporaryUpn(temporary), isTemporaryUpn(permanent)]).to.deep.equal([true, false]);
  });

  for (const [text, is] of [
    ['990001', true],
    ['99000', false],
    ['9900011', false],
    ['99000a', false],
    [' 990001', false],
  ] as const) {
    it(`${is ? 'takes' : 'refuses'} "${text}" as a school number`, () => {
      expect(isUrn(text)).to.equal(is);
    });
  }
});
