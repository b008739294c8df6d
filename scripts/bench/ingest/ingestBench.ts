import Bull from 'bull';
import process from 'node:process';
import type { Urn } from '../../../domain/identifiers.ts';
import { cutRows } from '../../../domain/formats/text/cut/cutRows.ts';
import type { Kind } from '../../../domain/formats/rows.ts';
import { countWaitingDeliveries } from '../../../store/deliveries.ts';
import { countWaitingForTags } from '../../../store/incidentTags.ts';
import type { Store } from '../../../store/openStore.ts';
import { countStalePupils } from '../../../store/pupils.ts';
import { recordSchool } from '../../../store/schools.ts';
import { recordSource } from '../../../store/sources.ts';
import { sendDelivery, type Sender } from '../../demo/sendDelivery.ts';
import type { RunnableConfiguration } from '../../process/withRuntime.ts';
import { findFreePort } from '../../runtime/findFreePort.ts';
import type { Benchmark, Measured } from '../benchmark.ts';
import { onBenchServices } from '../onBenchServices.ts';
import { startPart } from './partProcess.ts';
import { insertIncidents, insertMarks } from './plainInserts.ts';
import { schoolExports } from './schoolExports.ts';
import { until } from './until.ts';

const SCHOOL = '990001' as Urn;
/** Two marks a day for 195 days: an academic year of a school of so many pupils. */
const SIZE =
  process.env['BENCH_FULL'] === '1'
    ? { pupils: 2600, incidents: 100_000, marks: 1_000_000 }
    : { pupils: 520, incidents: 10_000, marks: 200_000 };
/** Of the marks, as many are inserted one by one before ours and after: it is slower the more there are. */
const MARKS_INSERTED = 50_000;
const NO_OP_JOBS = 5000;

/**
 * From an export over HTTP to stored and searchable, beside the plain insertMany of the same documents. The server
 * and the workers are processes of their own; this one is the school's, and cuts, signs and sends.
 */
export const ingestBench: Benchmark = {
  name: 'ingest',
  run: () =>
    onBenchServices([], async ({ store }, services) => {
      const jobs = await noOpJobs(services);
      process.stderr.write(`  Bull's own no-op jobs in this run: ${jobs.toFixed(0)} jobs/s\n`);
      const configuration = { ...services, port: await findFreePort() };
      const server = await startPart('server', configuration);
      const workers = await startPart('workers', configuration);
      try {
        const measured = await measure(store, `http://127.0.0.1:${configuration.port}`);
        const peak = (mb: number | undefined) => (mb === undefined ? 'not known' : `${mb.toFixed(0)} MB`);
        process.stderr.write(
          `  peak memory: server ${peak(server.peakMb())}, workers ${peak(workers.peakMb())}\n`,
        );
        return measured;
      } finally {
        await server.stop();
        await workers.stop();
      }
    }),
};

async function measure(store: Store, url: string): Promise<Measured[]> {
  const exported = schoolExports(SIZE);
  await recordSchool(store, { _id: SCHOOL, name: 'Bench', phase: 'other', termDates: [] });
  const source = await recordSource(store, { schoolUrn: SCHOOL, name: 'Bench', now: new Date() });
  const sender = { url, ...source };
  const landed = async () => (await countWaitingDeliveries(store)) === 0;
  // What follows from a phase is not to be measured with the next one or with its baseline.
  const weighed = async () => (await countStalePupils(store)) === 0;
  await send(sender, 'pupils', exported.pupils);
  await until(landed);
  await until(weighed);

  const before = await insertMarks(store, exported.marks, { from: 0, count: MARKS_INSERTED });
  const begun = performance.now();
  await send(sender, 'attendance', exported.marks);
  await until(landed);
  const marks = rate(SIZE.marks, begun);
  await until(weighed);
  const after = await insertMarks(store, exported.marks, { from: MARKS_INSERTED, count: MARKS_INSERTED });
  const plainMarks = 2 / (1 / before + 1 / after);
  note(
    `${SIZE.marks} marks: ${marks.toFixed(0)} rows/s, a document a mark ${before.toFixed(0)} before and ${after.toFixed(0)} after, ratio ${(marks / plainMarks).toFixed(1)}`,
  );

  const started = performance.now();
  await send(sender, 'incidents', exported.incidents);
  await until(landed);
  const stored = rate(SIZE.incidents, started);
  note(`${SIZE.incidents} incidents: stored ${stored.toFixed(0)} rows/s`);
  await until(async () => (await countWaitingForTags(store)) === 0);
  const tagged = rate(SIZE.incidents, started);
  await until(weighed);
  const bare = await insertIncidents(store, false);
  const indexed = await insertIncidents(store, true);

  const beside = (what: string, ours: number, baseline: number, baselineIs: string): Measured => ({
    name: `ingest: ${what}`,
    unit: 'rows/s',
    ours,
    baseline,
    baselineIs,
    ratio: ours / baseline,
  });
  const incidents = `${SIZE.incidents} incidents, CSV over HTTP`;
  const same = 'insertMany of the same documents';
  return [
    beside(`${incidents} to stored and searchable`, stored, indexed, `${same}, same indexes`),
    beside(`${incidents} to stored and searchable`, stored, bare, `${same}, no index, not searchable`),
    beside(`${incidents} to concerns read`, tagged, indexed, `${same}, same indexes`),
    beside(
      `${SIZE.marks} marks, CSV over HTTP to stored`,
      marks,
      plainMarks,
      'insertMany, a document a mark, unique',
    ),
  ];
}

async function send(sender: Sender, kind: Kind, csv: Buffer): Promise<void> {
  let part = 0;
  for await (const { body } of cutRows(chunksOf(csv), { layout: 'csv', kind })) {
    const delivery = { kind, contentType: 'text/csv', body };
    const webhookId = `bench-${kind}-${++part}`;
    // A connection the server has just closed is no failure: the same again is the same delivery.
    await sendDelivery(sender, delivery, webhookId).catch(() => sendDelivery(sender, delivery, webhookId));
  }
}

const READ_AT_A_TIME = 64 * 1024;

/** As a file is read. */
async function* chunksOf(csv: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < csv.length; start += READ_AT_A_TIME) {
    yield csv.subarray(start, start + READ_AT_A_TIME);
  }
}

async function noOpJobs({ redisUrl, queuePrefix }: RunnableConfiguration): Promise<number> {
  const queue = new Bull('no-op', redisUrl, { prefix: queuePrefix });
  const started = performance.now();
  let done = 0;
  const finished = new Promise<void>((resolve) => {
    void queue.process(1, async () => {
      if (++done === NO_OP_JOBS) resolve();
    });
  });
  await queue.addBulk(
    Array.from({ length: NO_OP_JOBS }, () => ({ data: {}, opts: { removeOnComplete: true } })),
  );
  await finished;
  const speed = rate(NO_OP_JOBS, started);
  await queue.close();
  return speed;
}

/** A run at full size takes long: what is measured is said at once. */
function note(line: string): void {
  process.stderr.write(`  ${line}\n`);
}

function rate(units: number, startedMs: number): number {
  return (units * 1000) / (performance.now() - startedMs);
}
