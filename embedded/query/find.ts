import type { Collection } from '../storage/catalog.ts';
import type { LevelReader } from '../storage/levelReader.ts';
import type { WriteSession } from '../storage/writeSession.ts';
import type { Doc } from '../values/document.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import { buildMatcher } from './matcher.ts';
import { planQuery, wholeKeys, type Plan } from './planner.ts';
import { FETCH_TOGETHER, fetchDocuments, scan, type Found } from './scan.ts';
import { compareSortKeys, readSort, sortKeyOf } from './sortOrder.ts';
import { sortStream } from './sortStream.ts';

/** Which documents, in which order. */
export interface FindRequest {
  readonly filter: Doc;
  readonly sort: Doc;
  readonly skip: number;
  /** 0 for no limit. */
  readonly limit: number;
  readonly hint?: unknown;
}

/** Batches of documents. */
export type DocStream = AsyncGenerator<Doc[], void, undefined>;

const EMIT_TOGETHER = 200;

/** A stream of documents that are at hand. */
export async function* streamOf(documents: readonly Doc[]): DocStream {
  for (let start = 0; start < documents.length; start += EMIT_TOGETHER)
    yield documents.slice(start, start + EMIT_TOGETHER);
}

async function* matching(store: LevelReader, collection: Collection, filter: Doc, plan: Plan): DocStream {
  const matches = buildMatcher(filter);
  for await (const found of scan(store, collection, plan)) {
    const documents: Doc[] = [];
    for (const { document } of found) {
      if (matches(document)) documents.push(document);
      if (breathIsDue()) await breathe();
    }
    if (documents.length > 0) yield documents;
  }
}

/** Skips and limits a stream; ends the source as soon as enough has come. */
export async function* slice(source: DocStream, skip: number, limit: number): DocStream {
  let toSkip = skip;
  let left = limit > 0 ? limit : Infinity;
  for await (const documents of source) {
    const skipped = Math.min(toSkip, documents.length);
    toSkip -= skipped;
    const taken = documents.slice(skipped, skipped + Math.min(left, documents.length));
    left -= taken.length;
    if (taken.length > 0) yield taken;
    if (left <= 0) return;
  }
}

/** Plans a find without running it, for `explain`. */
export function planFind(collection: Collection, request: FindRequest): Plan {
  return planQuery(collection, {
    filter: request.filter,
    sort: readSort(request.sort),
    ...(request.hint === undefined ? {} : { hint: request.hint }),
  });
}

/**
 * Finds documents. Malformed filters and sorts are refused at once; reading begins with the first batch.
 */
export function findDocuments(store: LevelReader, collection: Collection, request: FindRequest): DocStream {
  const sort = readSort(request.sort);
  buildMatcher(request.filter);
  const plan = planFind(collection, request);
  const source = matching(store, collection, request.filter, plan);
  const ordered = sort.length === 0 || (plan.kind === 'index' && plan.givesOrder);
  const wanted = request.limit > 0 ? request.limit + request.skip : 0;
  return slice(ordered ? source : sortStream(source, sort, wanted), request.skip, request.limit);
}

/** Whether a request reads nothing but the whole collection, whose count is known. */
export function isWholeCollection(filter: Doc): boolean {
  return Object.keys(filter).length === 0;
}

/** The documents that whole keys of a unique index lead to, without a look at every unsynced change. */
async function* findByKeys(
  session: WriteSession,
  store: LevelReader,
  keys: Buffer[],
): AsyncGenerator<Found[], void, undefined> {
  const records = [...new Set(await session.holdersOf(keys))];
  for (let start = 0; start < records.length; start += FETCH_TOGETHER) {
    const some = records.slice(start, start + FETCH_TOGETHER);
    const unsynced = some.flatMap((record): Found[] => {
      const document = session.pending.get(record);
      return document ? [{ record, document }] : [];
    });
    const stored = some.filter((record) => !session.pending.has(record));
    yield [...unsynced, ...(await fetchDocuments(store, session.collection, stored))];
  }
}

/**
 * Finds documents to change, within a write: what is on disk, and what the jobs before this one have changed
 * but not yet synced.
 */
export async function* findToChange(
  session: WriteSession,
  store: LevelReader,
  request: Pick<FindRequest, 'filter' | 'hint'>,
): AsyncGenerator<Found[], void, undefined> {
  const matches = buildMatcher(request.filter);
  const plan = planFind(session.collection, { ...request, sort: {}, skip: 0, limit: 0 });
  const keys = plan.kind === 'index' ? wholeKeys(plan) : undefined;
  if (keys) {
    for await (const found of findByKeys(session, store, keys))
      yield found.filter(({ document }) => matches(document));
    return;
  }
  const recent: Found[] = [];
  const changed = new Set(session.pending.keys());
  for (const [record, document] of session.pending) {
    if (document && matches(document)) recent.push({ record, document });
    if (breathIsDue()) await breathe();
  }
  if (recent.length > 0) yield recent;
  for await (const found of scan(store, session.collection, plan)) {
    const wanted: Found[] = [];
    for (const candidate of found) {
      if (!changed.has(candidate.record) && matches(candidate.document)) wanted.push(candidate);
      if (breathIsDue()) await breathe();
    }
    if (wanted.length > 0) yield wanted;
  }
}

/** Finds the one document to change: the first by the sort, or the first met. */
export async function findOneToChange(
  session: WriteSession,
  store: LevelReader,
  request: Pick<FindRequest, 'filter' | 'hint' | 'sort'>,
): Promise<Found | undefined> {
  const sort = readSort(request.sort);
  let best: { readonly found: Found; readonly key: readonly unknown[] } | undefined;
  for await (const candidates of findToChange(session, store, request)) {
    if (sort.length === 0 && candidates.length > 0) return candidates[0];
    for (const found of candidates) {
      const key = sortKeyOf(found.document, sort);
      if (!best || compareSortKeys(key, best.key, sort) < 0) best = { found, key };
    }
  }
  return best?.found;
}
