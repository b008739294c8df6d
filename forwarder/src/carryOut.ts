import { mkdir, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { moveDurably, writeDurably } from './durably.ts';
import type { ForwarderContext } from './forwarderContext.ts';
import type { FileRecord } from './journal.ts';
import { look, REJECTED_FOLDER, SENT_FOLDER, type SeenFile } from './lookAround.ts';
import { isRejected, summarise, writeReport } from './writeReport.ts';

/**
 * Moves a file that is dealt with to `sent` or `rejected`, with its report beside it. Where it goes is in the
 * journal before it goes there, so that a move that was cut short is finished and not begun again.
 */
export async function carryOut(context: ForwarderContext, settled: FileRecord): Promise<FileRecord> {
  const { journal, progress } = context;
  const again = settled.state === 'moved' || settled.state === 'reported';
  const target = again || settled.target === undefined ? await freeTarget(context, settled) : settled.target;
  const record = await journal.save({ ...settled, target, state: 'moving' });
  await placeFile(context, record, record.path);
  // A file that came back was reported on before, and what was learnt then still holds.
  const moved = await journal.save({ ...record, state: settled.state === 'reported' ? 'reported' : 'moved' });
  if (again) progress.say(`${moved.path}: was sent before, unchanged; moved to ${target}, not sent again`);
  else progress.say(`${moved.path}: ${summarise(moved)}; moved to ${target}`);
  return moved;
}

/** What has been learnt since is written into the report; a file that turns out to be rejected moves over. */
export async function updateReport(context: ForwarderContext, record: FileRecord): Promise<FileRecord> {
  const from = record.target ?? record.path;
  const movesOver = isRejected(record) && !from.startsWith(`${REJECTED_FOLDER}/`);
  const target = movesOver ? await freeTarget(context, record) : from;
  await placeFile(context, { ...record, target }, from);
  if (movesOver) await rm(join(context.settings.dir, `${from}${REPORT_ENDING}`), { force: true });
  return context.journal.save({ ...record, target });
}

/** Finishes moves that were cut short after the file had gone; one that has not gone is found in the inbox. */
export async function finishMoves({ journal, settings }: ForwarderContext): Promise<void> {
  for (const record of journal.list()) {
    if (record.state !== 'moving' || isSame(await look(settings.dir, record.path), record)) continue;
    await journal.save({ ...record, state: 'moved' });
  }
}

/** Report first, so that no file lies in a folder without one. Does nothing twice. */
async function placeFile({ settings }: ForwarderContext, record: FileRecord, from: string): Promise<void> {
  const target = record.target ?? from;
  await mkdir(dirname(join(settings.dir, target)), { recursive: true });
  await writeDurably(join(settings.dir, `${target}${REPORT_ENDING}`), writeReport(record));
  if (target === from) return;
  if (isSame(await look(settings.dir, from), record)) {
    await moveDurably(join(settings.dir, from), join(settings.dir, target));
  }
}

export const REPORT_ENDING = '.report.txt';

/** The file's own path below `sent` or `rejected`, with a number where another file has that. */
async function freeTarget({ settings }: ForwarderContext, record: FileRecord): Promise<string> {
  const ending = extname(record.path);
  const stem = record.path.slice(0, record.path.length - ending.length);
  const folder = isRejected(record) ? REJECTED_FOLDER : SENT_FOLDER;
  for (let number = 1; ; number++) {
    const target = `${folder}/${stem}${number === 1 ? '' : ` (${number})`}${ending}`;
    const there = await look(settings.dir, target);
    if (!there || isSame(there, record)) return target;
  }
}

function isSame(there: SeenFile | undefined, { size, mtimeMs }: FileRecord): boolean {
  return there?.size === size && there.mtimeMs === mtimeMs;
}
