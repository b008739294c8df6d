import { Registry } from 'prom-client';
import type { Urn } from '../../domain/identifiers.ts';
import { localDate } from '../../domain/localDate.ts';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import { newPupilId } from '../../store/pupils.ts';
import { writePupil } from '../../store/writePupils.ts';
import { recordIncidents } from '../../store/recordIncident.ts';
import { recordSchool } from '../../store/schools.ts';
import { chronology } from '../../workers/chronology.ts';
import { stageMetrics } from '../../workers/stageMetrics.ts';
import type { StageContext } from '../../workers/stageContext.ts';
import { tag } from '../../workers/tag.ts';
import { onBenchServices } from './onBenchServices.ts';
import { sideBySide, type Benchmark, type Measured } from './benchmark.ts';

const BENCH_SCHOOL = '990001' as Urn;
const HISTORIES = [100, 1000, 10_000] as const;
/** The history that the longer ones are held against. */
const SHORT = 10;
/** Entries a week about one child: ten times what a school that logs everything writes. */
const ENTRIES_A_WEEK = 3;
const ENTRIES_A_ROUND = 10;
const ROUNDS = 5;
const MS_PER_WEEK = 7 * 86_400_000;

const NOTES = [
  'Came in without breakfast again and asked for toast.',
  'Argued with another child at lunch and was spoken to.',
  'Tired and tearful in maths, said there was shouting at home last night.',
  'Helped a younger child who had fallen over.',
];

/** What one more entry costs, from its landing to the new assessment, for children with histories of any length. */
export const chronologyBench: Benchmark = {
  name: 'chronology',
  run: () =>
    onBenchServices([], (throughline, configuration) =>
      measure({
        ...throughline,
        configuration,
        log: () => undefined,
        metrics: stageMetrics(new Registry()),
        now: () => new Date(),
      }),
    ),
};

async function measure(context: StageContext): Promise<Measured[]> {
  await recordSchool(context.store, { _id: BENCH_SCHOOL, name: 'Bench', phase: 'other', termDates: [] });
  const short = await aChildWith(context, SHORT);
  const results: Measured[] = [];
  for (const length of HISTORIES) {
    const long = await aChildWith(context, length);
    const result = await sideBySide(
      ROUNDS,
      () => addEntries(context, long),
      () => addEntries(context, short),
    );
    results.push({
      name: `chronology: one more entry after ${length.toLocaleString('en-GB')}, landed, read and weighed`,
      unit: 'entries/s',
      baselineIs: `the same after ${SHORT}`,
      ...result,
    });
  }
  return results;
}

let made = 0;

/** A child with a history of so many entries, at a steady pace up to today. */
async function aChildWith({ store }: StageContext, entries: number): Promise<string> {
  const _id = newPupilId();
  await writePupil(store, null, {
    _id,
    forename: 'Benchley',
    surname: 'Figment',
    memberships: [{ schoolUrn: BENCH_SCHOOL, joined: localDate('2020-09-02') }],
    households: [],
    characteristics: {},
    matchKeys: [],
    staleCount: 0,
    revision: 0,
  });
  const start = Date.now() - (entries / ENTRIES_A_WEEK) * MS_PER_WEEK;
  const records = Array.from({ length: entries }, (_, i) => {
    const at = new Date(start + (i / ENTRIES_A_WEEK) * MS_PER_WEEK);
    const narrative = `${NOTES[i % NOTES.length] ?? ''} Noted as ${i}.`;
    return {
      _id: `inc_bench_${++made}`,
      schoolUrn: BENCH_SCHOOL,
      sourceId: 'bench',
      externalId: String(made),
      pupilId: _id,
      linkedUpns: [],
      occurredAt: at,
      occurredDateOnly: false,
      recordedAt: at,
      recordedBy: `Teacher ${i % 5}`,
      narrative,
      actions: [],
      contentHash: String(i),
      revision: 1,
      revisions: [],
      receivedAt: at,
      deliveryId: 'bench',
      tagState: 'tagged',
      tagging: tagNarrative({ text: narrative }),
    };
  });
  for (let i = 0; i < records.length; i += 1000)
    await store.incidents.collection.insertMany(records.slice(i, i + 1000) as never);
  return _id;
}

/** Lands entries one after another, each read and weighed before the next, as a quiet day brings them. */
async function addEntries(context: StageContext, pupilId: string): Promise<number> {
  for (let i = 0; i < ENTRIES_A_ROUND; i++) {
    const at = new Date();
    const [recorded] = await recordIncidents(context.store, [
      {
        schoolUrn: BENCH_SCHOOL,
        sourceId: 'bench',
        externalId: `more-${++made}`,
        content: {
          pupilId,
          linkedUpns: [],
          occurredAt: at,
          occurredDateOnly: false,
          recordedAt: at,
          narrative: NOTES[i % NOTES.length] ?? '',
          actions: [],
          contentHash: String(made),
        },
        receivedAt: at,
        deliveryId: 'bench',
      },
    ]);
    await tag(context, { data: { incidentIds: recorded ? [recorded.incidentId] : [], traceId: 'bench' } });
    await chronology(context, { data: { pupilIds: [pupilId], traceId: 'bench' } });
  }
  return ENTRIES_A_ROUND;
}
