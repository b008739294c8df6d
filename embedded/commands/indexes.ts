import { mongoError } from '../mongoError.ts';
import { streamOf } from '../query/find.ts';
import { buildIndex } from '../storage/buildIndex.ts';
import type { Collection } from '../storage/catalog.ts';
import { describeIndex, type Index } from '../storage/indexDefinition.ts';
import { allEntries } from '../storage/keySpace.ts';
import { compareDocs } from '../values/compareValues.ts';
import { isDoc } from '../values/document.ts';
import { countArgument, docArgument, docsArgument, namespaceArgument } from './arguments.ts';
import type { Command } from './command.ts';
import { openCursor } from './find.ts';
import { isAlreadyThere, readIndexSpec } from './indexSpec.ts';
import { writeTo } from './writing.ts';

const createIndexes: Command = {
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'createIndexes', context.database);
    const specs = docsArgument(command, 'indexes').map(readIndexSpec);
    if (specs.length === 0) throw mongoError('BadValue', 'Must specify at least one index to create');
    const created = !context.catalog.find(namespace);
    return writeTo(context, namespace, async (session) => {
      const { collection } = session;
      await session.flush();
      const before = collection.indexes.length;
      for (const spec of specs) {
        if (!isAlreadyThere(collection.indexes, spec)) await buildIndex(context.catalog, collection, spec);
      }
      const after = collection.indexes.length;
      return {
        numIndexesBefore: before,
        numIndexesAfter: after,
        createdCollectionAutomatically: created,
        ...(after === before ? { note: 'all indexes already exist' } : {}),
      };
    });
  },
};

function requireCollection(found: Collection | undefined, namespace: string): Collection {
  if (!found) throw mongoError('NamespaceNotFound', `ns does not exist: ${namespace}`);
  return found;
}

const listIndexes: Command = {
  fields: ['cursor'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'listIndexes', context.database);
    const { indexes } = requireCollection(context.catalog.find(namespace), namespace);
    const size = countArgument(docArgument(command, 'cursor'), 'batchSize') ?? indexes.length + 1;
    return openCursor(context, namespace, streamOf(indexes.map(describeIndex)), {
      batchSize: size,
      singleBatch: false,
    });
  },
};

function namedIndexes(collection: Collection, wanted: unknown): Index[] {
  if (wanted === '*') return collection.indexes.filter(({ name }) => name !== '_id_');
  return (Array.isArray(wanted) ? wanted : [wanted]).map((one: unknown) => {
    const found = collection.indexes.find(({ name, key }) =>
      isDoc(one) ? compareDocs(key, one) === 0 : name === one,
    );
    if (!found) {
      throw mongoError(
        'IndexNotFound',
        isDoc(one)
          ? `can't find index with key: ${JSON.stringify(one)}`
          : `index not found with name [${String(one)}]`,
      );
    }
    if (found.name === '_id_') throw mongoError('InvalidOptions', 'cannot drop _id index');
    return found;
  });
}

const dropIndexes: Command = {
  fields: ['index'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'dropIndexes', context.database);
    const collection = requireCollection(context.catalog.find(namespace), namespace);
    const { catalog } = context;
    return collection.writer.run(async (session) => {
      await session.flush();
      const before = collection.indexes;
      const dropped = namedIndexes(collection, command['index']);
      collection.indexes = before.filter((index) => !dropped.includes(index));
      await catalog.save(collection);
      for (const { id } of dropped) await catalog.store.clear(allEntries(id));
      return { nIndexesWas: before.length };
    });
  },
};

/** The commands on indexes. */
export const INDEX_COMMANDS: Readonly<Record<string, Command>> = { createIndexes, listIndexes, dropIndexes };
