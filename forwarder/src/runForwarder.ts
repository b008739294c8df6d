import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openReportAsker } from './askReports.ts';
import { BadUsage } from './badUsage.ts';
import { finishMoves } from './carryOut.ts';
import { waitBeforeNext } from './classifyAnswer.ts';
import { takeFolderLock, type FolderLock } from './folderLock.ts';
import type { ForwarderContext } from './forwarderContext.ts';
import { forwardFile, type ForwardResult } from './forwardFile.ts';
import { openJournal } from './journal.ts';
import { listFiles, STATE_FOLDER, watchSettling, type SeenFile } from './lookAround.ts';
import { openPostbox } from './postbox.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';
import { createWaits } from './waits.ts';
import { isRejected } from './writeReport.ts';

/** How a run ended; the process's exit code. */
export type Ending = 0 | 1 | 2;

/**
 * Forwards a folder: until it is empty and its reports are in, or for as long as the signal stands.
 * @returns 0 when everything was taken, 2 when a file was rejected, 1 when the server was away for too long
 * @throws {BadUsage} when the folder, the secret file or what they lead to cannot be used
 */
export async function runForwarder(
  settings: Settings,
  progress: Progress,
  signal: AbortSignal,
): Promise<Ending> {
  const stateDir = join(settings.dir, STATE_FOLDER);
  const folder = await stat(settings.dir).catch(() => undefined);
  if (!folder?.isDirectory()) throw new BadUsage('--dir: expected a folder that is there');
  const postbox = await openPostbox({ ...settings, say: progress.warn });
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const lock = await takeFolderLock(stateDir);
  if ('heldBy' in lock) throw new BadUsage(`--dir: ${lock.heldBy} forwards this folder already`);
  try {
    const journal = await openJournal(join(stateDir, 'files'));
    const context: ForwarderContext = { settings, journal, postbox, progress, signal };
    await finishMoves(context);
    return await keepLooking(context, lock);
  } finally {
    await lock.release();
  }
}

async function keepLooking(context: ForwarderContext, lock: FolderLock): Promise<Ending> {
  const { settings, progress, signal, journal } = context;
  const begunAt = new Date().toISOString();
  const settling = watchSettling(settings.settleMs);
  const waits = createWaits();
  const reports = openReportAsker();
  let emptySince: number | undefined;
  if (settings.watch) progress.say(`watching ${settings.dir}`);
  while (!signal.aborted) {
    if (!(await lock.stillOurs())) throw new BadUsage('--dir: another forwarder has taken this folder over');
    const files = await listFiles(settings.dir);
    for (const file of inOrder(settling.settled(files, Date.now()))) {
      if (signal.aborted || waits.serverIsAway()) break;
      if (waits.isWaiting(file.path)) continue;
      await forwardOne(context, file, waits);
    }
    const open = waits.serverIsAway() ? 1 : await reports.ask(context);
    if (!settings.watch) {
      if (waits.sinceMs() > settings.retryForMs) return 1;
      const left = (await listFiles(settings.dir)).some(({ size }) => size > 0);
      emptySince = left ? undefined : (emptySince ?? Date.now());
      if (emptySince !== undefined && (open === 0 || Date.now() - emptySince > settings.reportWithinMs)) {
        const handled = journal.list().filter(({ updatedAt }) => updatedAt >= begunAt);
        return handled.some(isRejected) ? 2 : 0;
      }
    }
    await pause(settings.watch ? settings.pollMs : Math.min(settings.pollMs, settings.settleMs / 2), signal);
  }
  return 0;
}

/** Pupils before what is about them, otherwise in the order they were written, so that corrections come last. */
function inOrder(files: readonly SeenFile[]): SeenFile[] {
  const rank = ({ path }: SeenFile): number => (/pupil|student|ctf/i.test(path) ? 0 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b) || a.mtimeMs - b.mtimeMs || (a.path < b.path ? -1 : 1));
}

async function forwardOne(
  { settings, progress, ...rest }: ForwarderContext,
  file: SeenFile,
  waits: ReturnType<typeof createWaits>,
): Promise<void> {
  const result: ForwardResult = await forwardFile({ settings, progress, ...rest }, file);
  switch (result.kind) {
    case 'done':
      waits.wentWell(file.path);
      return;
    case 'changed':
      return;
    case 'settings':
    case 'stale':
      if (!settings.watch) throw new BadUsage(`refused by the server: ${result.why}`);
      waits.wait('server', file.path, (attempt) => waitBeforeNext(attempt, undefined, Math.random()));
      progress.warn(`refused by the server: ${result.why}. Nothing is lost; it is tried again.`);
      return;
    case 'later': {
      if (rest.signal.aborted) return;
      const ms = waits.wait(result.about, file.path, (attempt) =>
        waitBeforeNext(attempt, result.afterMs, Math.random()),
      );
      progress.warn(`${file.path}: not sent yet (${result.why}); tried again in ${Math.ceil(ms / 1000)} s`);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
