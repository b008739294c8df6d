import { findToChange } from '../query/find.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import { mongoError } from '../mongoError.ts';
import type { LevelStore } from '../storage/levelStore.ts';
import type { WriteSession } from '../storage/writeSession.ts';
import type { Doc } from '../values/document.ts';
import {
  docArgument,
  docsArgument,
  flagArgument,
  hintArgument,
  namespaceArgument,
  numberArgument,
} from './arguments.ts';
import { checkFields } from './checkFields.ts';
import type { Command } from './command.ts';
import { writeError } from './writeResult.ts';
import { writeTo } from './writing.ts';

async function runStatement(session: WriteSession, store: LevelStore, statement: Doc): Promise<number> {
  checkFields('delete.deletes', statement, ['q', 'limit', 'hint'], ['collation']);
  const limit = numberArgument(statement, 'limit');
  if (limit !== 0 && limit !== 1) {
    throw mongoError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
    );
  }
  let deleted = 0;
  const request = { filter: docArgument(statement, 'q'), ...hintArgument(statement) };
  for await (const found of findToChange(session, store, request)) {
    for (const { record, document } of found) {
      session.remove(record, document);
      deleted += 1;
      if (limit === 1) return deleted;
      await session.flushIfLarge();
      if (breathIsDue()) await breathe();
    }
  }
  return deleted;
}

/** `delete`: statements one after another, each of one or all matching documents. */
export const deleteCommand: Command = {
  fields: ['deletes', 'ordered'],
  refused: ['let'],
  async run(context, command) {
    const namespace = namespaceArgument(command, 'delete', context.database);
    const statements = docsArgument(command, 'deletes');
    const ordered = flagArgument(command, 'ordered', true);
    if (!context.catalog.find(namespace)) return { n: 0 };
    return writeTo(context, namespace, async (session) => {
      const writeErrors: Doc[] = [];
      let deleted = 0;
      for (const [index, statement] of statements.entries()) {
        try {
          deleted += await runStatement(session, context.catalog.store, statement);
        } catch (error) {
          writeErrors.push(writeError(index, error));
          if (ordered) break;
        }
      }
      return { n: deleted, ...(writeErrors.length > 0 ? { writeErrors } : {}) };
    });
  },
};
