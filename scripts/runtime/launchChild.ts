import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findProgram } from './findProgram.ts';
import { RuntimeUnavailable } from './runtimeUnavailable.ts';

/** A server to run as a child of this process. */
export interface ChildPlan {
  /** As people are told of it, such as `Redis`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Handed over on standard input: out of sight of other people's process lists. */
  readonly input?: string;
  /** Where it runs, and where its process is noted. */
  readonly folder: string;
  readonly workingFolder?: string;
  /** A line of its output that says it takes connections. */
  readonly readyLine: RegExp;
  readonly readyWithinMs: number;
}

const LINES_KEPT = 20;

/**
 * Starts a child and waits until it says it is ready. It has its own process group, so that Ctrl-C reaches
 * this process alone and the order of stopping stays ours; where Linux offers it, the kernel stops the
 * child when this process is killed outright.
 * @param onStarted told of the process as soon as it exists, before it is ready
 * @throws {RuntimeUnavailable} with the child's own last words when it ends or stays silent instead
 */
export async function launchChild(
  plan: ChildPlan,
  onStarted: (child: ChildProcess) => void,
): Promise<ChildProcess> {
  const setpriv = process.platform === 'linux' ? await findProgram('setpriv') : undefined;
  const [program, args] =
    setpriv === undefined
      ? [plan.program, plan.args]
      : [setpriv, ['--pdeathsig', 'TERM', plan.program, ...plan.args]];
  const child = spawn(program, args, {
    cwd: plan.workingFolder ?? plan.folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: inheritedEnvironment(),
  });
  onStarted(child);
  child.stdin.on('error', () => undefined);
  child.stdin.end(plan.input ?? '');

  const lastLines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => {
      clearTimeout(timer);
      const reason = lastLines.filter((line) => line.trim() !== '').at(-1);
      reject(new RuntimeUnavailable(`${plan.name} ${what}${reason === undefined ? '.' : `: ${reason}`}`));
    };
    const timer = setTimeout(() => {
      fail(`was not ready within ${plan.readyWithinMs / 1000} s`);
      child.kill('SIGKILL');
    }, plan.readyWithinMs);
    child.once('error', (error) => {
      lastLines.push(error.message);
      fail('could not be started');
    });
    // `close` comes after the last line of output, which holds the reason; `exit` may come before it.
    child.once('close', (code, signal) => fail(`stopped while starting (${signal ?? `exit ${code}`})`));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > LINES_KEPT) lastLines.shift();
        if (!plan.readyLine.test(line)) return;
        clearTimeout(timer);
        resolve(child);
      });
    }
  });
}

/** Only what a program needs to run: no password of ours is handed on. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}
