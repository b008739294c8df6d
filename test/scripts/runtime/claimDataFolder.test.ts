import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder } from '../../../scripts/runtime/claimDataFolder.ts';

const ADDRESSES = {
  mongoUri: 'mongodb://127.0.0.1:1/throughline',
  redisUrl: 'redis://:secret@127.0.0.1:2/0',
};

describe('the claim on a data folder', () => {
  let folder = '';

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'throughline-claim-')), 'data');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('goes to the first who asks, and tells the next where the services are', async () => {
    const first = await claimDataFolder(folder);
    expect(first.kind).to.equal('ours');
    if (first.kind === 'ours') await first.publish(ADDRESSES);
    const second = await claimDataFolder(folder);
    expect(second).to.deep.equal({ kind: 'in-use', ownerPid: process.pid, addresses: ADDRESSES });
  });

  it('is free again once released, and leaves nothing behind', async () => {
    const first = await claimDataFolder(folder);
    if (first.kind === 'ours') await first.release();
    expect(await readdir(folder)).to.deep.equal([]);
    expect((await claimDataFolder(folder)).kind).to.equal('ours');
  });

  for (const [what, note] of [
    ['of a process that has ended', () => JSON.stringify({ owner: endedProcess(), addresses: ADDRESSES })],
    ['that cannot be read', () => '{"owner":'],
  ] as const) {
    it(`is taken over from a note ${what}`, async () => {
      const first = await claimDataFolder(folder);
      if (first.kind === 'ours') await first.release();
      await writeFile(join(folder, 'runtime.json'), note());
      expect((await claimDataFolder(folder)).kind).to.equal('ours');
    });
  }

  it('goes to one alone of many who ask at once, over the note of a process that has ended', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'runtime.json'), JSON.stringify({ owner: endedProcess() }));
    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const claim = await claimDataFolder(folder);
        if (claim.kind === 'ours') await claim.publish(ADDRESSES);
        return claim.kind;
      }),
    );
    expect(claims.filter((kind) => kind === 'ours')).to.have.length(1);
  });

  it('keeps the addresses, which hold a password, to this user', async () => {
    const claim = await claimDataFolder(folder);
    if (claim.kind === 'ours') await claim.publish(ADDRESSES);
    expect((await stat(join(folder, 'runtime.json'))).mode & 0o077).to.equal(0);
    expect((await stat(folder)).mode & 0o077).to.equal(0);
  });
});

/** The number of a process that ran and is gone. */
function endedProcess() {
  return { pid: spawnSync(process.execPath, ['-e', '']).pid, startedAt: 'earlier' };
}
