import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { median } from './benchmark.ts';
import type { BenchEntry } from './benchEntry.ts';
import type { BenchServer } from './benchServer.ts';

/** Odd, so that there is a run in the middle. */
const RUNS = 5;
const PROBE = join(import.meta.dirname, 'stallProbe.ts');

/** One run of long work, in milliseconds each. */
interface Run {
  /** The longest another client waited for an answer. */
  readonly wait: number;
  /** The longest the same client waited, at the same moments, for a server with nothing to do. */
  readonly idleWait: number;
  /** The longest turn of the server's thread: by the clock, and without its waiting for a processor. */
  readonly turn: number;
  readonly ownTurn: number;
}

/** How long others wait while long work goes on. */
export interface LongestWaits {
  /** The middle of the runs, figure by figure. */
  readonly median: Run;
  /** The worst of the runs, figure by figure. */
  readonly worst: Run;
}

/**
 * Scans, sorts, groups and updates many, run after run, while another process pings the server and one that
 * has nothing to do: what both make it wait for is the machine's, not the server's.
 */
export async function measureLongestWaits(server: BenchServer, idle: BenchServer): Promise<LongestWaits> {
  const client = await MongoClient.connect(server.uri);
  const entries = client.db('bench').collection<BenchEntry>('entries');
  const runs: Run[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await server.longestTurn();
    const [wait = Number.NaN, idleWait = Number.NaN] = await worstAnswers(
      [server.uri, idle.uri],
      async () => {
        await entries.find({ narrative: /nothing has these words/ }).toArray();
        await entries.find({}).sort({ narrative: 1, recordedAt: -1 }).limit(100).toArray();
        await entries
          .aggregate([{ $unwind: '$terms' }, { $group: { _id: '$terms', n: { $sum: 1 } } }])
          .toArray();
        await entries.updateMany({ schoolUrn: '990001' }, { $set: { seen: run } });
      },
    );
    const { wall, own } = await server.longestTurn();
    runs.push({ wait, idleWait, turn: wall, ownTurn: own });
  }
  await client.close();
  return { median: eachOf(runs, median), worst: eachOf(runs, (values) => Math.max(...values)) };
}

function eachOf(runs: readonly Run[], pick: (values: readonly number[]) => number): Run {
  return {
    wait: pick(runs.map(({ wait }) => wait)),
    idleWait: pick(runs.map(({ idleWait }) => idleWait)),
    turn: pick(runs.map(({ turn }) => turn)),
    ownTurn: pick(runs.map(({ ownTurn }) => ownTurn)),
  };
}

async function worstAnswers(uris: readonly string[], work: () => Promise<void>): Promise<number[]> {
  const probe = fork(PROBE, uris, { execArgv: ['--import', 'tsx'] });
  await once(probe, 'message');
  await work();
  const told = once(probe, 'message');
  probe.send('stop');
  const [worst] = (await told) as [number[]];
  probe.disconnect();
  return worst;
}
