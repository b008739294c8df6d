import { MongoFailure, mongoError } from '../mongoError.ts';
import type { Doc } from '../values/document.ts';
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

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...HANDSHAKE_COMMANDS,
    ...COLLECTION_COMMANDS,
    ...INDEX_COMMANDS,
    aggregate,
    count,
    delete: deleteCommand,
    distinct,
    explain,
    find,
    findAndModify,
    findandmodify: findAndModify,
    getMore,
    insert,
    killCursors,
    update,
  }),
);

/** Fields any command may have. With one server that syncs every write, the concerns hold by themselves. */
const COMMON_FIELDS = [
  ...[
    '$db',
    'lsid',
    '$clusterTime',
    '$readPreference',
    'readConcern',
    'writeConcern',
    'maxTimeMS',
    'comment',
  ],
  ...['apiVersion', 'apiStrict', 'apiDeprecationErrors', 'mayBypassWriteBlocking'],
];

/** A standalone mongod answers so to anybody who begins a transaction or numbers a write for a retry. */
function refuseTransaction(command: Doc): void {
  if ('txnNumber' in command || 'startTransaction' in command || 'autocommit' in command) {
    throw mongoError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
}

/** Carries out one command. Never throws: a failure is MongoDB's own kind of answer. */
export async function runCommand(context: CommandContext, command: Doc): Promise<Doc> {
  try {
    const [name = ''] = Object.keys(command);
    const known = COMMANDS.get(name);
    if (!known) throw mongoError('CommandNotFound', `no such command: '${name}'`);
    refuseTransaction(command);
    if (!known.lenient)
      checkFields(name, command, [name, ...COMMON_FIELDS, ...known.fields], known.refused ?? []);
    return { ...(await known.run(context, command)), ok: 1 };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Doc {
  if (error instanceof MongoFailure) {
    const { code, codeName, message, details } = error;
    return { ok: 0, errmsg: message, code, codeName, ...details };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: `Unexpected failure: ${reason}`, code: 1, codeName: 'InternalError' };
}
