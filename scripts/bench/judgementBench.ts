import { createEvidenceLog, fileEvidence } from '../../domain/concern/evidenceLog.ts';
import { judgementConstants } from '../../domain/concern/constants.ts';
import type { Evidence } from '../../domain/concern/evidence.ts';
import { createJudge } from '../../domain/concern/judge.ts';
import { CONCERN_CATEGORIES } from '../../domain/taxonomy.ts';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import { epochDay, localDate } from '../../domain/localDate.ts';
import { simulateLocality } from '../evaluate/simulateLocality.ts';
import { buildCohort } from '../replay/buildCohort.ts';
import { replayCohort } from '../replay/replayCohort.ts';
import { sideBySide, type Benchmark, type Measured } from './benchmark.ts';

const SHORT = 10;
const LENGTHS = [100, 1_000, 10_000];
const ENTRIES_TIMED = 200;
const ROUNDS = 3;
const LAST_DAY = epochDay(localDate('2026-07-17'));
/** One entry in ten days is a child much written about; a long history reaches further back. */
const DAYS_APART = 10;
const MS_PER_DAY = 86_400_000;

/** A tenth of a council of 140 schools and 55,000 pupils. */
const TENTH = { schools: 14, pupilsPerSchool: 393 };

function anEntry(i: number, day: number): Evidence {
  const category = CONCERN_CATEGORIES[i % CONCERN_CATEGORIES.length] ?? 'behaviour';
  const id = `e${String(i)}`;
  return {
    entryId: id,
    versionId: id,
    schoolUrn: '990001',
    role: 'subject',
    occurredDay: day,
    recordedMs: day * MS_PER_DAY,
    withdrawnMs: Infinity,
    recordedBy: `Staff ${i % 7}`,
    severity: 1,
    effect: 'worrying',
    concerns: [{ category, severity: 1, confidence: 0.7 }],
    routine: category === 'behaviour',
    words: [id],
  };
}

/** Files one more entry and reads the score, over and over, for a child with `length` entries before. */
function oneMoreEntry(length: number): () => Promise<number> {
  const log = createEvidenceLog();
  for (let i = 0; i < length; i++) fileEvidence(log, anEntry(i, LAST_DAY - DAYS_APART * (length - i)));
  const record = {
    pupilId: 'bench',
    memberships: [],
    log,
    register: undefined,
    contacts: [],
    siblings: [],
    corrections: [],
  };
  const judge = createJudge(new Map(), judgementConstants());
  const asOf = new Date((LAST_DAY + 1) * MS_PER_DAY);
  return () => {
    for (let i = 0; i < ENTRIES_TIMED; i++) {
      fileEvidence(log, anEntry(length, LAST_DAY));
      judge.scoreAt(record, asOf);
    }
    return Promise.resolve(ENTRIES_TIMED);
  };
}

function replayTenth(): Measured {
  const locality = simulateLocality({ seed: 1, ...TENTH });
  const start = performance.now();
  const cohort = buildCohort({ ...locality, contacts: [], tag: tagNarrative });
  let steps = 0;
  for (const step of replayCohort(cohort)) if (step.upn !== '') steps++;
  const seconds = (performance.now() - start) / 1000;
  return {
    name: `a council of 140 schools and 55,000 pupils over a year, judged every week, from a tenth (${steps} judgements in ${seconds.toFixed(0)} s)`,
    unit: 'seconds',
    ours: 10 * seconds,
    baseline: seconds,
    baselineIs: 'the tenth measured',
    ratio: 10,
  };
}

/** The cost of one more entry against the length of the history before it, and of a whole council's year. */
export const judgementBench: Benchmark = {
  name: 'judgement',
  async run() {
    const measured: Measured[] = [];
    for (const length of LENGTHS)
      measured.push({
        name: `judgement: one more entry after ${length}, filed and the score read`,
        unit: 'entries/s',
        baselineIs: `one more after ${SHORT}`,
        ...(await sideBySide(ROUNDS, oneMoreEntry(length), oneMoreEntry(SHORT))),
      });
    return [...measured, replayTenth()];
  },
};
