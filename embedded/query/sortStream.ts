import type { Doc } from '../values/document.ts';
import { compareSortKeys, sortKeyOf, type SortField } from './sortOrder.ts';
import { RUN_LENGTH, sortInTurns } from './sortInTurns.ts';
import { documentSize } from '../values/bsonCodec.ts';
import { MongoFailure } from '../mongoError.ts';
import { breathe, breathIsDue } from '../breathe.ts';

/** A document with the values it sorts by, made once. */
interface Keyed {
  readonly document: Doc;
  readonly key: readonly unknown[];
  readonly bytes: number;
}

/** A sort in memory holds at most this much, as MongoDB's does. */
const MEMORY_LIMIT_BYTES = 100 * 1024 * 1024;
const EMIT_TOGETHER = 200;

function tooLarge(): MongoFailure {
  return new MongoFailure(
    292,
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Sort exceeded memory limit of ${String(MEMORY_LIMIT_BYTES)} bytes, and this server does not sort on disk. Add an index or a limit.`,
  );
}

/**
 * Sorts a stream of documents in memory, so that the process never stops for long. With a limit, no more than
 * about twice as many are held, and what comes after the last of them is let go at once. Equal documents keep their order.
 * @param source batches of documents
 * @param fields the sort
 * @param limit how many of the first are wanted; 0 for all
 * @throws code 292 when more than 100 MiB would have to be held
 */
export async function* sortStream(
  source: AsyncIterable<readonly Doc[]>,
  fields: readonly SortField[],
  limit: number,
): AsyncGenerator<Doc[], void, undefined> {
  const compare = (a: Keyed, b: Keyed) => compareSortKeys(a.key, b.key, fields);
  const most = limit > 0 ? 2 * limit + EMIT_TOGETHER : Infinity;
  const sizeOf = limit > 0 && limit < RUN_LENGTH ? () => 0 : documentSize;
  let held: Keyed[] = [];
  let bytes = 0;
  let last: Keyed | undefined;
  for await (const documents of source) {
    for (const document of documents) {
      if (breathIsDue()) await breathe();
      const key = sortKeyOf(document, fields);
      if (last && compareSortKeys(key, last.key, fields) >= 0) continue;
      const size = sizeOf(document);
      held.push({ document, key, bytes: size });
      bytes += size;
    }
    if (held.length >= most) {
      held = (await sortInTurns(held, compare)).slice(0, limit);
      last = held.at(-1);
      bytes = held.reduce((sum, keyed) => sum + keyed.bytes, 0);
    }
    if (bytes > MEMORY_LIMIT_BYTES) throw tooLarge();
  }
  const sorted = await sortInTurns(held, compare);
  const wanted = limit > 0 ? Math.min(limit, sorted.length) : sorted.length;
  for (let start = 0; start < wanted; start += EMIT_TOGETHER) {
    yield sorted.slice(start, Math.min(wanted, start + EMIT_TOGETHER)).map(({ document }) => document);
  }
}
