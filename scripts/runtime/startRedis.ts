import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from './findFreePort.ts';
import { findProgram } from './findProgram.ts';
import { RuntimeUnavailable } from './runtimeUnavailable.ts';
import type { StartedService } from './startedService.ts';
import { superviseChild } from './superviseChild.ts';

const READY_WITHIN_MS = 30_000;

/**
 * Starts the machine's own redis-server on a free port of this machine alone, with its folder under the data
 * folder, append-only persistence, and a password that only this user can read.
 * @throws {RuntimeUnavailable} when there is no redis-server or it does not start
 */
export async function startRedis(dataDir: string, log: (line: string) => void): Promise<StartedService> {
  const program = await findProgram('redis-server');
  if (program === undefined) {
    throw new RuntimeUnavailable(
      'There is no redis-server on this machine: install it (apt-get install redis-server) or set REDIS_URL.',
    );
  }
  const folder = join(dataDir, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const password = await keepPassword(join(folder, 'password'));
  const port = await findFreePort();
  const child = await superviseChild(
    {
      name: 'Redis',
      program,
      args: ['-'],
      input: redisSettings({ folder, port, password }),
      folder,
      readyLine: /Ready to accept connections/,
      readyWithinMs: READY_WITHIN_MS,
    },
    log,
  );
  return {
    url: `redis://:${password}@127.0.0.1:${port}/0`,
    description: `Redis: started here, on 127.0.0.1:${port}, kept in ${folder}`,
    child,
  };
}

/**
 * Without the append-only file a crash of Redis loses every waiting job; with it the snapshots add nothing.
 * Refusing to evict is what a queue needs: a job must not vanish because memory is short.
 */
function redisSettings(own: { folder: string; port: number; password: string }): string {
  return [
    'bind 127.0.0.1',
    `port ${own.port}`,
    `dir ${JSON.stringify(own.folder)}`,
    `requirepass ${own.password}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'loglevel notice',
    '',
  ].join('\n');
}

/** The password survives a restart, so that a Redis found running can still be spoken to. */
async function keepPassword(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (/^[0-9a-f]{48}$/.test(kept)) return kept;
  const password = randomBytes(24).toString('hex');
  await writeFile(path, password, { mode: 0o600 });
  await chmod(path, 0o600);
  return password;
}
