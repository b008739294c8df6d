import { countSessions, type Register } from '../attendance/register.ts';
import type { Contribution } from './assessment.ts';
import type { JudgementConstants } from './constants.ts';
import { contributionOf } from './contributions.ts';
import type { Evidence } from './evidence.ts';
import type { ContactEntry } from './history.ts';
import { epochDay, londonDate } from '../localDate.ts';

/** School days after an entry on which an absence may have to do with it. */
const DAYS_AFTER = 2;
/** Calendar days within which those school days are looked for: over a weekend, not over a holiday. */
const LOOK_AHEAD_DAYS = 5;
/** School days that weigh as much as what is usual in the country (2.3% of sessions without leave, DfE 2024/25). */
const PRIOR_DAYS = 20;
const NATIONAL_SHARE = 0.023;
/** Entries followed by absence from which it is worth saying. */
const ENTRIES_NEEDED = 3;
/** Times what the other days would bring by chance. */
const TIMES_CHANCE = 2;

/** How often a child was away without explanation in the days after an entry or a contact with home, and how often otherwise. */
export interface AbsenceAfterEntries {
  readonly followed: number;
  readonly entryDays: number;
  /** Entry days that chance would have seen followed by absence. */
  readonly expected: number;
}

/** Days of the contacts that were known by an instant, epoch days. */
export function contactDaysKnown(contacts: readonly ContactEntry[], asOf: Date): readonly number[] {
  return contacts
    .filter(({ at, recordedAt = at }) => at <= asOf && recordedAt <= asOf)
    .map(({ at }) => epochDay(londonDate(at)));
}

function openDaysAfter(register: Register, day: number, asOfDay: number): readonly number[] {
  const days: number[] = [];
  for (let next = day + 1; next <= Math.min(day + LOOK_AHEAD_DAYS, asOfDay); next++)
    if (days.length < DAYS_AFTER && countSessions(register, 'possible', next, next) > 0) days.push(next);
  return days;
}

/** What absence may follow. */
export interface Events {
  /** Standing entries, each event once. */
  readonly evidence: readonly Evidence[];
  /** Days of calls, visits and meetings with home, epoch days. */
  readonly contactDays: readonly number[];
}

/**
 * Counts worrying entries and contacts with home that were followed by unexplained absence within two school days,
 * against the child's own other days. A contact on a day missed already is an answer to absence and not its cause.
 * @returns undefined unless at least three were, twice as many as chance would bring
 */
export function absenceAfterEntries(
  register: Register,
  { evidence, contactDays }: Events,
  asOfDay: number,
): AbsenceAfterEntries | undefined {
  const entryDays = new Set<number>();
  for (const { occurredDay, concerns, role } of evidence)
    if (concerns.length > 0 && role !== 'linked-unknown') entryDays.add(occurredDay);
  const away = (day: number): boolean => countSessions(register, 'unexplained', day, day) > 0;
  for (const day of contactDays) if (!away(day)) entryDays.add(day);
  if (entryDays.size < ENTRIES_NEEDED) return undefined;
  const after = new Set<number>();
  let followed = 0;
  let looked = 0;
  for (const day of entryDays) {
    const days = openDaysAfter(register, day, asOfDay);
    if (days.length === 0) continue;
    looked++;
    for (const one of days) after.add(one);
    if (days.some(away)) followed++;
  }
  if (followed < ENTRIES_NEEDED) return undefined;
  let otherDays = PRIOR_DAYS;
  let otherAway = PRIOR_DAYS * NATIONAL_SHARE;
  const first = Math.max(register.firstDay, Math.min(...entryDays) - 7 * 26);
  for (let day = first; day <= Math.min(asOfDay, register.firstDay + register.days - 1); day++) {
    if (after.has(day) || countSessions(register, 'possible', day, day) === 0) continue;
    otherDays++;
    if (away(day)) otherAway++;
  }
  const expected = looked * (1 - (1 - otherAway / otherDays) ** DAYS_AFTER);
  return followed < TIMES_CHANCE * expected ? undefined : { followed, entryDays: looked, expected };
}

/** The part of the score for absence that follows entries: small, and only beside what the entries say. */
export function absenceAfterContribution(
  found: AbsenceAfterEntries | undefined,
  constants: JudgementConstants,
): Contribution | undefined {
  if (found === undefined) return undefined;
  const { followed, entryDays, expected } = found;
  return contributionOf(
    'absence-after-entries',
    `Away without explanation within two school days of ${followed} of ${entryDays} entries and contacts with home; other days would give about ${Math.round(expected)}`,
    Math.min(constants.absenceAfterCap, constants.absenceAfterPoints * (followed - expected)),
  );
}
