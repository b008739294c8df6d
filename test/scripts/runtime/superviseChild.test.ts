import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildPlan } from '../../../scripts/runtime/launchChild.ts';
import { findProcess, isRunning } from '../../../scripts/runtime/processIdentity.ts';
import { RuntimeUnavailable } from '../../../scripts/runtime/runtimeUnavailable.ts';
import { superviseChild } from '../../../scripts/runtime/superviseChild.ts';
import { waitFor } from '../../support/waitFor.ts';

/** A small server's manners: says it is ready, counts its starts in a file, goes when asked. */
const WELL_BEHAVED = `
  const fs = require('node:fs');
  fs.appendFileSync('starts', process.pid + '\\n');
  process.on('SIGTERM', () => { fs.appendFileSync('starts', 'graceful\\n'); process.exit(0); });
  console.log('ready now');
  setInterval(() => {}, 1000);
`;

describe('a supervised child', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-supervise-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function plan(script: string, given: Partial<ChildPlan> = {}): ChildPlan {
    return {
      name: 'The child',
      program: process.execPath,
      args: ['-e', script],
      folder,
      readyLine: /^ready now$/,
      readyWithinMs: 20_000,
      ...given,
    };
  }

  async function starts(): Promise<string[]> {
    return (await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n');
  }

  it('is ready when it says so, and is stopped gracefully', async () => {
    const child = await superviseChild(plan(WELL_BEHAVED), () => undefined);
    const pid = child.pid()!;
    await child.stop();
    expect(await starts()).to.deep.equal([String(pid), 'graceful']);
    expect(await findProcess(pid)).to.equal(undefined);
    expect(existsSync(join(folder, 'process.json'))).to.equal(false);
  });

  it('is started again after it was killed, and the crash is told', async () => {
    const lines: string[] = [];
    const child = await superviseChild(plan(WELL_BEHAVED), (line) => lines.push(line));
    try {
      const first = child.pid()!;
      process.kill(first, 'SIGKILL');
      await waitFor(() => lines.includes('The child is running again.'), { what: 'the restart' });
      expect(lines[0]).to.equal('The child ended unexpectedly (SIGKILL); starting it again in 0.5 s.');
      expect(child.pid()).to.be.a('number').and.not.equal(first);
    } finally {
      await child.stop();
    }
  });

  it('stays stopped when it is stopped during the pause after a crash', async () => {
    const lines: string[] = [];
    const child = await superviseChild(plan(WELL_BEHAVED), (line) => lines.push(line));
    process.kill(child.pid()!, 'SIGKILL');
    await waitFor(() => lines.length > 0, { what: 'the crash to be noticed' });
    await child.stop();
    expect(child.pid()).to.equal(undefined);
    expect(await starts()).to.have.length(1);
  });

  it('is refused with its own last words when it cannot start', async () => {
    const script = `console.error('the folder is locked'); process.exit(1)`;
    const refused = await superviseChild(plan(script), () => undefined).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(RuntimeUnavailable);
    expect(String(refused)).to.contain('The child stopped while starting (exit 1): the folder is locked');
  });

  it('is refused when there is no such program', async () => {
    const refused = await superviseChild(plan('', { program: join(folder, 'none') }), () => undefined).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(RuntimeUnavailable);
  });

  it('is killed and refused when it stays silent', async () => {
    const script = `require('node:fs').writeFileSync('starts', String(process.pid)); setInterval(() => {}, 1000)`;
    const silent = plan(script, { readyWithinMs: 1500 });
    const refused = await superviseChild(silent, () => undefined).catch((error: unknown) => error);
    expect(String(refused)).to.contain('was not ready within 1.5 s');
    expect(await findProcess(Number((await starts())[0]))).to.equal(undefined);
  });

  it('stops the process that an earlier run left on the folder before it starts its own', async () => {
    const leftBehind = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const identity = await waitFor(() => findProcess(leftBehind.pid!), { what: 'the process to exist' });
    await writeFile(join(folder, 'process.json'), JSON.stringify(identity));
    const lines: string[] = [];
    const child = await superviseChild(plan(WELL_BEHAVED), (line) => lines.push(line));
    await child.stop();
    expect(await isRunning(identity)).to.equal(false);
    expect(lines).to.deep.equal(['The child left behind by an earlier run was stopped.']);
  });

  it('leaves alone a process that only has the number of the one left behind', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      const identity = await waitFor(() => findProcess(stranger.pid!), { what: 'the process to exist' });
      const earlier = { pid: identity.pid, startedAt: 'before the last boot' };
      await writeFile(join(folder, 'process.json'), JSON.stringify(earlier));
      const child = await superviseChild(plan(WELL_BEHAVED), () => undefined);
      await child.stop();
      expect(await isRunning(identity)).to.equal(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});
