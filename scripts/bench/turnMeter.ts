import { openSync, readSync } from 'node:fs';
import process from 'node:process';

/**
 * Loaded into a process before its own code: measures the longest its thread went without looking for new
 * work, and tells it, in milliseconds, whenever it is sent a message, since the last one.
 */
export interface LongestTurn {
  /** By the clock. */
  readonly wall: number;
  /** Without the time it was ready to run and others had the processors. */
  readonly own: number;
}

interface Stamp {
  readonly at: number;
  readonly waited: number;
}

const TICK_MS = 1;
const SCHEDSTAT = openScheduling();
const line = Buffer.alloc(64);

/** Where Linux tells how long the thread has waited for a processor; elsewhere nothing is left out. */
function openScheduling(): number | undefined {
  try {
    return openSync(`/proc/self/task/${String(process.pid)}/schedstat`, 'r');
  } catch {
    return undefined;
  }
}

function waitedMs(): number {
  if (SCHEDSTAT === undefined) return 0;
  const length = readSync(SCHEDSTAT, line, 0, line.length, 0);
  return Number(line.toString('latin1', 0, length).split(' ')[1]) / 1e6;
}

/** The two at one moment: read again when the thread had to wait in between. */
function stamp(): Stamp {
  for (;;) {
    const waited = waitedMs();
    const at = performance.now();
    if (waitedMs() === waited) return { at, waited };
  }
}

let last = stamp();
let longest: LongestTurn = { wall: 0, own: 0 };

setInterval(() => {
  const now = stamp();
  const wall = Math.max(0, now.at - last.at - TICK_MS);
  const own = Math.max(0, wall - (now.waited - last.waited));
  longest = { wall: Math.max(longest.wall, wall), own: Math.max(longest.own, own) };
  last = now;
}, TICK_MS).unref();

process.on('message', () => {
  process.send?.(longest);
  longest = { wall: 0, own: 0 };
});
