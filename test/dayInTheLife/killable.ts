import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that is killed without warning and started again. */
export interface Killable {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** @param launch starts the process; it counts as started once it says anything */
export function killable(name: string, launch: () => ChildProcess): Killable {
  let running: ChildProcess | undefined;
  return {
    name,
    start: async () => {
      const child = launch();
      running = child;
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
      child.stdout?.resume();
      child.stderr?.resume();
    },
    kill: async () => {
      const child = running;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
