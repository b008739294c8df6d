import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

describe('the count at the end of a test run', () => {
  function lastLineOf(script: string): { last: string | undefined; status: number | null } {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-count-'));
    try {
      const path = join(folder, 'some.spec.cjs');
      writeFileSync(path, script);
      const mocha = [
        'node_modules/mocha/bin/mocha.js',
        '--no-config',
        '--reporter',
        'test/support/countingReporter.cjs',
      ];
      const { stdout, status } = spawnSync(process.execPath, [...mocha, path], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      return { last: stdout.trimEnd().split('\n').at(-1), status };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('counts what passed, failed and was skipped, and fails with the failures', () => {
    const { last, status } = lastLineOf(
      `it('a', () => {}); it('b', () => { throw new Error('no'); }); it.skip('c', () => {}); it('d', () => {});`,
    );
    expect(last).to.equal('2 passed, 1 failed, 1 skipped');
    expect(status).to.equal(1);
  });

  it('names skipped tests only when there are any', () => {
    expect(lastLineOf(`it('a', () => {});`)).to.deep.equal({ last: '1 passed, 0 failed', status: 0 });
  });

  it('fails when nothing ran', () => {
    expect(lastLineOf(`describe('nothing', () => {});`)).to.deep.equal({
      last: '0 passed, 0 failed',
      status: 1,
    });
  });
});
