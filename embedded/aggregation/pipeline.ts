import type { Collection } from '../storage/catalog.ts';
import type { LevelReader } from '../storage/levelReader.ts';
import {
  findDocuments,
  isWholeCollection,
  streamOf,
  type DocStream,
  type FindRequest,
} from '../query/find.ts';
import { numberOf } from '../values/bsonTypes.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { countOnlyGroup } from './group.ts';
import { buildStages, runStages } from './stages.ts';

/** A pipeline split into the find its beginning amounts to, which can use indexes, and the stages after it. */
export interface SplitPipeline {
  readonly find: FindRequest;
  readonly rest: readonly unknown[];
}

/**
 * Takes `$match`, then `$sort`, then `$skip`, then `$limit` off the beginning of a pipeline, in that order.
 */
export function splitPipeline(pipeline: readonly unknown[], hint: unknown): SplitPipeline {
  const filters: Doc[] = [];
  let position = 0;
  const operandOf = (name: string): unknown => {
    const stage = pipeline[position];
    return isDoc(stage) && Object.keys(stage).length === 1 ? stage[name] : undefined;
  };
  for (let filter = operandOf('$match'); isDoc(filter); filter = operandOf('$match')) {
    filters.push(filter);
    position += 1;
  }
  let sort: Doc = {};
  const sorted = operandOf('$sort');
  if (isDoc(sorted)) {
    sort = sorted;
    position += 1;
  }
  const takeNumber = (name: string, least: number): number => {
    const number = numberOf(operandOf(name));
    if (number === undefined || !Number.isInteger(number) || number < least) return 0;
    position += 1;
    return number;
  };
  const skip = takeNumber('$skip', 0);
  const limit = takeNumber('$limit', 1);
  const [only = {}] = filters;
  const filter = filters.length > 1 ? { $and: filters } : only;
  return {
    find: { filter, sort, skip, limit, ...(hint === undefined ? {} : { hint }) },
    rest: pipeline.slice(position),
  };
}

/** What a pipeline runs over. */
export interface PipelineSource {
  readonly reader: LevelReader;
  /** Absent when there is none of that name. */
  readonly collection: Collection | undefined;
  /** Set for a snapshot, whose count is not known without reading. */
  readonly atClusterTime?: unknown;
}

/**
 * Runs a pipeline over a collection.
 * @throws at once for a malformed or unsupported pipeline
 */
export function runPipeline(
  { reader, collection, atClusterTime }: PipelineSource,
  pipeline: readonly unknown[],
  hint: unknown,
): DocStream {
  buildStages(pipeline);
  const { find, rest } = splitPipeline(pipeline, hint);
  const stages = buildStages(rest);
  if (!collection) return runStages(streamOf([]), stages);
  const [first] = rest;
  const counted = isDoc(first) ? countOnlyGroup(first['$group']) : undefined;
  const whole = isWholeCollection(find.filter) && find.skip === 0 && find.limit === 0;
  if (counted && whole && atClusterTime === undefined) {
    return runStages(streamOf(counted(collection.count)), buildStages(rest.slice(1)));
  }
  return runStages(findDocuments(reader, collection, find), stages);
}
