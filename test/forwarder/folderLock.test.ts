import { expect } from 'chai';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { takeFolderLock } from '../../forwarder/src/folderLock.ts';

describe('the lock of a forwarder’s folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const leaveNote = async (note: string, ageMs: number): Promise<void> => {
    const path = join(folder, 'lock');
    await writeFile(path, note);
    const at = new Date(Date.now() - ageMs);
    await utimes(path, at, at);
  };
  const isTaken = async (): Promise<boolean> => {
    const lock = await takeFolderLock(folder);
    if ('heldBy' in lock) return false;
    const ours = await lock.stillOurs();
    await lock.release();
    return ours;
  };

  it('is taken over from a forwarder that was killed while it wrote its note', async () => {
    await leaveNote('', 0);
    expect(await isTaken()).to.equal(true);
  });

  it('is taken over from a silent one whose number another process has by now', async () => {
    await leaveNote(JSON.stringify({ pid: process.ppid, host: hostname(), token: 'old' }), 100_000);
    expect(await isTaken()).to.equal(true);
  });

  it('is left to one on another machine that says that it lives', async () => {
    await leaveNote(JSON.stringify({ pid: 1, host: 'another-machine', token: 'theirs' }), 10_000);
    const taking = takeFolderLock(folder);
    const beating = setInterval(() => void utimes(join(folder, 'lock'), new Date(), new Date()), 50);
    const lock = await taking;
    clearInterval(beating);
    expect(lock).to.deep.equal({ heldBy: 'process 1 on another-machine' });
  });
});
