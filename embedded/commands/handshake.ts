import { notSupported } from '../mongoError.ts';
import { MAX_DOCUMENT_BYTES } from '../values/bsonCodec.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { MAX_MESSAGE_BYTES } from '../wire/wireProtocol.ts';
import type { Command } from './command.ts';
import { sessionName } from './readingFrom.ts';

/**
 * The release whose protocol is spoken: wire version 21 is MongoDB 7.0's. What this server lacks of that
 * release it refuses by name.
 */
const VERSION = '7.0.0';
const MAX_WIRE_VERSION = 21;
/** Smaller than MongoDB's 100 000, so that one large insert does not keep the others waiting. */
const MAX_WRITE_BATCH = 1_000;

function answer(reply: (connectionId: number) => Doc, fields: readonly string[] = []): Command {
  return { fields, run: ({ connectionId }) => Promise.resolve(reply(connectionId)) };
}

/** A standalone server's greeting: no replica set, so drivers neither retry writes nor begin transactions. */
function greeting(connectionId: number): Doc {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  };
}

const hello: Command = { ...answer(greeting), takesAnyField: true };
const nothing = (fields: readonly string[] = []) => answer(() => ({}), fields);

const PARAMETERS: Doc = { featureCompatibilityVersion: { version: '7.0' } };

const getParameter: Command = {
  fields: ['featureCompatibilityVersion', 'allParameters'],
  run(_, command) {
    const wanted = Object.keys(command).filter((name) => name in PARAMETERS);
    if (command['getParameter'] === '*' || wanted.length > 0) {
      return Promise.resolve(
        command['getParameter'] === '*'
          ? PARAMETERS
          : Object.fromEntries(wanted.map((name) => [name, PARAMETERS[name]])),
      );
    }
    return Promise.reject(notSupported('That server parameter'));
  },
};

const connectionStatus = answer(
  () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  ['showPrivileges'],
);

const buildInfo = answer(() => ({
  version: VERSION,
  versionArray: VERSION.split('.').map(Number).concat(0),
  gitVersion: 'none',
  modules: ['throughline-embedded'],
  javascriptEngine: 'none',
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
}));

const getLog: Command = {
  fields: [],
  run: (_, command) =>
    Promise.resolve(
      command['getLog'] === '*'
        ? { names: ['global', 'startupWarnings'] }
        : { totalLinesWritten: 0, log: [] },
    ),
};

const startSession: Command = {
  fields: [],
  run: (_, command) =>
    Promise.resolve({ id: isDoc(command['lsid']) ? command['lsid'] : {}, timeoutMinutes: 30 }),
};

const endSessions: Command = {
  fields: [],
  async run({ snapshots }, command) {
    const ended = command['endSessions'];
    if (Array.isArray(ended)) for (const id of ended) await snapshots.end(sessionName(id));
    return {};
  },
};

/** The commands drivers and shells use to find out what they are talking to. */
export const HANDSHAKE_COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing(),
  buildInfo,
  buildinfo: buildInfo,
  connectionStatus,
  getParameter,
  getLog,
  startSession,
  endSessions,
  refreshSessions: nothing(),
  whatsmyuri: answer(() => ({ you: '127.0.0.1' })),
};
