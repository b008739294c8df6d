import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { soak } from '../../soak/soak.ts';

describe('a soak of the embedded server', function () {
  this.timeout(60_000);

  it('ends with every acknowledged write there once, though the server is killed under a mixed load', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-soak-'));
    const result = await soak({
      folder,
      seconds: 3,
      kills: 3,
      operationsPerSecond: 1_000,
      log: () => undefined,
    });
    rmSync(folder, { recursive: true, force: true });
    expect(result.problems).to.deep.equal([]);
    expect(result.kills).to.equal(3);
    expect(result.acknowledged).to.be.greaterThan(0);
  });
});
