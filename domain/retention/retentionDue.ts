/**
 * When a child's records may be erased, and what stands in the way. Everything of a child goes together, so a child is
 * due once the last class of their records is. Being due erases nothing: it asks two people.
 */
import { withCapital } from '../digest/sentences/joinWords.ts';
import { writeCountOf } from '../digest/sentences/writeCount.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import type { Urn } from '../identifiers.ts';
import { addYears, localDate, type LocalDate } from '../localDate.ts';
import { HOLD_KINDS, type HoldKind } from './hold.ts';
import type { Periods } from './periods.ts';
import type { RuleId } from './retentionRules.ts';

/** What decides over a child's records. */
export interface RetentionFacts {
  readonly dateOfBirth?: LocalDate;
  readonly memberships: readonly {
    readonly schoolUrn: Urn;
    readonly joined?: LocalDate;
    readonly left?: LocalDate;
  }[];
  /** The day of the last entry that bears on sexual abuse; absent where none does. */
  readonly lastSexualAbuseOn?: LocalDate;
  /** Academic years (by the year they begin in) with marks. */
  readonly registers: readonly number[];
  /** Holds that stand. */
  readonly holds: readonly HoldKind[];
  readonly standingFlags: number;
  /** Files on their way to other schools without a receipt. */
  readonly openTransfers: number;
  /** Requests for access that are not answered. */
  readonly openRequests: number;
  /** Held rows and questions that may be about the child. */
  readonly openQuestions: number;
}

/** When one class of records falls due, and why then. */
export interface ClassDue {
  readonly ruleId: RuleId;
  /** The period that holds for this child. */
  readonly years: number;
  /** Absent where that cannot be said. */
  readonly dueOn?: LocalDate;
  readonly sentence: string;
}

/**
 * `held`: by a hold. `kept`: something else stands in the way. `no-birth-date`: nobody can say, a person is asked.
 * `due` since a day, `soon` within a year, `later` after that.
 */
export type RetentionState = 'held' | 'kept' | 'no-birth-date' | 'due' | 'soon' | 'later';

export interface RetentionDue {
  readonly state: RetentionState;
  /** The day the last class falls due; absent where one has no day. */
  readonly dueOn?: LocalDate;
  readonly classes: readonly ClassDue[];
  /** Why nothing may be erased whatever the day, each a sentence; none where nothing stands in the way. */
  readonly obstacles: readonly string[];
}

/** When a child's records fall due, class by class, with what stands in the way on a day. */
export function retentionDue(facts: RetentionFacts, periods: Periods, today: LocalDate): RetentionDue {
  const classes = classesOf(facts, periods);
  const days = classes.map(({ dueOn }) => dueOn);
  const known = days.filter((day) => day !== undefined);
  const dueOn = known.length === days.length ? latestOf(known) : undefined;
  const obstacles = obstaclesOf(facts, today);
  const due = { classes, obstacles, ...(dueOn === undefined ? {} : { dueOn }) };
  if (facts.holds.length > 0) return { ...due, state: 'held' };
  if (obstacles.length > 0) return { ...due, state: 'kept' };
  if (dueOn === undefined) return { ...due, state: 'no-birth-date' };
  return { ...due, state: dueOn <= today ? 'due' : dueOn <= addYears(today, 1) ? 'soon' : 'later' };
}

/** The day a register of an academic year falls due. */
export function registerDueOn(
  academicYear: number,
  periods: Pick<Periods, 'attendance-register'>,
): LocalDate {
  return addYears(localDate(`${academicYear + 1}-08-31`), periods['attendance-register']);
}

function classesOf(facts: RetentionFacts, periods: Periods): ClassDue[] {
  const { lastSexualAbuseOn, registers } = facts;
  return [
    fileDue(facts, periods['safeguarding-file']),
    ...(lastSexualAbuseOn === undefined ? [] : [sexualAbuseDue(lastSexualAbuseOn, periods['sexual-abuse'])]),
    admissionDue(facts, periods['admission-register']),
    ...(registers.length === 0 ? [] : [registersDue(registers, periods)]),
  ];
}

function fileDue({ dateOfBirth }: RetentionFacts, years: number): ClassDue {
  const ruleId = 'safeguarding-file';
  if (dateOfBirth === undefined) {
    const sentence =
      'No date of birth is known, so the file never falls due by itself: somebody must find the date.';
    return { ruleId, years, sentence };
  }
  const dueOn = addYears(dateOfBirth, years);
  return {
    ruleId,
    years,
    dueOn,
    sentence: `Born on ${writeDate(dateOfBirth)}: the file is kept for ${years} years from birth, until ${writeDate(dueOn)}.`,
  };
}

function sexualAbuseDue(lastOn: LocalDate, years: number): ClassDue {
  const dueOn = addYears(lastOn, years);
  return {
    ruleId: 'sexual-abuse',
    years,
    dueOn,
    sentence: `The last entry read as bearing on sexual abuse is of ${writeDate(lastOn)}: the file is kept for ${years} years from it, until ${writeDate(dueOn)}. Where that was misread, correct the entry’s tag.`,
  };
}

function admissionDue({ memberships }: RetentionFacts, years: number): ClassDue {
  const ruleId = 'admission-register';
  const left = memberships.map((membership) => membership.left);
  const known = left.filter((day) => day !== undefined);
  const lastLeft = latestOf(known);
  if (known.length < left.length || lastLeft === undefined) {
    return { ruleId, years, sentence: 'No day of leaving is known for every school, so the entry stays.' };
  }
  const dueOn = addYears(lastLeft, years);
  return {
    ruleId,
    years,
    dueOn,
    sentence: `Left on ${writeDate(lastLeft)}: the admission register is kept for ${years} years from then, until ${writeDate(dueOn)}.`,
  };
}

function registersDue(registers: readonly number[], periods: Periods): ClassDue {
  const last = Math.max(...registers);
  const dueOn = registerDueOn(last, periods);
  return {
    ruleId: 'attendance-register',
    years: periods['attendance-register'],
    dueOn,
    sentence: `The last marks are of the academic year ${writeAcademicYear(last)}: kept for ${periods['attendance-register']} years from its end, until ${writeDate(dueOn)}.`,
  };
}

/** `2019/20`. */
export function writeAcademicYear(begins: number): string {
  return `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`;
}

function obstaclesOf(facts: RetentionFacts, today: LocalDate): string[] {
  const { holds, memberships, standingFlags, openTransfers, openRequests, openQuestions } = facts;
  const onRoll = memberships.some(({ left }) => left === undefined || left > today);
  return [
    ...holds.map((kind) => `A hold stands: ${HOLD_KINDS[kind].toLowerCase()}.`),
    ...(onRoll ? ['The child is on a school’s roll.'] : []),
    ...(standingFlags > 0
      ? [`${withCapital(writeCountOf(standingFlags, 'flag stands', 'flags stand'))} on the child.`]
      : []),
    ...(openTransfers > 0
      ? [
          `${withCapital(writeCountOf(openTransfers, 'file', 'files'))} for another school ${openTransfers === 1 ? 'has' : 'have'} no receipt.`,
        ]
      : []),
    ...(openRequests > 0 ? ['A request for access to the records is not answered.'] : []),
    ...(openQuestions > 0
      ? [
          `${withCapital(writeCountOf(openQuestions, 'row waits', 'rows wait'))} for review that may be about the child.`,
        ]
      : []),
  ];
}

function latestOf(days: readonly LocalDate[]): LocalDate | undefined {
  return days.reduce<LocalDate | undefined>(
    (latest, day) => (latest === undefined || day > latest ? day : latest),
    undefined,
  );
}

/**
 * The school that keeps a former child's file, and so decides over it: the one left last. None while on a roll whose
 * end is not known.
 */
export function keeperOf(memberships: RetentionFacts['memberships']): Urn | undefined {
  const byEnd = [...memberships].sort((a, b) =>
    (a.left ?? '9999-12-31') < (b.left ?? '9999-12-31') ? -1 : 1,
  );
  return byEnd.at(-1)?.schoolUrn;
}
