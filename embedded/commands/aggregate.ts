import { mongoError, notSupported } from '../mongoError.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import { runPipeline } from '../aggregation/pipeline.ts';
import { findDocuments } from '../query/find.ts';
import { sortInTurns } from '../query/sortInTurns.ts';
import { MISSING, visitPath } from '../query/visitPath.ts';
import { buildMatcher } from '../query/matcher.ts';
import { isDoc } from '../values/document.ts';
import { encodeKey } from '../values/keyEncoding.ts';
import { countArgument, docArgument, hintArgument, namespaceArgument, textArgument } from './arguments.ts';
import type { Command } from './command.ts';
import { openCursor } from './find.ts';
import { readingFrom } from './readingFrom.ts';
import { withinTime } from './withinTime.ts';

/** `aggregate`: runs a pipeline over one collection and gives the first batch. */
export const aggregate: Command = {
  fields: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'],
  refused: ['collation', 'let', 'explain'],
  async run(context, command) {
    if (typeof command['aggregate'] !== 'string') throw notSupported('A pipeline over no collection');
    const namespace = namespaceArgument(command, 'aggregate', context.database);
    const pipeline = command['pipeline'];
    if (!Array.isArray(pipeline)) throw mongoError('TypeMismatch', 'A pipeline must be an array of objects');
    if (!isDoc(command['cursor'])) {
      throw mongoError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    }
    const from = readingFrom(context, command, namespace);
    const stream = withinTime(command, from.reader, (reader) =>
      runPipeline({ ...from, reader }, pipeline, hintArgument(command).hint),
    );
    return openCursor(context, namespace, stream, {
      batchSize: countArgument(command['cursor'], 'batchSize'),
      singleBatch: false,
      atClusterTime: from.atClusterTime,
    });
  },
};

/** `distinct`: the different values of a field, in MongoDB's order. */
export const distinct: Command = {
  fields: ['key', 'query', 'hint'],
  refused: ['collation'],
  async run(context, command) {
    const collection = context.catalog.find(namespaceArgument(command, 'distinct', context.database));
    const path = textArgument(command, 'key').split('.');
    const filter = docArgument(command, 'query');
    buildMatcher(filter);
    if (!collection) return { values: [] };
    const values = new Map<string, unknown>();
    const request = { filter, sort: {}, skip: 0, limit: 0, ...hintArgument(command) };
    const found = withinTime(command, context.catalog.store, (from) =>
      findDocuments(from, collection, request),
    );
    for await (const documents of found) {
      for (const document of documents) {
        visitPath(document, path, { intoArray: false }, (value) => {
          for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== MISSING) values.set(encodeKey(one).toString('latin1'), one);
          }
          return false;
        });
        if (breathIsDue()) await breathe();
      }
    }
    const sorted = await sortInTurns([...values], ([a], [b]) => (a < b ? -1 : 1));
    return { values: sorted.map(([, value]) => value) };
  },
};
