import Bull from 'bull';
import process from 'node:process';
import { addDays, localDate, weekday } from '../../domain/localDate.ts';
import { upnCheckLetter, type Urn } from '../../domain/identifiers.ts';
import { cutRows } from '../../domain/formats/text/cut/cutRows.ts';
import { countWaitingDeliveries } from '../../store/deliveries.ts';
import { countWaitingForTags } from '../../store/incidentTags.ts';
import { countStalePupils } from '../../store/pupils.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { sendDelivery, type Sender } from '../demo/sendDelivery.ts';
import type { Throughline } from '../process/openThroughline.ts';
import type { Benchmark, Measured } from './benchmark.ts';
import { onBenchServices } from './onBenchServices.ts';

const SCHOOL = '990001' as Urn;
const FULL = process.env['BENCH_FULL'] === '1';
const PUPILS = FULL ? 2600 : 520;
const INCIDENTS = FULL ? 100_000 : 5000;
/** Two marks a day for 195 days: an academic year of a school of so many pupils. */
const MARKS = FULL ? 1_000_000 : 100_000;
const NO_OP_JOBS = 5000;
const INSERTED_AT_A_TIME = 1000;

/** From an export over HTTP to stored and searchable, beside the plain insertMany of the same documents. */
export const ingestBench: Benchmark = {
  name: 'ingest',
  run: () =>
    onBenchServices(['server', 'workers'], async (throughline, { redisUrl, queuePrefix }) => {
      const jobs = await noOpJobs(redisUrl, queuePrefix);
      process.stderr.write(`  Bull's own no-op jobs in this run: ${jobs.toFixed(0)} jobs/s\n`);
      const measured = await measure(throughline);
      const peakMb = process.resourceUsage().maxRSS / 1024;
      process.stderr.write(
        `  peak memory of server, workers and sender in one process: ${peakMb.toFixed(0)} MB\n`,
      );
      return measured;
    }),
};

async function measure(throughline: Throughline): Promise<Measured[]> {
  const { store } = throughline;
  await recordSchool(store, { _id: SCHOOL, name: 'Bench', phase: 'other', termDates: [] });
  const source = await recordSource(store, { schoolUrn: SCHOOL, name: 'Bench', now: new Date() });
  const sender = { url: `http://127.0.0.1:${throughline.server?.port ?? 0}`, ...source };
  const landed = async () => (await countWaitingDeliveries(store)) === 0;
  // What follows from a phase is not to be measured with the next one or with its baseline.
  const weighed = async () => (await countStalePupils(store)) === 0;
  await send(sender, 'pupils', pupilLines());
  await until(landed);
  await until(weighed);

  const started = performance.now();
  await send(sender, 'incidents', incidentLines());
  await until(landed);
  const stored = rate(INCIDENTS, started);
  await until(async () => (await countWaitingForTags(store)) === 0);
  const tagged = rate(INCIDENTS, started);
  await until(weighed);
  const plainIncidents = await insertPlainly(throughline, 'incidents');

  const begun = performance.now();
  await send(sender, 'attendance', markLines());
  await until(landed);
  const marks = rate(MARKS, begun);
  await until(weighed);
  const plainMarks = await insertMarks(throughline);
  const beside = (name: string, ours: number, baseline: number, baselineIs: string): Measured => ({
    name,
    unit: 'rows/s',
    ours,
    baseline,
    baselineIs,
    ratio: ours / baseline,
  });
  const plain = 'insertMany of the same documents';
  return [
    beside(
      `ingest: ${INCIDENTS} incidents, CSV over HTTP to stored and searchable`,
      stored,
      plainIncidents,
      plain,
    ),
    beside(`ingest: ${INCIDENTS} incidents to concerns read`, tagged, plainIncidents, plain),
    beside(`ingest: ${MARKS} marks to stored`, marks, plainMarks, 'insertMany, a document a mark'),
  ];
}

async function send(sender: Sender, kind: string, lines: AsyncIterable<Uint8Array>): Promise<void> {
  let part = 0;
  const layout = 'csv' as const;
  const options = { layout, kind: kind === 'incidents' ? 'incidents' : 'attendance' } as const;
  for await (const { body } of cutRows(lines, options)) {
    const delivery = { kind, contentType: 'text/csv', body: Buffer.from(body).toString() };
    await sendDelivery(sender, delivery, `bench-${kind}-${++part}`);
  }
}

function upnOf(pupil: number): string {
  const serial = String(pupil).padStart(7, '0');
  const body = `999${serial.slice(0, 4)}2${serial.slice(4)}0`;
  return `${upnCheckLetter(body)}${body}`;
}

async function* pupilLines(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('upn,forename,surname,date_of_birth\n');
  for (let i = 0; i < PUPILS; i++) yield Buffer.from(`${upnOf(i)},Bench${i},Figment${i % 97},2014-03-09\n`);
}

const SENTENCES = [
  'Came in without breakfast again and asked for toast.',
  'Said there was none at home this week.',
  'Fell out with a friend at lunch and was calm by the afternoon.',
  'Mum rang to say that the heating has been off since Friday.',
  'Lost a reading book; a new one was given.',
];

async function* incidentLines(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    'Incident ID,UPN,Forename,Surname,Incident Date,Incident Time,Category,Incident Text,Created By\n',
  );
  for (let i = 0; i < INCIDENTS; i++) {
    const [pupil, first] = [i % PUPILS, i % SENTENCES.length];
    const text = [...SENTENCES.slice(first), `Entry ${i}.`].join(' ');
    yield Buffer.from(
      `${i},${upnOf(pupil)},Bench${pupil},Figment${pupil % 97},${14 - (i % 14) + 1}/09/2026,10:40,Wellbeing,"${text}",Class teacher\n`,
    );
  }
}

async function* markLines(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('upn,date,session,code\n');
  let made = 0;
  for (let date = localDate('2025-09-01'); made < MARKS; date = addDays(date, 1)) {
    if (weekday(date) > 5) continue;
    let lines = '';
    for (let pupil = 0; pupil < PUPILS && made < MARKS; pupil++) {
      lines += `${upnOf(pupil)},${date},AM,/\n${upnOf(pupil)},${date},PM,\\\n`;
      made += 2;
    }
    yield Buffer.from(lines);
  }
}

async function insertPlainly({ store }: Throughline, name: 'incidents'): Promise<number> {
  const documents = await store[name].find().lean();
  const plain = store.connection.collection(`plain-${name}`);
  const started = performance.now();
  for (let i = 0; i < documents.length; i += INSERTED_AT_A_TIME) {
    await plain.insertMany(documents.slice(i, i + INSERTED_AT_A_TIME) as never[], { ordered: false });
  }
  return rate(documents.length, started);
}

async function insertMarks({ store }: Throughline): Promise<number> {
  const plain = store.connection.collection('plain-marks');
  const count = Math.min(MARKS, 50_000);
  const started = performance.now();
  for (let i = 0; i < count; i += INSERTED_AT_A_TIME) {
    await plain.insertMany(
      Array.from({ length: INSERTED_AT_A_TIME }, (_, j) => ({
        pupilId: `pup_${(i + j) % PUPILS}`,
        schoolUrn: SCHOOL,
        date: '2025-09-01',
        session: j % 2 === 0 ? 'AM' : 'PM',
        code: '/',
      })),
      { ordered: false },
    );
  }
  return rate(count, started);
}

async function noOpJobs(redisUrl: string, prefix: string): Promise<number> {
  const queue = new Bull('no-op', redisUrl, { prefix });
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

function rate(units: number, startedMs: number): number {
  return (units * 1000) / (performance.now() - startedMs);
}

const LOOK_AGAIN_MS = 50;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
