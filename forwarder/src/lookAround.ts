import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file in the folder as it was when it was looked at. */
export interface SeenFile {
  /** Path within the folder, with `/` between its parts. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** The forwarder's own folders, directly below the one it watches. */
export const STATE_FOLDER = '.throughline';
export const SENT_FOLDER = 'sent';
export const REJECTED_FOLDER = 'rejected';

const DEEPEST = 4;

/** Files still being written, or not exports at all: systems, browsers and editors name them so. */
const NOT_FOR_US =
  /^[.~]|~$|\.(tmp|temp|part|partial|crdownload|download|filepart|swp|lock|lck|writing|opdownload)$|^(desktop\.ini|thumbs\.db)$/i;

/** Every file below the folder that may be meant for us, in no particular order. */
export async function listFiles(dir: string): Promise<SeenFile[]> {
  return listBelow(dir, '', 0);
}

async function listBelow(dir: string, below: string, depth: number): Promise<SeenFile[]> {
  const files: SeenFile[] = [];
  for (const entry of await readdir(join(dir, below), { withFileTypes: true })) {
    if (NOT_FOR_US.test(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      const ours = depth === 0 && [SENT_FOLDER, REJECTED_FOLDER].includes(entry.name.toLowerCase());
      if (!ours && depth < DEEPEST) files.push(...(await listBelow(dir, path, depth + 1)));
    } else if (entry.isFile()) {
      const seen = await look(dir, path);
      if (seen) files.push(seen);
    }
  }
  return files;
}

/** A file as it is now, or undefined when it is gone. */
export async function look(dir: string, path: string): Promise<SeenFile | undefined> {
  const found = await stat(join(dir, path)).catch(() => undefined);
  return found?.isFile() ? { path, size: found.size, mtimeMs: found.mtimeMs } : undefined;
}

/** Tells which files have stayed as they are for long enough to count as written whole. */
export interface Settling {
  /** Of the files seen now, those that have not changed for `settleMs`. Empty ones are still to be written. */
  settled(files: readonly SeenFile[], nowMs: number): SeenFile[];
}

/** @param settleMs by this machine's own clock: a share's may be another */
export function watchSettling(settleMs: number): Settling {
  let known = new Map<string, { readonly file: SeenFile; readonly sinceMs: number }>();
  return {
    settled(files, nowMs) {
      known = new Map(
        files.map((file) => {
          const before = known.get(file.path);
          const same = before?.file.size === file.size && before.file.mtimeMs === file.mtimeMs;
          return [file.path, same ? before : { file, sinceMs: nowMs }];
        }),
      );
      return files.filter(
        (file) => file.size > 0 && nowMs - (known.get(file.path)?.sinceMs ?? nowMs) >= settleMs,
      );
    },
  };
}
