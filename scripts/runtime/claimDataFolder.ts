import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findProcess, isRunning } from './processIdentity.ts';
import { RuntimeUnavailable } from './runtimeUnavailable.ts';

/** Where the services of a data folder are reached. Both addresses may hold a password. */
export interface ServiceAddresses {
  readonly mongoUri: string;
  readonly redisUrl: string;
}

/** Either this process looks after the folder's services now, or another one does and they can be used. */
export type DataFolderClaim =
  | {
      readonly kind: 'ours';
      publish(addresses: ServiceAddresses): Promise<void>;
      release(): Promise<void>;
    }
  | { readonly kind: 'in-use'; readonly ownerPid: number; readonly addresses: ServiceAddresses };

const CLAIM = z.object({
  owner: z.object({ pid: z.int().positive(), startedAt: z.string() }),
  addresses: z.object({ mongoUri: z.string(), redisUrl: z.string() }).optional(),
});
type Claim = z.infer<typeof CLAIM>;

const WAIT_FOR_OWNER_MS = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * Makes sure that one process at a time looks after a data folder, by a note in it that only one can create.
 * A note whose process is gone is taken over; one whose process still starts its services is waited for.
 * @throws {RuntimeUnavailable} when the owner has not started its services within a minute
 */
export async function claimDataFolder(dataDir: string): Promise<DataFolderClaim> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'runtime.json');
  const owner = await findProcess(process.pid);
  if (owner === undefined)
    throw new RuntimeUnavailable('This machine does not tell one process from another.');
  const deadline = performance.now() + WAIT_FOR_OWNER_MS;
  for (;;) {
    if (await createNote(path, { owner })) {
      return {
        kind: 'ours',
        publish: (addresses) => replaceNote(path, { owner, addresses }),
        release: () => rm(path, { force: true }),
      };
    }
    const found = await readNote(path);
    if (found === undefined || !(await isRunning(found.owner))) {
      await removeStaleNote(path, found);
    } else if (found.addresses !== undefined) {
      return { kind: 'in-use', ownerPid: found.owner.pid, addresses: found.addresses };
    } else if (performance.now() > deadline) {
      throw new RuntimeUnavailable(
        `Process ${found.owner.pid} has been starting on ${dataDir} for a minute; stop it and try again.`,
      );
    } else {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

/** Written aside and linked into place, so that nobody reads half a note; a link refuses to replace. */
async function createNote(path: string, claim: Claim): Promise<boolean> {
  const aside = await writeAside(path, claim);
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function replaceNote(path: string, claim: Claim): Promise<void> {
  await rename(await writeAside(path, claim), path);
}

async function writeAside(path: string, claim: Claim): Promise<string> {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(claim), { mode: 0o600 });
  return aside;
}

async function readNote(path: string): Promise<Claim | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return CLAIM.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Renaming succeeds for one of several who saw the note as stale; a newer note moved by mistake goes back. */
async function removeStaleNote(path: string, seen: Claim | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const found = await readNote(aside);
  if (JSON.stringify(found) !== JSON.stringify(seen)) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
