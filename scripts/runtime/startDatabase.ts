import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVER_ARGUMENTS } from '../../embedded/serverArguments.ts';
import { findFreePort } from './findFreePort.ts';
import { findProgram } from './findProgram.ts';
import type { ChildPlan } from './launchChild.ts';
import { RuntimeUnavailable } from './runtimeUnavailable.ts';
import type { StartedService } from './startedService.ts';
import { superviseChild } from './superviseChild.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 60_000;
export const DATABASE_NAME = 'throughline';

/** The two servers that can keep the data here. Neither reads the other's files. */
type Engine = { readonly kind: 'mongod'; readonly program: string } | { readonly kind: 'embedded' };

/**
 * Starts a database on the data folder, on a free port of this machine alone: MongoDB itself where it is
 * installed, else the embedded server. Data once written stays with the server that wrote it, so that
 * installing or removing MongoDB never shows an empty database in place of a full one.
 * @throws {RuntimeUnavailable} when the server does not start, or the one that wrote the data is gone
 */
export async function startDatabase(dataDir: string, log: (line: string) => void): Promise<StartedService> {
  const folders = { mongod: join(dataDir, 'mongo'), embedded: join(dataDir, 'embedded') };
  const engine = await chooseEngine(folders, log);
  const folder = folders[engine.kind];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const port = await findFreePort();
  const child = await superviseChild(planFor(engine, folder, port), log);
  const address = `mongodb://127.0.0.1:${port}/${DATABASE_NAME}`;
  return engine.kind === 'mongod'
    ? {
        // A lone mongod otherwise answers a write before its journal is on the disc.
        url: `${address}?w=majority&journal=true`,
        description: `Database: MongoDB, started here, on 127.0.0.1:${port}, kept in ${folder}`,
        child,
      }
    : {
        url: address,
        description: `Database: embedded server (for trials and one small school), on 127.0.0.1:${port}, kept in ${folder}`,
        child,
      };
}

async function chooseEngine(
  folders: { readonly mongod: string; readonly embedded: string },
  log: (line: string) => void,
): Promise<Engine> {
  const program = await findProgram('mongod');
  if (await holdsFiles(folders.mongod)) {
    if (program !== undefined) return { kind: 'mongod', program };
    throw new RuntimeUnavailable(
      `The data in ${folders.mongod} was written by MongoDB and mongod is not on the PATH: install it again, set MONGODB_URI, or choose another DATA_DIR.`,
    );
  }
  if (program === undefined) return { kind: 'embedded' };
  if (!(await holdsFiles(folders.embedded))) return { kind: 'mongod', program };
  log("mongod is installed, but the data here is the embedded server's, which goes on keeping it.");
  return { kind: 'embedded' };
}

function planFor(engine: Engine, folder: string, port: number): ChildPlan {
  if (engine.kind === 'mongod') {
    return {
      name: 'MongoDB',
      program: engine.program,
      args: ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
      folder,
      readyLine: /"?Waiting for connections"?/i,
      readyWithinMs: READY_WITHIN_MS,
    };
  }
  return {
    name: 'The embedded database',
    program: process.execPath,
    args: [...SERVER_ARGUMENTS, '--data', folder, '--port', String(port)],
    folder,
    workingFolder: PROJECT_FOLDER,
    readyLine: /^listening mongodb:\/\//,
    readyWithinMs: READY_WITHIN_MS,
  };
}

/** The note of a process that runs there is not data. */
async function holdsFiles(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => name !== 'process.json');
}
