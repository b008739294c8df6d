import { expect } from 'chai';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aFolder, type TestFolder } from '../forwarder/aFolder.ts';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'integrator-guide.md'), 'utf8');

/** The language a fenced block is marked with, and what runs one that was written to a file. */
const EXAMPLES: readonly (readonly [
  language: string,
  program: string,
  args: readonly string[],
  ending: string,
])[] = [
  ['bash', 'bash', ['-euo', 'pipefail'], 'sh'],
  ['powershell', 'pwsh', ['-NoProfile', '-File'], 'ps1'],
  ['python', 'python3', [], 'py'],
  ['js', process.execPath, [], 'mjs'],
];

describe('the integrator’s guide', () => {
  let throughline: TestThroughline;
  let folder: TestFolder;

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server']);
    folder = await aFolder(throughline);
  });
  after(async () => {
    await folder.remove();
    await throughline.drop();
  });

  for (const [language, program, args, ending] of EXAMPLES) {
    it(`has an example in ${language} that signs as the server wants it`, async function () {
      const [, example] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(GUIDE) ?? [];
      expect(example, 'an example in the guide').to.be.a('string');
      if (spawnSync(program, ['--version']).error) {
        this.test!.title += ` (not run: there is no ${program} on this machine)`;
        this.skip();
      }
      const script = join(folder.dir, `example.${ending}`);
      const file = join(folder.dir, `pupils-${ending}.csv`);
      const { upn, forename, surname, date_of_birth } = aPupil({ forename: 'Zoë' });
      await writeFile(script, example ?? '');
      await writeFile(
        file,
        `upn,forename,surname,date_of_birth\r\n${upn},${forename},${surname},${date_of_birth}\r\n`,
      );
      const env = {
        ...process.env,
        THROUGHLINE_URL: throughline.url,
        SECRET_FILE: folder.secretFile,
        FILE: file,
      };
      const { stdout } = await promisify(execFile)(program, [...args, script], { env });
      const { deliveryId } = JSON.parse(stdout) as { deliveryId: string };
      const kept = await throughline.store.deliveries.findById(deliveryId, { body: 0 }).lean();
      expect(kept).to.include({ sourceId: throughline.sourceId, kind: 'pupils' });
    });
  }
});
