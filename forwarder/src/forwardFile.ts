import { createHash } from 'node:crypto';
import { markLast } from '../../domain/formats/text/cut/markLast.ts';
import { CannotCut } from '../../domain/formats/text/cut/rowCutter.ts';
import { carryOut } from './carryOut.ts';
import type { Trouble } from './classifyAnswer.ts';
import type { ForwarderContext } from './forwarderContext.ts';
import type { FileRecord, SentAs } from './journal.ts';
import { look, REJECTED_FOLDER, type SeenFile } from './lookAround.ts';
import type { OutgoingPart } from './postbox.ts';
import { partsOf, webhookIdOf } from './partsOf.ts';
import { fingerprint, recogniseFile } from './recogniseFile.ts';

/** `done`: it is out of the inbox. `changed`: it was written to meanwhile. Otherwise it stays for another try. */
export type ForwardResult = { readonly kind: 'done' | 'changed' } | Unsent;
type Unsent = Extract<Trouble, { kind: 'later' | 'settings' | 'stale' }>;

/** Where something on the way takes no body of the usual size, parts are halved down to this. */
const SMALLEST_PART_BYTES = 64 * 1024;

/**
 * Sends one file whose writing has ended, from wherever an earlier attempt came to, and carries it out of the
 * inbox. What the server accepted is in the journal before the next part goes.
 */
export async function forwardFile(context: ForwarderContext, file: SeenFile): Promise<ForwardResult> {
  let record = await openRecord(context, file);
  if (record === undefined) return { kind: 'changed' };
  while (record.state === 'sending' && record.refusal === undefined && record.sentAs !== undefined) {
    const sent = await sendParts(context, record, record.sentAs);
    if (sent.kind !== 'record') return sent;
    record = sent.record;
    if (record.state === 'sending' || (await unchanged(context, file))) continue;
    return { kind: 'changed' };
  }
  await carryOut(context, record);
  return { kind: 'done' };
}

/** The file's record, begun when there is none, or when a file that was rejected is put back for another try. */
async function openRecord(context: ForwarderContext, file: SeenFile): Promise<FileRecord | undefined> {
  const { journal, settings } = context;
  const { sha256, sample } = await fingerprint(settings.dir, file.path);
  if (!(await unchanged(context, file))) return undefined;
  const key = keyOf(file, sha256);
  const known = journal.find(key);
  const wasRejected =
    known !== undefined && isOut(known) && known.target?.startsWith(`${REJECTED_FOLDER}/`) === true;
  if (known && !wasRejected) return known;
  const recognised = recogniseFile(settings.rules, file.path, sample);
  return journal.save({
    key,
    ...file,
    round: (known?.round ?? 0) + 1,
    partBytes: settings.partBytes,
    parts: [],
    state: 'sending',
    ...(recognised.ok ? { sentAs: recognised.sentAs } : { refusal: recognised.why }),
  });
}

function isOut({ state }: FileRecord): boolean {
  return state === 'moved' || state === 'reported';
}

/** A copy under another name or of another time is another file; the same one put back is not. */
function keyOf({ path, size, mtimeMs }: SeenFile, sha256: string): string {
  return createHash('sha256')
    .update(JSON.stringify([path, size, mtimeMs, sha256]))
    .digest('hex')
    .slice(0, 40);
}

async function unchanged({ settings }: ForwarderContext, file: SeenFile): Promise<boolean> {
  const now = await look(settings.dir, file.path);
  return now?.size === file.size && now.mtimeMs === file.mtimeMs;
}

type Sent = { readonly kind: 'record'; readonly record: FileRecord } | Unsent;

/**
 * Sends the parts that are not yet accepted. The record that comes back is `moving` when all are, has a
 * refusal when the rest cannot be sent, and is `sending` still when smaller parts are to be tried.
 */
async function sendParts(context: ForwarderContext, begun: FileRecord, sentAs: SentAs): Promise<Sent> {
  const { journal, postbox, progress, settings, signal } = context;
  let record = begun;
  let index = 0;
  let bytes = 0;
  try {
    for await (const { body, last, ...place } of markLast(partsOf(settings.dir, record, sentAs))) {
      const webhookId = webhookIdOf(record.key, record.round, index, body);
      if (record.parts[index]?.webhookId !== webhookId) {
        const result = await postbox.post({ ...sentAs, body, webhookId, ...exportOf(record, last) }, signal);
        if (result.kind === 'too-large')
          return { kind: 'record', record: await sendSmaller(context, record, result.why) };
        if (result.kind === 'refused')
          return { kind: 'record', record: await journal.save({ ...record, refusal: result.why }) };
        if (result.kind !== 'accepted') return result;
        const part = { webhookId, deliveryId: result.deliveryId, ...place };
        record = await journal.save({ ...record, parts: [...record.parts.slice(0, index), part] });
      }
      index++;
      bytes += body.length;
      progress.show(record.path, bytes / record.size);
    }
  } catch (error) {
    if (error instanceof CannotCut)
      return { kind: 'record', record: await journal.save({ ...record, refusal: error.message }) };
    if (!isFileTrouble(error)) throw error;
    return { kind: 'later', about: 'file', why: `the file cannot be read (${error.code})` };
  }
  return { kind: 'record', record: await journal.save({ ...record, state: 'moving' }) };
}

/** Which full export a part belongs to, where its file is one. */
function exportOf({ key, round, sentAs }: FileRecord, last: boolean): Pick<OutgoingPart, 'fullExport'> {
  return sentAs?.full === true ? { fullExport: { id: `${key}-${round}`, last } } : {};
}

/** Halves the parts, as long as none was accepted and they are not small already. */
async function sendSmaller(context: ForwarderContext, record: FileRecord, why: string): Promise<FileRecord> {
  const partBytes = Math.floor(Math.min(record.partBytes, record.size) / 2);
  if (record.parts.length > 0 || partBytes < SMALLEST_PART_BYTES) {
    return context.journal.save({ ...record, refusal: why });
  }
  context.progress.say(`${record.path}: ${why}; trying parts of ${partBytes} bytes`);
  return context.journal.save({ ...record, partBytes });
}

function isFileTrouble(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
