import type { Socket } from 'node:net';
import type { Doc } from '../values/document.ts';
import { encodeReply, messageLength, parseRequest, ProtocolError } from './wireProtocol.ts';

/** Answers one command. Never throws: failures are answers too. */
export type CommandHandler = (command: Doc, database: string, connectionId: number) => Promise<Doc>;

let lastReplyId = 0;

function databaseOf(command: Doc, legacy: string | undefined): string {
  const named = command['$db'];
  return typeof named === 'string' ? named : (legacy ?? 'admin');
}

/**
 * Serves one client: requests are answered one after another, in the order they came.
 * @param log is told of connections closed for breaking the protocol
 */
export function serveConnection(
  socket: Socket,
  connectionId: number,
  handle: CommandHandler,
  log: (line: string) => void,
): void {
  let chunks: Buffer[] = [];
  let received = 0;
  let wanted = 16;
  let busy = false;

  async function answer(bytes: Buffer): Promise<void> {
    const request = await parseRequest(bytes);
    const database = databaseOf(request.command, request.legacyDatabase);
    const reply = await handle(request.command, database, connectionId);
    if (!request.answered || socket.destroyed) return;
    lastReplyId = (lastReplyId + 1) % 0x7fffffff;
    if (!socket.write(encodeReply(request, lastReplyId, reply))) {
      await new Promise<void>((resolve) => {
        socket.once('drain', resolve);
        socket.once('close', resolve);
      });
    }
  }

  function takeMessage(): Buffer | undefined {
    if (received < wanted) return undefined;
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [bytes];
    const length = messageLength(bytes);
    if (length === undefined) {
      wanted = bytes.length >= 4 ? bytes.readInt32LE(0) : 16;
      return undefined;
    }
    const rest = bytes.subarray(length);
    chunks = rest.length > 0 ? [rest] : [];
    received = rest.length;
    wanted = 16;
    return bytes.subarray(0, length);
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let message = takeMessage(); message && !socket.destroyed; message = takeMessage()) {
        await answer(message);
      }
    } catch (error) {
      const reason = error instanceof ProtocolError ? error.message : 'unexpected failure';
      log(`connection ${String(connectionId)} closed: ${reason}`);
      socket.destroy();
    }
    busy = false;
  }

  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
    void work();
  });
  socket.on('error', () => socket.destroy());
}
