import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeSecretLine } from '../../domain/webhooks/secretFile.ts';

/** A school's exports folder, and forwarders that run on it as processes of their own. */
export interface TestFolder {
  readonly dir: string;
  readonly secretFile: string;
  /** Puts a file there as a careful system would: written aside, then renamed. */
  drop(path: string, content: string | Uint8Array): Promise<void>;
  /** Paths below the folder, the forwarder's own state left out. */
  list(): Promise<string[]>;
  read(path: string): Promise<string>;
  /** Runs a forwarder to its end. */
  run(url: string, ...options: string[]): Promise<{ status: number | null; out: string; err: string }>;
  /** Starts a forwarder and lets it run. */
  start(url: string, ...options: string[]): ChildProcess;
  remove(): Promise<void>;
}

const QUICK = ['--settle', '0.1', '--poll', '0.1'];

export async function aFolder(sender: { sourceId: string; secret: string }): Promise<TestFolder> {
  const root = await mkdtemp(join(tmpdir(), 'throughline-forward-'));
  const dir = join(root, 'exports');
  const secretFile = join(root, 'secret');
  await mkdir(dir);
  await writeFile(secretFile, `${writeSecretLine(sender.sourceId, sender.secret)}\n`, { mode: 0o600 });
  const start = (url: string, ...options: string[]): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', 'tsx', 'forwarder/src/main.ts']
        .concat(['--dir', dir, '--url', url, '--secret-file', secretFile])
        .concat(QUICK, options),
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
  return {
    dir,
    secretFile,
    start,
    drop: async (path, content) => {
      const target = join(dir, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(`${target}.part`, content);
      await rename(`${target}.part`, target);
    },
    list: async () => {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
        .filter((path) => !path.startsWith('.throughline'))
        .sort();
    },
    read: (path) => readFile(join(dir, path), 'utf8'),
    run: async (url, ...options) => {
      const child = start(url, ...options);
      const [out, err] = [child.stdout, child.stderr].map((stream) => {
        const chunks: string[] = [];
        stream?.on('data', (bytes: Buffer) => chunks.push(bytes.toString()));
        return chunks;
      });
      const [status] = (await once(child, 'close')) as [number | null];
      return { status, out: out?.join('') ?? '', err: err?.join('') ?? '' };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
