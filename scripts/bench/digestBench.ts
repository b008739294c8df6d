import process from 'node:process';
import { Registry } from 'prom-client';
import { weekReportedOn } from '../../domain/digest/schedule.ts';
import { lineOfDays } from '../../domain/attendance/registerLine.ts';
import type { Urn } from '../../domain/identifiers.ts';
import {
  academicYearOf,
  addDays,
  londonDate,
  londonInstant,
  mondayOf,
  type LocalDate,
} from '../../domain/localDate.ts';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import { recordReader } from '../../store/readers.ts';
import { recordSchool } from '../../store/schools.ts';
import { writeDigests } from '../../workers/digest/writeDigests.ts';
import { stageMetrics } from '../../workers/stageMetrics.ts';
import type { StageContext } from '../../workers/stageContext.ts';
import { inParallel, type Benchmark, type Measured } from './benchmark.ts';
import { onBenchServices } from './onBenchServices.ts';

/** Schools measured, of so many children; DIGEST_BENCH_SCHOOLS=140 for a whole council. */
const SCHOOLS = Number(process.env['DIGEST_BENCH_SCHOOLS'] ?? 7);
const COUNCIL = 140;
const CHILDREN = 400;
const LARGE_SCHOOL = 1000;
const ENTRIES_PER_CHILD = 4;
const WEEKS_OF_MARKS = 8;
const NOTES = [
  'Came in without breakfast again and asked for toast.',
  'Argued with another child at lunch and was spoken to.',
  'Tired and tearful in maths, said there was shouting at home last night.',
  'Helped a younger child who had fallen over.',
];

/** Writing a school's digest of a week, assessed anew, beside reading the same children's entries and marks. */
export const digestBench: Benchmark = {
  name: 'digest',
  run: () =>
    onBenchServices([], async (throughline, configuration) => {
      const context: StageContext = {
        ...throughline,
        configuration,
        log: () => undefined,
        metrics: stageMetrics(new Registry()),
        now: () => new Date(),
      };
      const large = await schoolOf(context, 0, LARGE_SCHOOL);
      const council = [];
      for (let i = 1; i <= SCHOOLS; i++) council.push(await schoolOf(context, i, CHILDREN));
      const one = await measure(context, [large]);
      const several = await measure(context, council);
      process.stderr.write(
        `  ${COUNCIL} schools of ${CHILDREN}, reckoned from ${SCHOOLS}: ${((COUNCIL * several.seconds) / SCHOOLS).toFixed(0)} s, ${context.configuration.concurrency.digest} at a time\n`,
      );
      return [one.measured, several.measured];
    }),
};

interface BenchSchool {
  readonly urn: Urn;
  readonly readerId: string;
  readonly children: number;
}

const MONDAY: LocalDate = addDays(mondayOf(londonDate(new Date())), -7);

async function schoolOf({ store }: StageContext, n: number, children: number): Promise<BenchSchool> {
  const urn = String(990_000 + n) as Urn;
  await recordSchool(store, { _id: urn, name: `Bench ${n}`, phase: 'primary', termDates: [] });
  const role = 'dsl' as const;
  const reader = { schoolUrns: [urn], name: 'Bench', email: `bench${n}@bench.example`, role };
  const readerId = await recordReader(store, reader, new Date());
  const taggings = NOTES.map((text) => tagNarrative({ text }));
  const pupils = Array.from({ length: children }, (_, i) => pupilOf(urn, n, i));
  await store.pupils.collection.insertMany(pupils as never);
  const incidents = pupils.flatMap(({ _id }, i) =>
    Array.from({ length: ENTRIES_PER_CHILD }, (_e, e) => incidentOf({ urn, pupilId: _id, i, e }, taggings)),
  );
  await store.incidents.collection.insertMany(incidents as never);
  await store.marks.collection.insertMany(pupils.map(({ _id }) => marksOf(urn, _id)) as never);
  return { urn, readerId, children };
}

function pupilOf(urn: Urn, school: number, i: number) {
  return {
    _id: `pup_bench${school}x${i}`,
    ...{ forename: 'Benchley', surname: `Figment${i}`, yearGroup: '4', matchKeys: [], households: [] },
    ...{ memberships: [{ schoolUrn: urn }], characteristics: {}, staleCount: 0, revision: 1 },
    upns: [`BENCH${school}x${i}`],
  };
}

function incidentOf(
  { urn, pupilId, i, e }: { urn: Urn; pupilId: string; i: number; e: number },
  taggings: readonly ReturnType<typeof tagNarrative>[],
) {
  const at = londonInstant(addDays(MONDAY, 2 - 9 * ((i + 3 * e) % 20)), '10:40');
  const pick = (i + e) % NOTES.length;
  return {
    _id: `inc_${pupilId}x${e}`,
    ...{ schoolUrn: urn, sourceId: 'bench', externalId: `${i}x${e}`, pupilId, linkedUpns: [] },
    ...{ occurredAt: at, recordedAt: at, receivedAt: at, occurredDateOnly: false, deliveryId: 'bench' },
    ...{
      narrative: NOTES[pick],
      recordedBy: `Teacher ${(i + e) % 9}`,
      actions: [],
      contentHash: `${i}x${e}`,
    },
    ...{ revision: 1, revisions: [], tagState: 'tagged', tagging: taggings[pick] },
  };
}

function marksOf(schoolUrn: Urn, pupilId: string) {
  const days = Object.fromEntries(
    Array.from({ length: WEEKS_OF_MARKS * 5 }, (_, i) => {
      const day = addDays(MONDAY, (i % 5) - 7 * Math.floor(i / 5));
      return [day, { AM: '/', PM: i % 17 === 0 ? 'O' : '\\' }];
    }),
  );
  const academicYear = academicYearOf(MONDAY);
  const _id = `${pupilId}:${schoolUrn}:${academicYear}`;
  const line = lineOfDays(days, academicYear);
  return { _id, pupilId, schoolUrn, academicYear, line, changes: [], revision: 1 };
}

async function measure(
  context: StageContext,
  schools: readonly BenchSchool[],
): Promise<{ measured: Measured; seconds: number }> {
  const readerIds = schools.map(({ readerId }) => readerId);
  const begun = performance.now();
  const week = weekReportedOn(new Date());
  await inParallel(readerIds.length, context.configuration.concurrency.digest, (i) =>
    writeDigests(context, readerIds.slice(i, i + 1), week),
  );
  const seconds = (performance.now() - begun) / 1000;
  const readBegun = performance.now();
  for (const { urn } of schools) {
    await context.store.incidents.find({ schoolUrn: urn }).lean();
    await context.store.marks.find({ schoolUrn: urn }).lean();
  }
  const reading = (performance.now() - readBegun) / 1000;
  const children = schools.reduce((sum, school) => sum + school.children, 0);
  const [first] = schools;
  return {
    seconds,
    measured: {
      name: `digest: ${schools.length} ${schools.length === 1 ? 'school' : 'schools'} of ${first?.children ?? 0} children, in ${seconds.toFixed(1)} s`,
      unit: 'children/s',
      ours: children / seconds,
      baseline: children / reading,
      baselineIs: 'reading the same entries and marks',
      ratio: reading / seconds,
    },
  };
}
