import type { NoDataReason, UnseenState } from '../concern/assessment.ts';
import type { ContactEntry, ContactMethod, Membership } from '../concern/history.ts';
import { epochDay, fromEpochDay, londonDate, type LocalDate } from '../localDate.ts';
import { SLOT, slotAt, type Register } from './register.ts';

/** In person only: a call is contact, not sight, and a video shows what somebody chose to show. */
const SIGHT: ReadonlySet<ContactMethod> = new Set(['visit', 'meeting']);

/**
 * A register silent for longer than the longest holiday (six weeks of summer and the days either side) is
 * not received, rather than a child unseen, days.
 */
const REGISTER_SILENT_DAYS = 49;

function onRoll(memberships: readonly Membership[], asOf: LocalDate): boolean {
  if (memberships.length === 0) return true;
  return memberships.some(
    ({ joined, left }) => (joined === undefined || joined <= asOf) && (left === undefined || left >= asOf),
  );
}

function lastSeenDay(register: Register | undefined, asOfDay: number): number | undefined {
  if (register === undefined) return undefined;
  const last = Math.min(asOfDay, register.firstDay + register.days - 1);
  for (let day = last; day >= register.firstDay; day--)
    if (((slotAt(register, day, 0) | slotAt(register, day, 1)) & SLOT.seen) !== 0) return day;
  return undefined;
}

function lastMarkDay(register: Register | undefined, asOfDay: number): number | undefined {
  if (register === undefined) return undefined;
  const last = Math.min(asOfDay, register.firstDay + register.days - 1);
  for (let day = last; day >= register.firstDay; day--) {
    const bits = slotAt(register, day, 0) | slotAt(register, day, 1);
    if (bits !== 0 && (bits & SLOT.missing) === 0) return day;
  }
  return undefined;
}

/** Days the school was open to this child after `fromDay` up to and including `toDay`. */
function openDaysAfter(register: Register | undefined, fromDay: number, toDay: number): number {
  if (register === undefined) return 0;
  let days = 0;
  const last = Math.min(toDay, register.firstDay + register.days - 1);
  for (let day = Math.max(fromDay + 1, register.firstDay); day <= last; day++)
    if (((slotAt(register, day, 0) | slotAt(register, day, 1)) & SLOT.open) !== 0) days++;
  return days;
}

function whyNotOnRoll({ memberships, placeSought }: Sightings, today: LocalDate): NoDataReason {
  const toCome = memberships.some(({ joined }) => joined !== undefined && joined > today);
  return toCome || placeSought === true ? 'waiting-for-place' : 'not-on-roll';
}

/** What `unseenState` looks at. */
export interface Sightings {
  readonly memberships: readonly Membership[];
  readonly register: Register | undefined;
  readonly contacts: readonly ContactEntry[];
  /** A place is known to be sought. */
  readonly placeSought?: boolean;
}

/**
 * When the child was last seen as of an instant: a session attended with this school's staff, a visit or a
 * meeting in person. Without a place on a roll, or with no register for longer than any holiday, nothing is
 * known: `no-data`, unless somebody has seen the child since.
 * @param today the London day of `asOf`, where the caller has it already
 */
export function unseenState(
  sightings: Sightings,
  asOf: Date,
  today: LocalDate = londonDate(asOf),
): UnseenState {
  const asOfDay = epochDay(today);
  let seenDay = lastSeenDay(sightings.register, asOfDay);
  let contactDay: number | undefined;
  for (const contact of sightings.contacts) {
    if (!contact.seen || !SIGHT.has(contact.method) || (contact.recordedAt ?? contact.at) > asOf) continue;
    const day = epochDay(londonDate(contact.at));
    if (contactDay === undefined || day > contactDay) contactDay = day;
  }
  const markDay = lastMarkDay(sightings.register, asOfDay);
  const silent = markDay === undefined || asOfDay - markDay > REGISTER_SILENT_DAYS;
  const recentContact = contactDay !== undefined && asOfDay - contactDay <= REGISTER_SILENT_DAYS;
  const placed = onRoll(sightings.memberships, today);
  if ((silent || !placed) && !recentContact)
    return { kind: 'no-data', why: placed ? 'register-not-received' : whyNotOnRoll(sightings, today) };
  if (contactDay !== undefined && (seenDay === undefined || contactDay > seenDay)) seenDay = contactDay;
  if (seenDay === undefined) {
    const since = sightings.register?.firstDay ?? asOfDay;
    return {
      kind: 'never-seen',
      since: fromEpochDay(since),
      schoolDaysSince: openDaysAfter(sightings.register, since - 1, asOfDay),
    };
  }
  return {
    kind: 'seen',
    on: fromEpochDay(seenDay),
    daysSince: asOfDay - seenDay,
    schoolDaysSince: openDaysAfter(sightings.register, seenDay, asOfDay),
  };
}
