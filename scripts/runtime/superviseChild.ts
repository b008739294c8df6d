import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { launchChild, type ChildPlan } from './launchChild.ts';
import { findProcess, type ProcessIdentity } from './processIdentity.ts';
import { stopProcess } from './stopProcess.ts';

/** A child kept running until it is told to stop. */
export interface SupervisedChild {
  /** Number of the process running now; undefined between a crash and the next attempt. */
  pid(): number | undefined;
  /** Asks it to stop and waits for it; calling it again waits for the same end. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A child that has run this long counts as well again, and the next pause is short. */
const WELL_AFTER_MS = 60_000;

const NOTE = z.object({ pid: z.int().positive(), startedAt: z.string() });

/**
 * Starts a child and keeps it running: one left behind by a process that was killed is stopped first, and
 * one that crashes is started again, after a pause that doubles each time.
 * @param log told in one line of each crash, restart and left-over process
 * @throws {RuntimeUnavailable} when the first start fails; later failures are logged and tried again
 */
export async function superviseChild(plan: ChildPlan, log: (line: string) => void): Promise<SupervisedChild> {
  await mkdir(plan.folder, { recursive: true, mode: 0o700 });
  await stopLeftBehind(plan, log);

  let current: ChildProcess | undefined;
  let stopping: Promise<void> | undefined;
  let pause: NodeJS.Timeout | undefined;
  let launching: Promise<void> | undefined;
  let failures = 0;

  const endWithParent = (): void => void current?.kill('SIGTERM');
  process.on('exit', endWithParent);

  const launch = async (): Promise<void> => {
    const startedAtMs = performance.now();
    let noted: Promise<void> | undefined;
    const child = await launchChild(plan, (started) => {
      current = started;
      started.once('exit', () => (current = undefined));
      noted = noteProcess(plan, started);
      if (stopping !== undefined) started.kill('SIGTERM');
    });
    await noted;
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (stopping !== undefined) return;
      if (performance.now() - startedAtMs > WELL_AFTER_MS) failures = 0;
      tryAgain(`ended unexpectedly (${signal ?? `exit ${code}`})`);
    };
    if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode);
    else child.once('exit', ended);
  };

  const tryAgain = (what: string): void => {
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    failures += 1;
    log(`${plan.name} ${what}; starting it again in ${pauseMs / 1000} s.`);
    pause = setTimeout(() => {
      launching = launch().then(
        () => log(`${plan.name} is running again.`),
        (error: unknown) => {
          if (stopping === undefined) tryAgain(`failed to start again: ${String(error)}`);
        },
      );
    }, pauseMs);
  };

  const stop = async (): Promise<void> => {
    clearTimeout(pause);
    if (current !== undefined) await stopChild(current);
    await launching;
    await rm(notePath(plan), { force: true });
    process.off('exit', endWithParent);
  };

  try {
    await launch();
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: () => current?.pid, stop: () => (stopping ??= stop()) };
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
}

/** Two servers on one folder would spoil its data, so whatever still holds it ends before we begin. */
async function stopLeftBehind(plan: ChildPlan, log: (line: string) => void): Promise<void> {
  const identity = await readNote(plan);
  if (identity === undefined) return;
  const outcome = await stopProcess(identity, STOP_WITHIN_MS);
  if (outcome !== 'not-running') log(`${plan.name} left behind by an earlier run was ${outcome}.`);
  await rm(notePath(plan), { force: true });
}

async function readNote(plan: ChildPlan): Promise<ProcessIdentity | undefined> {
  const text = await readFile(notePath(plan), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return NOTE.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function noteProcess(plan: ChildPlan, child: ChildProcess): Promise<void> {
  const identity = child.pid === undefined ? undefined : await findProcess(child.pid);
  if (identity !== undefined) await writeFile(notePath(plan), JSON.stringify(identity), { mode: 0o600 });
}

function notePath(plan: ChildPlan): string {
  return join(plan.folder, 'process.json');
}
