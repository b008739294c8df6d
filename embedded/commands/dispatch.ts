import { ERROR_CODES, mongoError, MongoFailure } from '../mongoError.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { numberOf } from '../values/bsonTypes.ts';
import { aggregate, distinct } from './aggregate.ts';
import { checkFields } from './checkFields.ts';
import { COLLECTION_COMMANDS } from './collections.ts';
import type { Command, CommandContext } from './command.ts';
import { deleteCommand } from './delete.ts';
import { explain } from './explain.ts';
import { count, find, getMore, killCursors } from './find.ts';
import { findAndModify } from './findAndModify.ts';
import { HANDSHAKE_COMMANDS } from './handshake.ts';
import { INDEX_COMMANDS } from './indexes.ts';
import { insert } from './insert.ts';
import { update } from './update.ts';

/** Every command there is, by name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...HANDSHAKE_COMMANDS,
    ...COLLECTION_COMMANDS,
    ...INDEX_COMMANDS,
    insert,
    update,
    delete: deleteCommand,
    findAndModify,
    findandmodify: findAndModify,
    find,
    getMore,
    killCursors,
    count,
    distinct,
    aggregate,
    explain,
  }),
);

/** Fields any command may have. A standalone server has no use for sessions, times of clusters or tags. */
const EVERY_COMMAND = [
  ...['$db', 'lsid', '$clusterTime', '$readPreference', 'readConcern', 'writeConcern', 'maxTimeMS'],
  ...['comment', 'apiVersion', 'apiStrict', 'apiDeprecationErrors', 'txnNumber', 'autocommit'],
  ...[
    'startTransaction',
    '$audit',
    '$client',
    '$configServerState',
    'maxTimeMSOpTimeOnly',
    'mayBypassWriteBlocking',
  ],
];

const READ_CONCERNS = ['local', 'available', 'majority'];
/** The commands that can read from a snapshot; drivers repeat it on `getMore`, where the cursor knows it already. */
const FROM_SNAPSHOT = ['find', 'aggregate', 'getMore'];

function checkConcerns(name: string, command: Doc): void {
  const { readConcern, writeConcern } = command;
  const level = isDoc(readConcern) ? readConcern['level'] : undefined;
  const known = FROM_SNAPSHOT.includes(name) ? [...READ_CONCERNS, 'snapshot'] : READ_CONCERNS;
  if (level !== undefined && !known.some((each) => each === level)) {
    throw mongoError(
      'InvalidOptions',
      `Read concern '${String(level)}' is not supported on a standalone server`,
    );
  }
  const acknowledged = isDoc(writeConcern) ? writeConcern['w'] : undefined;
  if ((numberOf(acknowledged) ?? 0) > 1) {
    throw mongoError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  }
}

function checkTransaction(command: Doc): void {
  if ('txnNumber' in command || 'autocommit' in command || 'startTransaction' in command) {
    throw mongoError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
}

function failureReply(error: unknown, log: (line: string) => void): Doc {
  if (error instanceof MongoFailure) {
    const { message, code, codeName, details } = error;
    return { ok: 0, errmsg: message, code, codeName, ...details };
  }
  log(`internal failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const reason = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: reason, code: ERROR_CODES.InternalError, codeName: 'InternalError' };
}

/**
 * Runs one command and gives its reply; a failure is a reply too.
 * @param log is told of failures that are the server's own
 */
export async function dispatch(
  context: CommandContext,
  given: Doc,
  log: (line: string) => void,
): Promise<Doc> {
  try {
    const name = Object.keys(given)[0] ?? '';
    const command = COMMANDS.get(name);
    if (!command) throw mongoError('CommandNotFound', `no such command: '${name}'`);
    checkTransaction(given);
    if (!command.takesAnyField)
      checkFields(name, given, [name, ...EVERY_COMMAND, ...command.fields], command.refused ?? []);
    checkConcerns(name, given);
    return { ...(await command.run(context, given)), ok: 1 };
  } catch (error) {
    return failureReply(error, log);
  }
}
