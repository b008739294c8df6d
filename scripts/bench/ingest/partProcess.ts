import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Part } from '../../process/openThroughline.ts';
import type { RunnableConfiguration } from '../../process/withRuntime.ts';

const READY: Readonly<Record<Part, string>> = { server: 'server listening', workers: 'workers started' };

/** As `npm run server` and `npm run workers` have it. */
const HEAP: Readonly<Record<Part, readonly string[]>> = {
  server: [],
  workers: ['--max-old-space-size=512'],
};

/** A part of Throughline as a process of its own, as a deployment runs it. */
export interface PartProcess {
  /** The most memory it has held, in MB; undefined where the system does not say. */
  readonly peakMb: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts one part and waits until it is ready. @throws when it ends instead */
export async function startPart(
  part: Part,
  { mongoUri, redisUrl, queuePrefix, dataDir, port }: RunnableConfiguration,
): Promise<PartProcess> {
  const child = spawn(process.execPath, [...HEAP[part], ...process.execArgv, 'scripts/serve.ts', part], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...{ MONGODB_URI: mongoUri, REDIS_URL: redisUrl, QUEUE_PREFIX: queuePrefix, DATA_DIR: dataDir },
      ...{ PORT: String(port), LOG_LEVEL: 'info' },
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes(READY[part])) resolve();
    });
    void ended.then(() => reject(new Error(`the ${part} ended before being ready`)));
  });
  return {
    peakMb: () => peakMbOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The most memory a process has held, in MB; undefined where the system does not say. */
export function peakMbOf(pid: number | undefined): number | undefined {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
