import { DateTime } from 'luxon';
import { addDays, daysBetween, localDate, type LocalDate } from '../localDate.ts';
import { workingDayFrom } from './workingDays.ts';

/** Months to answer in, and those that a complex request may take more (UK GDPR article 12A(1) and (3)). */
const MONTHS = 1;
const MONTHS_MORE = 2;

/** Time that does not count: the requester has been asked for something without which nothing can be answered. */
export interface Pause {
  /** `identity`: who they are or may ask for. `clarification`: which of a great deal of data they mean. */
  readonly kind: 'identity' | 'clarification';
  readonly askedOn: LocalDate;
  /** Absent while they have not answered. */
  readonly answeredOn?: LocalDate;
}

export interface Clock {
  readonly receivedOn: LocalDate;
  readonly pauses: readonly Pause[];
  readonly extended: boolean;
}

/**
 * The last day to answer a subject access request. One month, counted by calendar date from the day it came or, where
 * proof of identity was asked for, from the day that came; the last day of a month too short for that date; the next
 * working day where it is a weekend or bank holiday (ICO, right of access, "How long do we have to comply?"). Days
 * spent waiting for a clarification do not count (UK GDPR article 12A, by the Data (Use and Access) Act 2025 s.76).
 * @returns undefined while the clock stands still
 */
export function dueOn({ receivedOn, pauses, extended }: Clock): LocalDate | undefined {
  if (isStopped(pauses)) return undefined;
  const begun = pauses.reduce(
    (day, { kind, answeredOn }) =>
      kind === 'identity' && answeredOn !== undefined && answeredOn > day ? answeredOn : day,
    receivedOn,
  );
  const waited = pauses.reduce((days, { kind, askedOn, answeredOn }) => {
    if (kind !== 'clarification' || answeredOn === undefined || answeredOn <= begun) return days;
    return days + daysBetween(askedOn > begun ? askedOn : begun, answeredOn);
  }, 0);
  return workingDayFrom(addDays(monthsAfter(begun, extended ? MONTHS + MONTHS_MORE : MONTHS), waited));
}

/** True while an answer of the requester is waited for. */
export function isStopped(pauses: readonly Pause[]): boolean {
  return pauses.some(({ answeredOn }) => answeredOn === undefined);
}

function monthsAfter(date: LocalDate, months: number): LocalDate {
  return localDate(DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd'));
}
