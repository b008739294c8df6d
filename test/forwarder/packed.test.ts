import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { aFolder } from './aFolder.ts';

const run = promisify(execFile);

describe('the packed forwarder', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  before(async () => {
    throughline = await aThroughline();
  });
  after(() => throughline.drop());

  it('is one file that needs nothing but Node, and forwards a folder', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'throughline-packed-'));
    const folder = await aFolder(throughline);
    try {
      await run('npm', ['pack', './forwarder', '--pack-destination', empty, '--loglevel', 'error']);
      const [tarball] = (await readdir(empty)).filter((name) => name.endsWith('.tgz'));
      await writeFile(join(empty, 'package.json'), '{"private":true}');
      await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: empty });
      expect(await readdir(join(empty, 'node_modules'))).to.have.members([
        '.bin',
        '.package-lock.json',
        'throughline-forwarder',
      ]);
      await folder.drop('pupils.json', JSON.stringify({ pupils: [aPupil()] }));
      const options = ['--dir', folder.dir, '--url', throughline.url, '--secret-file', folder.secretFile];
      await run('npx', ['--offline', 'throughline-forward', ...options, '--settle', '0.1'], { cwd: empty });
      expect(await folder.list()).to.deep.equal(['sent/pupils.json', 'sent/pupils.json.report.txt']);
    } finally {
      await folder.remove();
      await rm(empty, { recursive: true, force: true });
    }
  });
});
