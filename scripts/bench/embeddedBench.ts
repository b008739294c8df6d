import { ClassicLevel } from 'classic-level';
import { serialize } from 'bson';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { MongoClient, type Collection } from 'mongodb';
import { inParallel, type Benchmark, type Measured } from './benchmark.ts';
import { benchEntry, type BenchEntry } from './benchEntry.ts';
import { startBenchServer } from './benchServer.ts';
import { measureLongestWaits, type LongestWaits } from './longestWaits.ts';

/** How many entries the collection holds; EMBEDDED_BENCH_ENTRIES=1000000 for the large one. */
const ENTRIES = Number(process.env['EMBEDDED_BENCH_ENTRIES'] ?? 100_000);
const BATCH = 1_000;
const SERIAL = 500;
const READS = 500;
const ENCODINGS = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const;

/** The embedded server in a process of its own, beside `classic-level` alone writing and reading the same bytes. */
export const embeddedBench: Benchmark = {
  name: 'embedded',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
    try {
      const plain = await measurePlain(join(folder, 'plain'));
      const server = await measureServer(join(folder, 'embedded'));
      return server.map(({ beside, ...measured }) => {
        const { value, is } =
          typeof beside === 'string'
            ? { value: plain[beside], is: `classic-level alone, ${PLAIN_NAMES[beside]}` }
            : (beside ?? { value: Number.NaN, is: 'nothing to compare with' });
        return { ...measured, baseline: value, baselineIs: is, ratio: measured.ours / value };
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type PlainRates = Record<'bulk' | 'bulkIndexed' | 'single' | 'reads', number>;

const PLAIN_NAMES: Readonly<Record<keyof PlainRates, string>> = {
  bulk: 'documents alone',
  bulkIndexed: 'documents and index entries',
  single: 'one at a time',
  reads: 'one read after another',
};

/** As many entries, and about as long, as the server keeps in the indexes of a document. */
function indexKeysOf(entry: BenchEntry, n: number): Buffer[] {
  const { _id, pupilId, schoolUrn, occurredAt, recordedAt, terms } = entry;
  const record = String(n).padStart(8, '0');
  return [
    `0001${_id}${record}`,
    `0002${pupilId}${String(occurredAt.getTime())}${record}`,
    `0003${schoolUrn}${String(recordedAt.getTime())}${record}`,
    ...terms.map((term) => `0004${term}${record}`),
  ].map((key) => Buffer.from(key));
}

async function perSecond(units: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (units * 1000) / (performance.now() - began);
}

async function measurePlain(folder: string): Promise<PlainRates> {
  const db = new ClassicLevel<Buffer, Buffer>(folder, ENCODINGS);
  await db.open();
  const keyOf = (n: number): Buffer => Buffer.from(benchEntry(n)._id);
  const bytesOf = (n: number): Buffer => Buffer.from(serialize(benchEntry(n)));
  const count = Math.min(ENTRIES, 100_000);
  const bulkOf = (into: typeof db, indexed: boolean) =>
    perSecond(count, async () => {
      for (let n = 0; n < count; n += BATCH) {
        const batch = into.batch();
        for (let at = n; at < n + BATCH; at += 1) {
          const entry = benchEntry(at);
          batch.put(Buffer.from(entry._id), Buffer.from(serialize(entry)));
          if (indexed) for (const key of indexKeysOf(entry, at)) batch.put(key, Buffer.alloc(0));
        }
        await batch.write({ sync: true });
      }
    });
  const bulk = await bulkOf(db, false);
  const single = await perSecond(SERIAL, async () => {
    for (let n = 0; n < SERIAL; n += 1) await db.put(keyOf(count + n), bytesOf(count + n), { sync: true });
  });
  const reads = await perSecond(READS, async () => {
    for (let n = 0; n < READS; n += 1) await db.get(keyOf((n * 7919) % count));
  });
  await db.close();
  const other = new ClassicLevel<Buffer, Buffer>(`${folder}-indexed`, ENCODINGS);
  await other.open();
  const bulkIndexed = await bulkOf(other, true);
  await other.close();
  return { bulk, bulkIndexed, single, reads };
}

interface ServerMeasured extends Pick<Measured, 'name' | 'unit' | 'ours'> {
  /** What the same was on `classic-level` alone, or something else; absent when there is nothing to compare with. */
  readonly beside?: keyof PlainRates | { readonly value: number; readonly is: string };
}

/** Memory of its own: the data files that LevelDB maps are not counted, since the system takes those back at need. */
function ownMemoryMb(pid: number | undefined): number {
  const kilobytes = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function measureServer(folder: string): Promise<ServerMeasured[]> {
  const first = await startBenchServer(folder);
  const client = await MongoClient.connect(first.uri);
  const entries = client.db('bench').collection<BenchEntry>('entries');
  const written = await measureWrites(entries);
  const read = await measureReads(entries);
  const idle = await startBenchServer(`${folder}-idle`);
  const waits = await measureLongestWaits(first, idle);
  await idle.stop();
  const memory = ownMemoryMb(first.pid);
  await client.close();
  await first.stop();
  const again = await startBenchServer(folder);
  await again.stop();
  return [
    ...written,
    ...read,
    ...rowsOf(waits),
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
    {
      name: 'embedded: the same beside as many index entries',
      unit: 'documents/s',
      ours: bulk,
      beside: 'bulkIndexed',
    },
    { name: 'embedded: insertOne, one at a time', unit: 'documents/s', ours: single, beside: 'single' },
    { name: 'embedded: insertOne, 50 at once', unit: 'documents/s', ours: together, beside: 'single' },
  ];
}

async function measureReads(entries: Collection<BenchEntry>): Promise<ServerMeasured[]> {
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
  ];
}

/** What is the server's in a client's wait, and what the machine's. */
function rowsOf({ median, worst }: LongestWaits): ServerMeasured[] {
  const during = 'during scan, sort, group and update of many';
  const waitRow = (which: string, { wait, idleWait }: LongestWaits['median']): ServerMeasured => ({
    name: `embedded: longest wait of another client ${during}, ${which} run`,
    unit: 'ms',
    ours: wait,
    beside: { value: idleWait, is: 'its wait for an idle server at the same moments' },
  });
  const turnRow = (which: string, { turn, ownTurn }: LongestWaits['median']): ServerMeasured => ({
    name: `embedded: longest the server let nobody in ${during}, waits for a processor left out, ${which} run`,
    unit: 'ms',
    ours: ownTurn,
    beside: { value: turn, is: 'the same with them' },
  });
  return [
    waitRow('median', median),
    waitRow('worst', worst),
    turnRow('median', median),
    turnRow('worst', worst),
  ];
}
