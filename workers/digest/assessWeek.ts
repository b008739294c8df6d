import { unseenChild, type UnseenChild } from '../../domain/attendance/unseenList.ts';
import { assessPupil } from '../../domain/concern/assessPupil.ts';
import type { Assessment } from '../../domain/concern/assessment.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, londonInstant, type LocalDate } from '../../domain/localDate.ts';
import { recordWeek } from '../../store/assessments.ts';
import type { Store } from '../../store/openStore.ts';
import { isOnRoll, listPupilsOfSchool, schoolsOf, type PupilRecord } from '../../store/pupils.ts';
import { computeSchoolContext, freshSchoolContext } from '../computeSchoolContext.ts';
import { contextLoader, loadHistories } from '../../store/loadHistories.ts';
import { inBatches } from '../queues.ts';
import { registerAt, type Register } from './registerFacts.ts';

/** Children whose histories are in memory at once. */
const PUPILS_AT_A_TIME = 100;

/** A school's children on roll at the end of a week, and what was made of each as of then. */
export interface AssessedWeek {
  readonly pupils: readonly PupilRecord[];
  readonly assessments: ReadonlyMap<string, Assessment>;
  /** The school's registers as they stood then, by pupil. */
  readonly registers: ReadonlyMap<string, Register>;
  /** Those nobody had seen for a school week then, or of whom that is not known, and what was tried; by pupil. */
  readonly unseen: ReadonlyMap<string, UnseenChild>;
}

/** The last minute of the week, in London: digests and replay look at a child as of then. */
function endOfWeek(weekStart: LocalDate): Date {
  return londonInstant(addDays(weekStart, 6), '23:59');
}

/** The earlier of two instants. */
export function earlierOf(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** Assesses every child on roll as of a week's end (or now, where it has not ended), from what had been recorded by then, and keeps the results unless told not to. */
export async function assessWeek(
  store: Store,
  schoolUrn: Urn,
  week: { name: string; start: LocalDate; keeps?: boolean },
  now: Date,
): Promise<AssessedWeek> {
  const asOf = earlierOf(endOfWeek(week.start), now);
  const contextsFor = contextLoader((urn) =>
    urn === schoolUrn ? computeSchoolContext(store, urn, now) : freshSchoolContext(store, urn, now),
  );
  const everybody = await listPupilsOfSchool(store, schoolUrn);
  const pupils = everybody.filter((pupil) => isOnRoll(pupil, schoolUrn, addDays(week.start, 6)));
  const assessments = new Map<string, Assessment>();
  const registers = new Map<string, Register>();
  const unseen = new Map<string, UnseenChild>();
  for (const batch of inBatches(pupils, PUPILS_AT_A_TIME)) {
    const histories = new Map(
      (await loadHistories(store, batch, { asOf })).map((history) => [history.pupilId, history]),
    );
    const assessed = [];
    for (const pupil of batch) {
      const history = histories.get(pupil._id);
      if (!history) continue;
      const assessment = assessPupil(history, await contextsFor(pupil), asOf);
      assessed.push({ schoolUrns: schoolsOf(pupil), assessment });
      assessments.set(pupil._id, assessment);
      registers.set(pupil._id, registerAt(schoolUrn, history.marks));
      const tried = history.contacts.filter(({ at }) => at <= asOf);
      const silent = unseenChild(assessment, history.characteristics, tried);
      if (silent) unseen.set(pupil._id, silent);
    }
    if (week.keeps ?? true) await recordWeek(store, week.name, assessed);
  }
  return { pupils, assessments, registers, unseen };
}
