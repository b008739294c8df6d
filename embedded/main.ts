import { parseArgs } from 'node:util';
import { DataFolderRefused } from './storage/levelStore.ts';
import { startServer, type ServerOptions } from './server.ts';

/**
 * `node --import tsx embedded/main.ts --data DIR --port N [--host 127.0.0.1] [--socket PATH]`
 *
 * Prints one line, `listening mongodb://…`, once it answers; everything else goes to standard error. Exit
 * codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 2 bad usage.
 */
const USAGE = 'Usage: main.ts --data DIR (--port N [--host HOST] | --socket PATH)';

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function readOptions(): ServerOptions | undefined {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        socket: { type: 'string' },
      },
    });
    const { data, port, host, socket } = values;
    if (data === undefined || data === '') return undefined;
    if (socket !== undefined) return { data, listen: { socket }, log };
    if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) return undefined;
    return { data, listen: { port: Number(port), host }, log };
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    log(USAGE);
    process.exitCode = 2;
    return;
  }
  const server = await startServer(options);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`could not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`listening ${server.address}\n`);
}

main().catch((error: unknown) => {
  const plain = error instanceof DataFolderRefused || (error instanceof Error && 'code' in error);
  log(error instanceof Error ? (plain ? error.message : (error.stack ?? error.message)) : String(error));
  process.exit(1);
});
