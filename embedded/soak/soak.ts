import { MongoClient, MongoServerError } from 'mongodb';
import { startProcess, type ServerProcess } from '../test/support/serverProcess.ts';
import { countAcknowledged, openLedger, type Ledger } from './ledger.ts';
import { doSomething, prepare } from './load.ts';
import { verify } from './verify.ts';

/** How long and how hard. */
export interface SoakPlan {
  /** Data folder; empty at first. */
  readonly folder: string;
  readonly seconds: number;
  /** How often the server is killed (SIGKILL), spread at random over the time. */
  readonly kills: number;
  /** How many things are asked for a second, at most. */
  readonly operationsPerSecond: number;
  /** Told how it goes, a line at a time. */
  readonly log: (line: string) => void;
}

/** What a soak found. */
export interface SoakResult {
  readonly kills: number;
  readonly acknowledged: number;
  /** Requests whose answer never came because the server was killed. */
  readonly unanswered: number;
  readonly slowestStartMs: number;
  /** What did not agree; empty when every acknowledged write is there once. */
  readonly problems: readonly string[];
}

const WORKERS = 8;
/** One kill in so many comes while the server is starting and looking through what the last one left. */
const KILLED_WHILE_STARTING = 4;
const LONGEST_START_MS = 1_500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A failure the server told, as against a connection that went away (which a bulk write wraps). */
function isAnswer(error: unknown): boolean {
  return error instanceof MongoServerError && error.code !== undefined;
}

/**
 * Runs a mixed load against the server in a process of its own, kills that process again and again, and at
 * the end compares what was acknowledged with what is there.
 */
export async function soak(plan: SoakPlan): Promise<SoakResult> {
  const ledgers = Array.from({ length: WORKERS }, (_, worker) => openLedger(worker));
  const problems: string[] = [];
  let unanswered = 0;
  let slowestStartMs = 0;
  const endsAt = performance.now() + plan.seconds * 1000;

  async function start(): Promise<ServerProcess> {
    const began = performance.now();
    const server = await startProcess(plan.folder);
    slowestStartMs = Math.max(slowestStartMs, performance.now() - began);
    return server;
  }

  async function work(client: MongoClient, ledger: Ledger, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      try {
        await doSomething(client.db('soak'), ledger);
      } catch (error) {
        if (isOver()) unanswered += 1;
        if (isOver() && !isAnswer(error)) return;
        problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return;
      }
      await pause((WORKERS * 1000 * 2 * Math.random()) / plan.operationsPerSecond);
    }
  }

  async function round(milliseconds: number, signal: NodeJS.Signals): Promise<void> {
    const server = await start();
    const client = new MongoClient(server.uri, { serverSelectionTimeoutMS: 1_000, retryWrites: false });
    await prepare(client.db('soak'));
    let over = false;
    const working = ledgers.map((ledger) => work(client, ledger, () => over));
    await pause(milliseconds);
    over = true;
    if (server.child.exitCode !== null || server.child.signalCode !== null) {
      problems.push(
        `the server ended by itself: ${String(server.child.exitCode ?? server.child.signalCode)}`,
      );
    }
    await server.end(signal);
    await Promise.all(working);
    await client.close();
  }

  let kills = 0;
  while (kills < plan.kills && problems.length === 0) {
    const left = Math.max(0, endsAt - performance.now()) / (plan.kills - kills);
    await round(Math.min(left * 2 * Math.random(), endsAt - performance.now()), 'SIGKILL');
    kills += 1;
    if (kills % KILLED_WHILE_STARTING === 0 && kills < plan.kills) {
      const starting = startProcess(plan.folder, { killAfterMs: Math.random() * LONGEST_START_MS });
      await starting.then((server) => server.end('SIGKILL')).catch(() => undefined);
      kills += 1;
    }
    plan.log(`${String(kills)} kills, ${String(countAcknowledged(ledgers))} writes acknowledged`);
  }
  const rest = endsAt - performance.now();
  if (rest > 0 && problems.length === 0) await round(rest, 'SIGTERM');

  const server = await start();
  const client = await MongoClient.connect(server.uri);
  problems.push(...(await verify(client.db('soak'), ledgers)));
  await client.close();
  await server.end('SIGTERM');
  return { kills, acknowledged: countAcknowledged(ledgers), unanswered, slowestStartMs, problems };
}
