import { createServer, type AddressInfo, type Socket } from 'node:net';
import { openCursors } from './cursors.ts';
import { runCommand } from './commands/runCommand.ts';
import { openCatalog } from './storage/catalog.ts';
import { openLevelStore } from './storage/levelStore.ts';
import { serveConnection } from './wire/connection.ts';

export interface EmbeddedOptions {
  /** Folder the data is kept in; made when missing. */
  readonly folder: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Is told, in a line, of connections that broke the protocol. */
  readonly log: (line: string) => void;
}

export interface EmbeddedServer {
  readonly port: number;
  /** Takes no more requests, finishes the writes under way and lets go of the folder. */
  close(): Promise<void>;
}

const SWEEP_MILLISECONDS = 60_000;
/** A write waits for the disk, not for other clients: this long is plenty to finish one. */
const FINISH_WITHIN_MILLISECONDS = 10_000;

/**
 * Opens the data folder and serves MongoDB's protocol on it.
 * @throws DataFolderRefused when the folder cannot be had; the system's error when the port cannot
 */
export async function startServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const catalog = await openCatalog(await openLevelStore(options.folder));
  const cursors = openCursors(Date.now);
  const sockets = new Set<Socket>();
  let underWay = 0;
  let lastConnection = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    lastConnection += 1;
    serveConnection(
      socket,
      lastConnection,
      async (command, database, connectionId) => {
        underWay += 1;
        try {
          return await runCommand({ catalog, cursors, database, connectionId }, command);
        } finally {
          underWay -= 1;
        }
      },
      options.log,
    );
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, options.host, resolve);
    });
  } catch (error) {
    await catalog.close();
    throw error;
  }
  const sweep = setInterval(() => void cursors.killIdle(Date.now()), SWEEP_MILLISECONDS).unref();

  async function finishUnderWay(): Promise<void> {
    const deadline = Date.now() + FINISH_WITHIN_MILLISECONDS;
    while (underWay > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(sweep);
      server.close();
      for (const socket of sockets) socket.pause();
      await finishUnderWay();
      for (const socket of sockets) socket.destroy();
      await cursors.close();
      await catalog.close();
    },
  };
}
