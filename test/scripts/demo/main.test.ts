import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { localDate } from '../../../domain/localDate.ts';
import { generateLocality } from '../../../scripts/demo/generateLocality.ts';

const run = promisify(execFile);
const COMMAND = ['--import', 'tsx', 'scripts/demo/main.ts'];

describe('npm run demo', () => {
  let out: string;
  beforeEach(async () => {
    out = await mkdtemp(join(tmpdir(), 'throughline-demo-'));
  });
  afterEach(() => rm(out, { recursive: true }));

  it('writes every delivery as a file and says what it wrote', async () => {
    const { stdout } = await run(process.execPath, [
      ...COMMAND,
      '--out',
      out,
      '--today',
      '2026-11-24',
      '--seed',
      '3',
    ]);
    const { schools } = generateLocality({ today: localDate('2026-11-24'), seed: 3 });
    for (const { urn, name, deliveries } of schools) {
      const files = (await readdir(join(out, urn))).sort();
      expect(files[0]).to.equal('01-pupils.csv');
      const bodies = await Promise.all(files.map((file) => readFile(join(out, urn, file), 'utf8')));
      expect(bodies).to.deep.equal(deliveries.map(({ body }) => body));
      expect(stdout).to.include(name);
    }
  });

  for (const [what, args] of [
    ['no folder', []],
    ['a day that is in no calendar', ['--out', 'x', '--today', '2026-02-30']],
    ['a seed that is no number', ['--out', 'x', '--seed', 'pear']],
  ] as const) {
    it(`answers ${what} with exit code 2 and the reason`, async () => {
      const failure: unknown = await run(process.execPath, [...COMMAND, ...args]).catch(
        (error: unknown) => error,
      );
      expect(failure)
        .to.include({ code: 2 })
        .and.to.have.property('stderr')
        .that.matches(/error: /);
    });
  }
});
