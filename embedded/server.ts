import { createServer, type Server, type Socket } from 'node:net';
import { dispatch } from './commands/dispatch.ts';
import { openCursors } from './cursors.ts';
import { openSnapshots } from './snapshots.ts';
import { openCatalog } from './storage/catalog.ts';
import { openLevelStore } from './storage/levelStore.ts';
import { serveConnection } from './wire/connection.ts';
import { expireDocuments } from './storage/expireDocuments.ts';

/** How a server is started. */
export interface ServerOptions {
  /** The data folder; made when it is not there. */
  readonly data: string;
  /** Where to listen: a TCP port (0 picks one) on a host, or a Unix socket. */
  readonly listen: { readonly port: number; readonly host: string } | { readonly socket: string };
  /** Told of what a person looking after the server should know. */
  readonly log: (line: string) => void;
}

/** A running server. */
export interface RunningServer {
  /** Where it is reached: `mongodb://127.0.0.1:27017`. */
  readonly address: string;
  /** Ends commands in hand, closes connections and the data folder. */
  stop(): Promise<void>;
}

/** MongoDB, too, looks for expired documents once a minute. */
const HOUSEKEEPING_MILLISECONDS = 60_000;

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null) return '';
  if (typeof address === 'string') return `mongodb://${encodeURIComponent(address)}`;
  return `mongodb://${address.address}:${String(address.port)}`;
}

function listen(server: Server, where: ServerOptions['listen']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const ready = () => {
      server.off('error', reject);
      resolve();
    };
    if ('socket' in where) server.listen(where.socket, ready);
    else server.listen(where.port, where.host, ready);
  });
}

/**
 * Opens the data folder and listens.
 * @throws DataFolderRefused when the folder cannot be used; the system's own error when the port cannot
 */
export async function startServer({ data, listen: where, log }: ServerOptions): Promise<RunningServer> {
  const store = await openLevelStore(data);
  const catalog = await openCatalog(store);
  const cursors = openCursors(Date.now);
  const snapshots = openSnapshots(catalog, Date.now);
  const sockets = new Set<Socket>();
  const inHand = new Set<Promise<unknown>>();
  let connections = 0;
  let stopping = false;

  function track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => inHand.delete(tracked));
    inHand.add(tracked);
    return tracked;
  }

  const server = createServer((socket) => {
    if (stopping) {
      socket.destroy();
      return;
    }
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(
      socket,
      connections,
      (command, database, connectionId) =>
        track(dispatch({ catalog, cursors, snapshots, database, connectionId }, command, log)),
      log,
    );
  });

  const housekeeping = setInterval(() => {
    const work = Promise.all([
      cursors.killIdle(Date.now()),
      snapshots.endIdle(Date.now()),
      expireDocuments(catalog, new Date()),
    ]);
    track(work).catch((error: unknown) => {
      log(`housekeeping failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, HOUSEKEEPING_MILLISECONDS);
  housekeeping.unref();

  try {
    await listen(server, where);
  } catch (error) {
    clearInterval(housekeeping);
    await store.close();
    throw error;
  }

  return {
    address: addressOf(server),
    async stop() {
      stopping = true;
      clearInterval(housekeeping);
      server.close();
      for (const socket of sockets) socket.pause();
      await Promise.allSettled([...inHand]);
      // The answers of what was in hand are written in the turn after.
      await new Promise((resolve) => setImmediate(resolve));
      for (const socket of sockets) socket.destroySoon();
      await cursors.close();
      await catalog.close();
    },
  };
}
