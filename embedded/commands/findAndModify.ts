import { mongoError } from '../mongoError.ts';
import { findOneToChange } from '../query/find.ts';
import { buildProjection, type Projection } from '../query/projection.ts';
import type { LevelStore } from '../storage/levelStore.ts';
import type { WriteSession } from '../storage/writeSession.ts';
import { readUpdate } from '../update/applyUpdate.ts';
import { buildUpsert } from '../update/upsert.ts';
import type { Doc } from '../values/document.ts';
import { docArgument, docsArgument, flagArgument, hintArgument, namespaceArgument } from './arguments.ts';
import type { Command } from './command.ts';
import { prepareForInsert } from './insert.ts';
import { writeTo } from './writing.ts';

interface Job {
  readonly session: WriteSession;
  readonly store: LevelStore;
  readonly command: Doc;
  readonly project: Projection;
}

function requestOf(command: Doc): { filter: Doc; sort: Doc; hint?: unknown } {
  return {
    filter: docArgument(command, 'query'),
    sort: docArgument(command, 'sort'),
    ...hintArgument(command),
  };
}

async function removeOne({ session, store, command, project }: Job): Promise<Doc> {
  const found = await findOneToChange(session, store, requestOf(command));
  if (found) session.remove(found.record, found.document);
  return {
    lastErrorObject: { n: found ? 1 : 0 },
    value: found ? project(found.document) : null,
  };
}

async function changeOne({ session, store, command, project }: Job): Promise<Doc> {
  const { filter } = requestOf(command);
  const update = readUpdate({
    filter,
    update: command['update'],
    arrayFilters: docsArgument(command, 'arrayFilters'),
  });
  const returnNew = flagArgument(command, 'new');
  const found = await findOneToChange(session, store, requestOf(command));
  if (found) {
    const after = update.apply(found.document, false);
    session.replace(found.record, found.document, after);
    return {
      lastErrorObject: { n: 1, updatedExisting: true },
      value: project(returnNew ? after : found.document),
    };
  }
  if (!flagArgument(command, 'upsert')) {
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  }
  const document = prepareForInsert(buildUpsert(filter, update));
  session.insert(document);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: document['_id'] },
    value: returnNew ? project(document) : null,
  };
}

/** `findAndModify`: finds one document and changes or removes it in one step. */
export const findAndModify: Command = {
  fields: [
    ...['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'bypassDocumentValidation'],
    ...['arrayFilters', 'hint'],
  ],
  refused: ['collation', 'let'],
  async run(context, command) {
    const name = 'findAndModify' in command ? 'findAndModify' : 'findandmodify';
    const namespace = namespaceArgument(command, name, context.database);
    const remove = flagArgument(command, 'remove');
    if (remove === 'update' in command) {
      throw mongoError(
        'FailedToParse',
        remove
          ? 'Cannot specify both an update and remove=true'
          : 'Either an update or remove=true must be specified',
      );
    }
    if (remove && flagArgument(command, 'new')) {
      throw mongoError(
        'FailedToParse',
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    }
    const filter = docArgument(command, 'query');
    const project = buildProjection(docArgument(command, 'fields'), { in: 'find', filter });
    return writeTo(context, namespace, (session) => {
      const job = { session, store: context.catalog.store, command, project };
      return remove ? removeOne(job) : changeOne(job);
    });
  },
};
