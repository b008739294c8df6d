import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the documents', () => {
  it('list every command of package.json in scripts/README.md, and none that is not there', () => {
    const commands: string[] = Object.keys(JSON.parse(read('package.json')).scripts);
    const listed = read('scripts/README.md');
    for (const command of commands)
      expect(listed, command).to.match(new RegExp(`(npm (run )?|\`)${command}\\b`));
    const named = [...listed.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(commands).to.include.members(named);
  });

  it('link only to files that are there', async () => {
    const decisions = (await readdir(join(ROOT, 'docs', 'decisions'))).map(
      (name) => `docs/decisions/${name}`,
    );
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'scripts/README.md',
      'docs/operations.md',
      'docs/integrator-guide.md',
    ];
    for (const page of [...pages, ...decisions]) {
      for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(existsSync(join(ROOT, dirname(page), target)), `${page} → ${target}`).to.equal(true);
      }
    }
  });
});
