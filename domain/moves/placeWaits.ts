import type { ChildEvent } from '../childEvents/childEvent.ts';
import type { Membership } from '../concern/history.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { academicYearOf, type LocalDate } from '../localDate.ts';
import { schoolDaysAfter, type Term } from './schoolDays.ts';

/**
 * Waiting for a place at a school, in school days. An in-year application must be answered within 15 school days,
 * and a place is to be allocated within 20 of the agreement that a child comes under the Fair Access Protocol
 * (School Admissions Code 2021, as councils publish it). A child without a place of whom no application is
 * known is held against the first of these.
 */
export const APPLICATION_ANSWERED_WITHIN = 15;
export const FAIR_ACCESS_ALLOCATED_WITHIN = 20;

export interface PlaceWait {
  readonly kind: 'no-place' | 'application' | 'fair-access';
  readonly since: LocalDate;
  readonly schoolDays: number;
  readonly norm: number;
  readonly beyond: boolean;
  /** Plain words, without a full stop. */
  readonly what: string;
}

/** What is known of a child's places as of a day. */
export interface Places {
  readonly memberships: readonly Membership[];
  readonly added: readonly ChildEvent[];
  readonly terms: readonly Term[];
}

function waitOf(
  kind: PlaceWait['kind'],
  since: LocalDate,
  today: LocalDate,
  terms: readonly Term[],
): PlaceWait {
  const schoolDays = schoolDaysAfter(since, today, terms);
  const norm = kind === 'fair-access' ? FAIR_ACCESS_ALLOCATED_WITHIN : APPLICATION_ANSWERED_WITHIN;
  const told = {
    'no-place': 'without a school place',
    application: 'waiting for an answer to an in-year application',
    'fair-access': 'waiting for a place under the Fair Access Protocol',
  }[kind];
  return {
    kind,
    since,
    schoolDays,
    norm,
    beyond: schoolDays > norm,
    what: `${told} since ${writeDate(since)}, ${schoolDays} school days; ${norm} is the most it should take`,
  };
}

/** True on any day that a roll has, or is to have, the child. */
function onRoll(memberships: readonly Membership[], today: LocalDate): boolean {
  return memberships.some(
    ({ joined, left }) => (joined ?? today) <= today && (left === undefined || left > today),
  );
}

/** Years 6, 11 and 13 end in July; who leaves then has a place to go to that we may not know of. */
export const SUMMER_LEAVING = { from: '-06-15', to: '-08-31' } as const;

/** The day the child left its last school within the year with nowhere known to go. */
function leftForNowhere({ memberships, added }: Places, today: LocalDate): LocalDate | undefined {
  if (onRoll(memberships, today)) return undefined;
  const left = memberships
    .flatMap((one) => (one.left === undefined || one.left > today ? [] : [one.left]))
    .sort()
    .at(-1);
  if (left === undefined || academicYearOf(left) < academicYearOf(today) - 1) return undefined;
  const monthDay = left.slice(4);
  if (monthDay >= SUMMER_LEAVING.from && monthDay <= SUMMER_LEAVING.to) return undefined;
  const gone = added.some(
    ({ content }) =>
      (content.kind === 'move-reason' ||
        (content.kind === 'safeguarding-file' && content.state === 'sent')) &&
      content.on >= left,
  );
  return gone ? undefined : left;
}

/**
 * What a child is waiting for as of a day: a place at any school, an answer, a decision of the Fair Access panel.
 * A wait ends when a person records the answer, and all of them once the child is on a roll again.
 */
export function placeWaits(places: Places, today: LocalDate): readonly PlaceWait[] {
  const { memberships, added, terms } = places;
  const waits: PlaceWait[] = [];
  const left = leftForNowhere(places, today);
  const joinedAfter = (day: LocalDate): boolean =>
    memberships.some(({ joined }) => joined !== undefined && joined > day && joined <= today);
  for (const { content } of added) {
    if (content.kind === 'place-application' && content.answeredOn === undefined && !joinedAfter(content.on))
      waits.push(waitOf('application', content.on, today, terms));
    if (content.kind === 'fair-access' && content.allocatedOn === undefined && !joinedAfter(content.on))
      waits.push(waitOf('fair-access', content.on, today, terms));
  }
  if (left !== undefined) waits.push(waitOf('no-place', left, today, terms));
  return waits.filter(({ since }) => since <= today);
}
