import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Holds a folder for one forwarder, on this machine or on another that reaches the same share. */
export interface FolderLock {
  /** False once another forwarder has taken the folder over, as it may after a long sleep of this machine. */
  stillOurs(): Promise<boolean>;
  release(): Promise<void>;
}

/** A holder says this often that it lives, and counts as dead when it has been silent for so long. */
const BEAT_MS = 5000;
const SILENT_MS = 90_000;
/** A note that cannot be read for so long was being written when its writer was killed. */
const UNREADABLE_MS = 3000;
const LOOK_AGAIN_MS = 250;

/**
 * Takes the lock of a folder; one whose holder is dead is taken over.
 * @param stateDir the forwarder's own folder
 * @returns the lock, or the number and machine of the process that has it
 */
export async function takeFolderLock(stateDir: string): Promise<FolderLock | { readonly heldBy: string }> {
  const path = join(stateDir, 'lock');
  const token = randomUUID();
  const note = JSON.stringify({ pid: process.pid, host: hostname(), token });
  for (let round = 0; round < 3; round++) {
    try {
      await writeFile(path, note, { flag: 'wx', mode: 0o600 });
      return holdLock(path, token);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const livingHolder = await watchHolder(path);
    if (livingHolder !== undefined) return { heldBy: livingHolder };
    // Of several who see the holder dead, one renames the note away; the others find it gone.
    const aside = `${path}.${token}`;
    await rename(path, aside).catch(() => undefined);
    await rm(aside, { force: true });
  }
  return { heldBy: 'another process' };
}

function holdLock(path: string, token: string): FolderLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  const stillOurs = async (): Promise<boolean> => (await readNote(path))?.token === token;
  return {
    stillOurs,
    release: async () => {
      clearInterval(beat);
      if (await stillOurs()) await rm(path, { force: true });
    },
  };
}

interface Note {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/**
 * Waits until it is certain whether the holder lives. Its number may be another process's by now, so only a beat of
 * its own shows that it does; a process that is gone, a note left half written, or long silence that it does not.
 * @returns the holder when it lives, or undefined when it does not
 */
async function watchHolder(path: string): Promise<string | undefined> {
  const firstBeat = await beatOf(path);
  for (;;) {
    const [note, beat] = [await readNote(path), await beatOf(path)];
    if (beat === undefined) return undefined;
    const silentMs = Date.now() - beat;
    if (silentMs >= SILENT_MS || (note === undefined && silentMs >= UNREADABLE_MS)) return undefined;
    const gone = note !== undefined && (note.pid === process.pid || !processLives(note.pid));
    if (note?.host === hostname() && gone) return undefined;
    if (beat !== firstBeat && note !== undefined) return `process ${note.pid} on ${note.host}`;
    await sleep(LOOK_AGAIN_MS);
  }
}

/** When the holder last said that it lives, in milliseconds since 1970; undefined when there is no note. */
async function beatOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

async function readNote(path: string): Promise<Note | undefined> {
  try {
    const note: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isNote(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

function isNote(value: unknown): value is Note {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'host' in value &&
    typeof value.host === 'string' &&
    'token' in value &&
    typeof value.token === 'string'
  );
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
