import { ObjectId } from 'bson';
import { mongoError } from '../mongoError.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import { rankOf, TYPE_RANKS, typeOf } from '../values/bsonTypes.ts';
import { hasField, setField, type Doc } from '../values/document.ts';
import { docsArgument, flagArgument, namespaceArgument } from './arguments.ts';
import type { Command } from './command.ts';
import { writeError } from './writeResult.ts';
import { writeTo } from './writing.ts';

/** The document as it is stored: `_id` first, made when missing. @throws code 53 or 2 for an unusable `_id` */
export function prepareForInsert(document: Doc): Doc {
  if (!hasField(document, '_id')) return { _id: new ObjectId(), ...document };
  const id = document['_id'];
  const rank = rankOf(id);
  if (rank === TYPE_RANKS.array || rank === TYPE_RANKS.regex || rank === TYPE_RANKS.undefined) {
    throw mongoError('InvalidIdField', `The '_id' value cannot be of type ${typeOf(id)}`);
  }
  if (Object.keys(document)[0] === '_id') return document;
  const ordered: Doc = { _id: id };
  for (const name of Object.keys(document)) setField(ordered, name, document[name]);
  return ordered;
}

/** `insert`: documents one after another, stopping at the first failure unless unordered. */
export const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'insert', context.database);
    const documents = docsArgument(command, 'documents');
    const ordered = flagArgument(command, 'ordered', true);
    if (documents.length === 0)
      throw mongoError('InvalidLength', 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
    return writeTo(context, namespace, async (session) => {
      const writeErrors: Doc[] = [];
      let inserted = 0;
      for (const [index, document] of documents.entries()) {
        try {
          session.insert(prepareForInsert(document));
          inserted += 1;
        } catch (error) {
          writeErrors.push(writeError(index, error));
          if (ordered) break;
        }
        await session.flushIfLarge();
        if (breathIsDue()) await breathe();
      }
      return { n: inserted, ...(writeErrors.length > 0 ? { writeErrors } : {}) };
    });
  },
};
