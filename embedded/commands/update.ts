import { Int32 } from 'bson';
import { mongoError } from '../mongoError.ts';
import { findToChange } from '../query/find.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import type { LevelStore } from '../storage/levelStore.ts';
import type { WriteSession } from '../storage/writeSession.ts';
import { readUpdate, type Update } from '../update/applyUpdate.ts';
import { buildUpsert } from '../update/upsert.ts';
import type { Doc } from '../values/document.ts';
import { docArgument, docsArgument, flagArgument, hintArgument, namespaceArgument } from './arguments.ts';
import { checkFields } from './checkFields.ts';
import type { Command } from './command.ts';
import { prepareForInsert } from './insert.ts';
import { writeError } from './writeResult.ts';
import { writeTo } from './writing.ts';

const STATEMENT_FIELDS = ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint'];
const STATEMENT_REFUSED = ['collation', 'c', 'sort'];

interface Outcome {
  matched: number;
  modified: number;
  upserted?: unknown;
}

async function updateFound(
  session: WriteSession,
  store: LevelStore,
  statement: Doc,
  update: Update,
): Promise<Outcome> {
  const outcome: Outcome = { matched: 0, modified: 0 };
  const multi = flagArgument(statement, 'multi');
  const request = { filter: docArgument(statement, 'q'), ...hintArgument(statement) };
  for await (const found of findToChange(session, store, request)) {
    for (const { record, document } of found) {
      outcome.matched += 1;
      if (session.replace(record, document, update.apply(document, false))) outcome.modified += 1;
      if (!multi) return outcome;
      await session.flushIfLarge();
      if (breathIsDue()) await breathe();
    }
  }
  return outcome;
}

async function runStatement(session: WriteSession, store: LevelStore, statement: Doc): Promise<Outcome> {
  checkFields('update.updates', statement, STATEMENT_FIELDS, STATEMENT_REFUSED);
  const filter = docArgument(statement, 'q');
  const update = readUpdate({
    filter,
    update: statement['u'],
    arrayFilters: docsArgument(statement, 'arrayFilters'),
  });
  if (update.isReplacement && flagArgument(statement, 'multi')) {
    throw mongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  const outcome = await updateFound(session, store, statement, update);
  if (outcome.matched > 0 || !flagArgument(statement, 'upsert')) return outcome;
  const document = prepareForInsert(buildUpsert(filter, update));
  session.insert(document);
  return { ...outcome, upserted: document['_id'] };
}

/** `update`: statements one after another, each of one or many documents, stopping at a failure if ordered. */
export const update: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation'],
  refused: ['let'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'update', context.database);
    const statements = docsArgument(command, 'updates');
    const ordered = flagArgument(command, 'ordered', true);
    return writeTo(context, namespace, async (session) => {
      const upserted: Doc[] = [];
      const writeErrors: Doc[] = [];
      let matched = 0;
      let modified = 0;
      for (const [index, statement] of statements.entries()) {
        try {
          const outcome = await runStatement(session, context.catalog.store, statement);
          matched += outcome.matched;
          modified += outcome.modified;
          if ('upserted' in outcome) upserted.push({ index: new Int32(index), _id: outcome.upserted });
        } catch (error) {
          writeErrors.push(writeError(index, error));
          if (ordered) break;
        }
        await session.flushIfLarge();
        if (breathIsDue()) await breathe();
      }
      return {
        n: matched + upserted.length,
        nModified: modified,
        ...(upserted.length > 0 ? { upserted } : {}),
        ...(writeErrors.length > 0 ? { writeErrors } : {}),
      };
    });
  },
};
