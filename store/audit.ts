import { Schema } from 'mongoose';
import {
  chainLine,
  FIRST_HASH,
  type AuditAction,
  type AuditEvent,
  type AuditLine,
} from '../domain/audit/auditEvent.ts';
import { CHAIN_START, readChain, type ChainState } from '../domain/audit/verifyChain.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';
import { auditInScope, type Scope } from './scope.ts';

/** Append-only. Its place in the log is its id, so that two writers can never both be the next line. */
export interface AuditRecord extends Omit<AuditLine, 'sequence'> {
  readonly _id: number;
}

export const auditSchema = new Schema<AuditRecord>(
  {
    _id: { type: Number, required: true },
    at: { type: Date, required: true },
    action: { type: String, required: true },
    actor: { type: Schema.Types.Mixed },
    about: { type: Schema.Types.Mixed, required: true },
    route: { type: String, required: true },
    address: String,
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { versionKey: false, minimize: false },
);
auditSchema.index({ 'about.pupilId': 1, _id: -1 }, { sparse: true });
auditSchema.index({ 'about.schoolUrns': 1, _id: -1 });
auditSchema.index({ 'actor.personId': 1, _id: -1 });
auditSchema.index({ action: 1, _id: -1 });

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** The end of the log as this process last knew it, and the writes that wait for their turn. */
const tails = new WeakMap<Store, { head: Head | undefined; turn: Promise<unknown> }>();

/**
 * Appends to the audit, and returns once the line is durable. Writers of one process take turns; when another
 * process took the place first, its line is read and the next place taken.
 */
export function recordAudit(store: Store, event: AuditEvent): Promise<void> {
  const tail = tails.get(store) ?? { head: undefined, turn: Promise.resolve() };
  tails.set(store, tail);
  const written = tail.turn.then(async () => {
    tail.head = await append(store, event, tail.head);
  });
  tail.turn = written.catch(() => undefined);
  return written;
}

async function append(store: Store, event: AuditEvent, known: Head | undefined): Promise<Head> {
  let head = known ?? (await readHead(store));
  for (;;) {
    const { sequence, ...line } = chainLine(event, head);
    try {
      await store.audit.collection.insertOne({ _id: sequence, ...line } as never, { ignoreUndefined: true });
      return { sequence, hash: line.hash };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      head = await readHead(store);
    }
  }
}

async function readHead(store: Store): Promise<Head> {
  const last = await store.audit
    .findOne({}, { hash: 1 })
    .sort({ _id: -1 })
    .lean<Pick<AuditRecord, '_id' | 'hash'>>();
  return last ? { sequence: last._id, hash: last.hash } : { sequence: 0, hash: FIRST_HASH };
}

const LINES_AT_ONCE = 1000;

/** Reads the whole log, in order. `problems` of the answer is empty when no line was changed or is missing. */
export async function verifyAudit(
  store: Store,
  onLine: (state: ChainState) => void = () => undefined,
): Promise<ChainState> {
  let state = CHAIN_START;
  for (;;) {
    const lines = await store.audit
      .find({ _id: { $gt: state.sequence } })
      .sort({ _id: 1 })
      .limit(LINES_AT_ONCE)
      .lean<AuditRecord[]>();
    for (const line of lines) {
      state = readChain(state, lineOf(line));
      onLine(state);
    }
    if (lines.length < LINES_AT_ONCE) return state;
  }
}

function lineOf({ _id, ...line }: AuditRecord): AuditLine {
  return { sequence: _id, ...line };
}

/** Which lines of the log are asked for; what is left out does not narrow. */
export interface AuditQuery {
  readonly personId?: string;
  readonly pupilId?: string;
  readonly action?: AuditAction;
  readonly from?: Date;
  readonly to?: Date;
  /** Lines before this one, for the next page. */
  readonly before?: number;
}

/** Lines of the audit that the viewer may read, newest first. */
export async function listAudit(
  store: Store,
  scope: Scope,
  query: AuditQuery,
  limit: number,
): Promise<AuditLine[]> {
  const { personId, pupilId, action, from, to, before } = query;
  const at = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  const found = await store.audit
    .find({
      $and: [auditInScope(scope)],
      ...(personId !== undefined && { 'actor.personId': personId }),
      ...(pupilId !== undefined && { 'about.pupilId': pupilId }),
      ...(action !== undefined && { action }),
      ...((from ?? to) && { at }),
      ...(before !== undefined && { _id: { $lt: before } }),
    } as never)
    .sort({ _id: -1 })
    .limit(limit)
    .lean<AuditRecord[]>();
  return found.map(lineOf);
}
