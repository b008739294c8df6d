import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getSessionSecret } from '../store/settings.ts';
import { buildApp } from './app.ts';
import type { ServerContext } from './serverContext.ts';

export interface RunningServer {
  readonly port: number;
  /** Takes no more requests and waits for those under way, up to the configured time. */
  close(): Promise<void>;
}

/** A request that has not arrived whole by then is given up: slow senders must not hold connections for ever. */
const REQUEST_WITHIN_MS = 120_000;

/**
 * Starts listening.
 * @throws the system's error, such as EADDRINUSE, when the address cannot be had
 */
export async function startServer(context: ServerContext): Promise<RunningServer> {
  const app = buildApp(context, await getSessionSecret(context.store));
  const server = createServer({ requestTimeout: REQUEST_WITHIN_MS }, app);
  const { host, port } = context.configuration;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  context.log('info', 'server listening', { port: address.port });
  return { port: address.port, close: () => closeServer(server, context.configuration.stopWithinSeconds) };
}

function closeServer(server: Server, withinSeconds: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      server.closeAllConnections();
    }, withinSeconds * 1000);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
