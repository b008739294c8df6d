import type { Doc } from '../values/document.ts';
import { compareSortKeys, sortKeyOf, type SortField } from './sortOrder.ts';
import { documentSize } from '../values/bsonCodec.ts';
import { MongoFailure } from '../mongoError.ts';
import { breathe, breathIsDue } from '../breathe.ts';

/** A document with the values it sorts by, made once. */
interface Keyed {
  readonly document: Doc;
  readonly key: readonly unknown[];
  readonly order: number;
}

/** A sort in memory holds at most this much, as MongoDB's does. */
const MEMORY_LIMIT_BYTES = 100 * 1024 * 1024;
/** Few enough to be sorted in a few milliseconds, so that other clients are not kept waiting. */
const RUN_LENGTH = 1_000;
const EMIT_TOGETHER = 200;

function tooLarge(): MongoFailure {
  return new MongoFailure(
    292,
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Sort exceeded memory limit of ${String(MEMORY_LIMIT_BYTES)} bytes, and this server does not sort on disk. Add an index or a limit.`,
  );
}

async function* mergeRuns(
  runs: Keyed[][],
  compare: (a: Keyed, b: Keyed) => number,
): AsyncGenerator<Doc[], void, undefined> {
  let level = runs;
  while (level.length > 1) {
    const next: Keyed[][] = [];
    for (let index = 0; index < level.length; index += 2) {
      next.push(await mergeTwo(level[index] ?? [], level[index + 1] ?? [], compare));
    }
    level = next;
  }
  const sorted = level[0] ?? [];
  for (let start = 0; start < sorted.length; start += EMIT_TOGETHER) {
    yield sorted.slice(start, start + EMIT_TOGETHER).map(({ document }) => document);
  }
}

async function mergeTwo(
  left: readonly Keyed[],
  right: readonly Keyed[],
  compare: (a: Keyed, b: Keyed) => number,
): Promise<Keyed[]> {
  const merged: Keyed[] = [];
  let a = 0;
  let b = 0;
  while (a < left.length || b < right.length) {
    const fromLeft = left[a];
    const fromRight = right[b];
    if (fromLeft && (!fromRight || compare(fromLeft, fromRight) <= 0)) {
      merged.push(fromLeft);
      a += 1;
    } else if (fromRight) {
      merged.push(fromRight);
      b += 1;
    }
    if (breathIsDue()) await breathe();
  }
  return merged;
}

/**
 * Sorts a stream of documents in memory, in short runs that are then merged, so that the process never stops
 * for long. Equal documents keep their order.
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
  const compare = (a: Keyed, b: Keyed) => compareSortKeys(a.key, b.key, fields) || a.order - b.order;
  const runs: Keyed[][] = [];
  let run: Keyed[] = [];
  let bytes = 0;
  let order = 0;
  const keep = limit > 0 && limit < RUN_LENGTH ? limit : 0;
  for await (const documents of source) {
    for (const document of documents) {
      run.push({ document, key: sortKeyOf(document, fields), order });
      order += 1;
      if (!keep) bytes += documentSize(document);
      if (breathIsDue()) await breathe();
    }
    if (bytes > MEMORY_LIMIT_BYTES) throw tooLarge();
    if (run.length >= RUN_LENGTH) {
      run.sort(compare);
      if (keep) run = run.slice(0, keep);
      else {
        runs.push(run);
        run = [];
      }
      await breathe();
    }
  }
  run.sort(compare);
  yield* mergeRuns([...runs, run], compare);
}
