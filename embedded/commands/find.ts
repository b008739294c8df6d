import type { Long, Timestamp } from 'bson';
import { mapping } from '../aggregation/mapping.ts';
import { mongoError } from '../mongoError.ts';
import {
  findDocuments,
  isWholeCollection,
  planFind,
  streamOf,
  type DocStream,
  type FindRequest,
} from '../query/find.ts';
import { buildProjection } from '../query/projection.ts';
import { buildMatcher } from '../query/matcher.ts';
import { readSort } from '../query/sortOrder.ts';
import type { Doc } from '../values/document.ts';
import {
  countArgument,
  docArgument,
  flagArgument,
  hintArgument,
  longArgument,
  namespaceArgument,
  numberArgument,
  textArgument,
} from './arguments.ts';
import type { Command, CommandContext } from './command.ts';
import { readingFrom } from './readingFrom.ts';
import { withinTime } from './withinTime.ts';

/** Fields of `find` besides those of every command. */
export const FIND_FIELDS = [
  ...['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint'],
  ...['noCursorTimeout', 'allowDiskUse', 'allowPartialResults', 'oplogReplay'],
];
/** Fields of `find` refused by name. */
export const FIND_REFUSED = [
  'collation',
  'let',
  'max',
  'min',
  'returnKey',
  'showRecordId',
  'tailable',
  'awaitData',
];

/** Reads a `find` command into what is to be found. A negative limit means one batch of that size. */
export function readFind(command: Doc): FindRequest {
  return {
    filter: docArgument(command, 'filter'),
    sort: docArgument(command, 'sort'),
    skip: countArgument(command, 'skip') ?? 0,
    limit: Math.abs(numberArgument(command, 'limit') ?? 0),
    ...hintArgument(command),
  };
}

/** Opens a cursor on a stream and gives the reply its first batch goes in. */
export async function openCursor(
  { cursors }: CommandContext,
  namespace: string,
  stream: DocStream,
  options: {
    readonly batchSize: number | undefined;
    readonly singleBatch: boolean;
    readonly atClusterTime?: Timestamp | undefined;
  },
): Promise<Doc> {
  const { batchSize, singleBatch, atClusterTime } = options;
  const { id, documents } = await cursors.open(namespace, stream, batchSize, singleBatch);
  const time = atClusterTime === undefined ? {} : { atClusterTime };
  return { cursor: { firstBatch: documents, id, ns: namespace, ...time } };
}

/** `find`: plans, reads and gives the first batch. */
export const find: Command = {
  fields: FIND_FIELDS,
  refused: FIND_REFUSED,
  run(context, command) {
    const namespace = namespaceArgument(command, 'find', context.database);
    const request = readFind(command);
    const project = buildProjection(docArgument(command, 'projection'), {
      in: 'find',
      filter: request.filter,
    });
    buildMatcher(request.filter);
    readSort(request.sort);
    const { reader, collection, atClusterTime } = readingFrom(context, command, namespace);
    const projected = mapping((document) => [project(document)]);
    const found = withinTime(command, reader, (from) =>
      projected(collection ? findDocuments(from, collection, request) : streamOf([])),
    );
    return openCursor(context, namespace, found, {
      batchSize: countArgument(command, 'batchSize'),
      singleBatch: flagArgument(command, 'singleBatch') || (numberArgument(command, 'limit') ?? 0) < 0,
      atClusterTime,
    });
  },
};

/** `getMore`: a cursor's next batch. */
export const getMore: Command = {
  fields: ['collection', 'batchSize'],
  async run(context, command) {
    const namespace = `${context.database}.${textArgument(command, 'collection')}`;
    const size = countArgument(command, 'batchSize');
    const next = await context.cursors.next(longArgument(command['getMore'], 'getMore'), namespace, size);
    return { cursor: { nextBatch: next.documents, id: next.id, ns: namespace } };
  },
};

/** `killCursors`: closes cursors. */
export const killCursors: Command = {
  fields: ['cursors'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'killCursors', context.database);
    const ids = command['cursors'];
    if (!Array.isArray(ids))
      throw mongoError('TypeMismatch', "BSON field 'killCursors.cursors' is the wrong type");
    const killed: Long[] = [];
    const notFound: Long[] = [];
    for (const value of ids) {
      const id = longArgument(value, 'cursors');
      ((await context.cursors.kill(id, namespace)) ? killed : notFound).push(id);
    }
    return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
  },
};

/** `count`: how many documents match. */
export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'fields'],
  refused: ['collation'],
  async run(context, command) {
    const collection = context.catalog.find(namespaceArgument(command, 'count', context.database));
    const request: FindRequest = {
      filter: docArgument(command, 'query'),
      sort: {},
      skip: countArgument(command, 'skip') ?? 0,
      limit: Math.abs(numberArgument(command, 'limit') ?? 0),
      ...hintArgument(command),
    };
    buildMatcher(request.filter);
    if (!collection) return { n: 0 };
    planFind(collection, request);
    if (isWholeCollection(request.filter)) {
      const left = Math.max(0, collection.count - request.skip);
      return { n: request.limit > 0 ? Math.min(left, request.limit) : left };
    }
    let n = 0;
    const stream = withinTime(command, context.catalog.store, (from) =>
      findDocuments(from, collection, request),
    );
    for await (const documents of stream) n += documents.length;
    return { n };
  },
};
