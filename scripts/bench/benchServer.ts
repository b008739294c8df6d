import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { SERVER_ARGUMENTS } from '../../embedded/serverArguments.ts';
import type { LongestTurn } from './turnMeter.ts';

const METER = join(import.meta.dirname, 'turnMeter.ts');

/** The embedded server in a process of its own, with a meter of its longest turn. */
export interface BenchServer {
  readonly uri: string;
  readonly pid: number | undefined;
  /** From the launch until it listened. */
  readonly startMs: number;
  /** The longest its thread went without looking for new work since this was last asked. */
  longestTurn(): Promise<LongestTurn>;
  stop(): Promise<void>;
}

async function answerOf(child: ChildProcess): Promise<LongestTurn> {
  const answer = once(child, 'message');
  child.send('longest turn');
  const [turn] = (await answer) as [LongestTurn];
  return turn;
}

/** Starts the server on a data folder and waits until it listens. */
export async function startBenchServer(folder: string): Promise<BenchServer> {
  const began = performance.now();
  const args = ['--import', 'tsx', '--import', METER, ...SERVER_ARGUMENTS, '--data', folder, '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [line] = child.stdout ? ((await once(child.stdout, 'data')) as unknown[]) : [''];
  return {
    uri: String(line).replace('listening ', '').trim(),
    pid: child.pid,
    startMs: performance.now() - began,
    longestTurn: () => answerOf(child),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
