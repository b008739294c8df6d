import { Long } from 'bson';
import { mongoError } from '../mongoError.ts';
import { streamOf } from '../query/find.ts';
import { buildMatcher } from '../query/matcher.ts';
import { describeIndex } from '../storage/indexDefinition.ts';
import type { Doc } from '../values/document.ts';
import { docArgument, flagArgument, namespaceArgument } from './arguments.ts';
import type { Command, CommandContext } from './command.ts';
import { openCursor } from './find.ts';

const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run({ catalog }, command) {
    const matches = buildMatcher(docArgument(command, 'filter'));
    const nameOnly = flagArgument(command, 'nameOnly');
    const databases: Doc[] = catalog
      .databases()
      .map((name): Doc => (nameOnly ? { name } : { name, sizeOnDisk: Long.fromNumber(0), empty: false }))
      .filter(matches);
    return Promise.resolve({ databases, ...(nameOnly ? {} : { totalSize: Long.fromNumber(0) }) });
  },
};

const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(context, command) {
    const matches = buildMatcher(docArgument(command, 'filter'));
    const nameOnly = flagArgument(command, 'nameOnly');
    const found = context.catalog
      .list(context.database)
      .map(({ namespace, indexes }): Doc => {
        const name = namespace.slice(context.database.length + 1);
        if (nameOnly) return { name, type: 'collection' };
        const idIndex = indexes[0] ? describeIndex(indexes[0]) : {};
        return { name, type: 'collection', options: {}, info: { readOnly: false }, idIndex };
      })
      .filter(matches);
    const options = { batchSize: found.length + 1, singleBatch: false };
    return openCursor(context, `${context.database}.$cmd.listCollections`, streamOf(found), options);
  },
};

const create: Command = {
  fields: [],
  refused: [
    ...['capped', 'size', 'max', 'timeseries', 'expireAfterSeconds', 'clusteredIndex', 'viewOn', 'pipeline'],
    ...['collation', 'validator', 'validationLevel', 'validationAction', 'storageEngine', 'encryptedFields'],
    ...['changeStreamPreAndPostImages', 'indexOptionDefaults', 'autoIndexId', 'idIndex'],
  ],
  async run({ catalog, database }, command) {
    const namespace = namespaceArgument(command, 'create', database);
    // Making a collection that is there, with the same options, succeeds; there are no options here.
    await catalog.ensure(namespace);
    return {};
  },
};

async function dropCollection({ catalog, cursors }: CommandContext, namespace: string): Promise<number> {
  const collection = catalog.find(namespace);
  if (!collection) return 0;
  await cursors.killOn(namespace);
  await collection.writer.run(async (session) => {
    await session.flush();
    if (!collection.dropped) await catalog.drop(collection);
  });
  return collection.indexes.length;
}

const drop: Command = {
  fields: [],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'drop', context.database);
    // Since MongoDB 7.0 dropping what is not there succeeds.
    const indexes = await dropCollection(context, namespace);
    return indexes > 0 ? { nIndexesWas: indexes, ns: namespace } : {};
  },
};

const dropDatabase: Command = {
  fields: [],
  async run(context) {
    for (const { namespace } of context.catalog.list(context.database))
      await dropCollection(context, namespace);
    return { dropped: context.database };
  },
};

const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run({ catalog, database }) {
    const collections = catalog.list(database);
    return Promise.resolve({
      db: database,
      collections: collections.length,
      views: 0,
      objects: collections.reduce((sum, { count }) => sum + count, 0),
      indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    });
  },
};

const collStats: Command = {
  fields: ['scale'],
  run({ catalog, database }, command) {
    const namespace = namespaceArgument(command, 'collStats', database);
    const collection = catalog.find(namespace);
    if (!collection)
      return Promise.reject(mongoError('NamespaceNotFound', `Collection [${namespace}] not found.`));
    return Promise.resolve({
      ns: namespace,
      count: collection.count,
      nindexes: collection.indexes.length,
      capped: false,
    });
  },
};

/** The commands on databases and collections as wholes. */
export const COLLECTION_COMMANDS: Readonly<Record<string, Command>> = {
  listDatabases,
  listCollections,
  create,
  drop,
  dropDatabase,
  dbStats,
  collStats,
};
