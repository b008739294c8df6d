import { ClassicLevel } from 'classic-level';
import { serialize } from 'bson';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { MongoClient, type Collection } from 'mongodb';
import { inParallel, type Benchmark, type Measured } from './benchmark.ts';
import { benchEntry, type BenchEntry } from './benchEntry.ts';

/** How many entries the collection holds; EMBEDDED_BENCH_ENTRIES=1000000 for the large one. */
const ENTRIES = Number(process.env['EMBEDDED_BENCH_ENTRIES'] ?? 100_000);
const BATCH = 1_000;
const SERIAL = 500;
const READS = 500;
/** Odd, so that there is a run in the middle. */
const WAIT_RUNS = 5;
const IDLE_MS = 5_000;
const PROJECT = join(import.meta.dirname, '..', '..');
const PROBE = join(import.meta.dirname, 'stallProbe.ts');

/** The embedded server in a process of its own, beside `classic-level` alone writing and reading the same bytes. */
export const embeddedBench: Benchmark = {
  name: 'embedded',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
    try {
      const plain = await measurePlain(join(folder, 'plain'));
      const server = await measureServer(join(folder, 'embedded'));
      return server.map(({ beside, ...measured }) => {
        const baseline = typeof beside === 'string' ? plain[beside] : (beside ?? Number.NaN);
        const others = typeof beside === 'string' ? `classic-level alone, ${beside}` : 'the same server idle';
        return {
          ...measured,
          baseline,
          baselineIs: beside === undefined ? 'nothing to compare with' : others,
          ratio: measured.ours / baseline,
        };
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type PlainRates = Record<'bulk' | 'single' | 'reads', number>;

async function perSecond(units: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (units * 1000) / (performance.now() - began);
}

async function measurePlain(folder: string): Promise<PlainRates> {
  const db = new ClassicLevel<Buffer, Buffer>(folder, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
  await db.open();
  const keyOf = (n: number): Buffer => Buffer.from(benchEntry(n)._id);
  const bytesOf = (n: number): Buffer => Buffer.from(serialize(benchEntry(n)));
  const count = Math.min(ENTRIES, 100_000);
  const bulk = await perSecond(count, async () => {
    for (let n = 0; n < count; n += BATCH) {
      const batch = db.batch();
      for (let at = n; at < n + BATCH; at += 1) batch.put(keyOf(at), bytesOf(at));
      await batch.write({ sync: true });
    }
  });
  const single = await perSecond(SERIAL, async () => {
    for (let n = 0; n < SERIAL; n += 1) await db.put(keyOf(count + n), bytesOf(count + n), { sync: true });
  });
  const reads = await perSecond(READS, async () => {
    for (let n = 0; n < READS; n += 1) await db.get(keyOf((n * 7919) % count));
  });
  await db.close();
  return { bulk, single, reads };
}

interface ServerMeasured extends Pick<Measured, 'name' | 'unit' | 'ours'> {
  /** What the same was on `classic-level` alone, or on the server idle; absent when there is nothing to compare with. */
  readonly beside?: keyof PlainRates | number;
}

async function startServer(folder: string): Promise<{ child: ChildProcess; uri: string; startMs: number }> {
  const began = performance.now();
  const args = ['--import', 'tsx', 'embedded/main.ts', '--data', folder, '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = child.stdout ? await once(child.stdout, 'data') : [''];
  return { child, uri: String(line).replace('listening ', '').trim(), startMs: performance.now() - began };
}

async function stopServer(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** Memory of its own: the data files that LevelDB maps are not counted, since the system takes those back at need. */
function ownMemoryMb(pid: number | undefined): number {
  const kilobytes = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function measureServer(folder: string): Promise<ServerMeasured[]> {
  const first = await startServer(folder);
  const client = await MongoClient.connect(first.uri);
  const entries = client.db('bench').collection<BenchEntry>('entries');
  const written = await measureWrites(entries);
  const read = await measureReads(entries, first.uri);
  const memory = ownMemoryMb(first.child.pid);
  await client.close();
  await stopServer(first.child);
  const again = await startServer(folder);
  await stopServer(again.child);
  return [
    ...written,
    ...read,
    {
      name: `embedded: memory of its own after all this, ${String(ENTRIES)} entries`,
      unit: 'MB',
      ours: memory,
    },
    { name: `embedded: start with ${String(ENTRIES)} entries`, unit: 'ms', ours: again.startMs },
  ];
}

async function measureWrites(entries: Collection<BenchEntry>): Promise<ServerMeasured[]> {
  await entries.createIndex({ pupilId: 1, occurredAt: -1 });
  await entries.createIndex({ schoolUrn: 1, recordedAt: 1 });
  await entries.createIndex({ terms: 1 });
  const bulk = await perSecond(ENTRIES, async () => {
    for (let n = 0; n < ENTRIES; n += BATCH)
      await entries.insertMany(
        Array.from({ length: BATCH }, (_, at) => benchEntry(n + at)),
        { ordered: false },
      );
  });
  const single = await perSecond(SERIAL, async () => {
    for (let n = 0; n < SERIAL; n += 1) await entries.insertOne(benchEntry(ENTRIES + n));
  });
  const together = await perSecond(SERIAL * 4, () =>
    inParallel(SERIAL * 4, 50, (n) => entries.insertOne(benchEntry(ENTRIES + SERIAL + n))),
  );
  return [
    {
      name: 'embedded: insertMany by 1000, four indexes (one multikey)',
      unit: 'documents/s',
      ours: bulk,
      beside: 'bulk',
    },
    { name: 'embedded: insertOne, one at a time', unit: 'documents/s', ours: single, beside: 'single' },
    { name: 'embedded: insertOne, 50 at once', unit: 'documents/s', ours: together, beside: 'single' },
  ];
}

async function measureReads(entries: Collection<BenchEntry>, uri: string): Promise<ServerMeasured[]> {
  const one = await perSecond(READS, async () => {
    for (let n = 0; n < READS; n += 1) await entries.findOne({ _id: benchEntry((n * 7919) % ENTRIES)._id });
  });
  const timeline = await perSecond(READS, async () => {
    for (let n = 0; n < READS; n += 1)
      await entries
        .find({ pupilId: benchEntry(n).pupilId })
        .sort({ occurredAt: -1 })
        .limit(50)
        .toArray();
  });
  const search = await perSecond(50, async () => {
    for (let n = 0; n < 50; n += 1) {
      const { terms, schoolUrn } = benchEntry(n * 131);
      await entries
        .find({ terms: { $all: terms.slice(0, 2) }, schoolUrn })
        .limit(20)
        .toArray();
    }
  });
  return [
    { name: 'embedded: findOne by _id', unit: 'finds/s', ours: one, beside: 'reads' },
    { name: 'embedded: timeline of a child, newest 50', unit: 'queries/s', ours: timeline },
    { name: 'embedded: search for two terms in a school, first 20', unit: 'queries/s', ours: search },
    ...(await measureWaits(entries, uri)),
  ];
}

/** How long another client waits at worst while long work goes on, run after run, beside a server that does nothing. */
async function measureWaits(entries: Collection<BenchEntry>, uri: string): Promise<ServerMeasured[]> {
  const idle = await worstStall(uri, () => new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
  const waits: number[] = [];
  for (let run = 0; run < WAIT_RUNS; run += 1) {
    const wait = await worstStall(uri, async () => {
      await entries.find({ narrative: /nothing has these words/ }).toArray();
      await entries.find({}).sort({ narrative: 1, recordedAt: -1 }).limit(100).toArray();
      await entries
        .aggregate([{ $unwind: '$terms' }, { $group: { _id: '$terms', n: { $sum: 1 } } }])
        .toArray();
      await entries.updateMany({ schoolUrn: '990001' }, { $set: { seen: run } });
    });
    waits.push(wait);
  }
  waits.sort((a, b) => a - b);
  const during = `longest wait of another client during scan, sort, group and update of many`;
  const [median, worst] = [waits[(WAIT_RUNS - 1) / 2], waits.at(-1)];
  return [
    { name: `embedded: ${during}, median run`, unit: 'ms', ours: median ?? Number.NaN, beside: idle },
    { name: `embedded: ${during}, worst run`, unit: 'ms', ours: worst ?? Number.NaN, beside: idle },
  ];
}

/** Runs work while another process pings the server; gives the longest it waited, in milliseconds. */
async function worstStall(uri: string, work: () => Promise<void>): Promise<number> {
  const probe = fork(PROBE, [uri], { execArgv: ['--import', 'tsx'] });
  await once(probe, 'message');
  await work();
  probe.send('stop');
  const [worst] = await once(probe, 'message');
  probe.disconnect();
  return Number(worst);
}
