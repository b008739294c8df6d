import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * What Node.js is given to run the server, but for what comes after `main.ts`.
 *
 * Rubbish is collected on the server's own thread. V8 otherwise shares each collection out among helper
 * threads and waits for all of them, which on a machine with more to do than processors stopped the server
 * for up to 175 ms, of which it worked for 5. It can only be set before the process starts.
 */
export const SERVER_ARGUMENTS: readonly string[] = ['--single-threaded-gc', '--import', 'tsx', MAIN];
