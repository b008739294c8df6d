import { buildRegister, SLOT, slotAt, type Register } from '../attendance/register.ts';
import { buildChildRecord } from '../concern/childRecord.ts';
import { judgementConstants } from '../concern/constants.ts';
import type { ContactEntry, PupilHistory, SchoolContext } from '../concern/history.ts';
import { createJudge } from '../concern/judge.ts';
import type { Flag } from '../flags/flag.ts';
import { addDays, epochDay, londonDate, type LocalDate } from '../localDate.ts';
import { addedEntry } from './addedEntries.ts';
import type { Chronology, ChronologyEntry } from './chronologyEntry.ts';
import { contactEntry } from './contactEntries.ts';
import { correctionEntries, flagDecisionEntries } from './decisionEntries.ts';
import { gapEntries, type Stretch } from './gapEntries.ts';
import { incidentEntry } from './incidentEntries.ts';
import { moveEntries } from './moveEntries.ts';
import { periodSummaries } from './periodSummaries.ts';
import { registerMilestones } from './registerMilestones.ts';
import { registerEntries } from './registerEntries.ts';

function stretches(register: Register | undefined, contacts: readonly ContactEntry[]) {
  return (from: LocalDate, to: LocalDate): Stretch => {
    const visited = contacts.some(({ at, seen, method }) => {
      const date = londonDate(at);
      return seen && (method === 'visit' || method === 'meeting') && date >= addDays(from, 1) && date < to;
    });
    if (register === undefined) return { seen: visited };
    let seenAtSchool = false;
    let schoolDays = 0;
    for (let day = epochDay(from) + 1; day < epochDay(to); day++) {
      const bits = slotAt(register, day, 0) | slotAt(register, day, 1);
      if ((bits & SLOT.open) !== 0) schoolDays++;
      if ((bits & SLOT.seen) !== 0) seenAtSchool = true;
    }
    return { seen: visited || seenAtSchool, schoolDays };
  };
}

/** What a chronology is told from beside the history itself. */
export interface ChronologyOptions {
  /** What is usual at each school; a school without one is taken to be like the norm. */
  readonly contexts: ReadonlyMap<string, SchoolContext>;
  /** Flags of the child, whose decisions are told. */
  readonly flags?: readonly Flag[];
  /** What a school is called; its URN where nobody knows. */
  readonly nameOfSchool?: (schoolUrn: string) => string;
  /** False for a reader who may not know the score: entries are told without their weight. */
  readonly weighed?: boolean;
}

/**
 * Everything that bears on a child, dated, newest first, as it was known at an instant: what was recorded
 * later, or had been withdrawn or revised, is not there. An incident's weight is what it gives to the score
 * that day.
 */
export function buildChronology(history: PupilHistory, options: ChronologyOptions, asOf: Date): Chronology {
  const { contexts, flags = [], nameOfSchool = (urn) => `school ${urn}`, weighed = true } = options;
  const today = londonDate(asOf);
  const { parts } = createJudge(contexts, judgementConstants()).scoreAt(buildChildRecord(history), asOf);
  const partOf = new Map(weighed ? parts.map((part) => [part.evidence.versionId, part]) : []);
  const corrections = history.corrections ?? [];
  const inForce = corrections.filter(
    ({ at, undoneAt }) => at <= asOf && (undoneAt === undefined || undoneAt > asOf),
  );
  const incidents = history.entries
    .filter(
      ({ recordedAt, withdrawnAt }) =>
        recordedAt <= asOf && (withdrawnAt === undefined || withdrawnAt > asOf),
    )
    .map((entry) => incidentEntry(entry, partOf.get(entry.versionId ?? entry.entryId), inForce));
  const contacts = history.contacts.filter(({ at, recordedAt }) => (recordedAt ?? at) <= asOf);
  const added = (history.added ?? []).filter(({ recordedAt }) => recordedAt <= asOf);
  const register = buildRegister(history.marks);
  const told: readonly ChronologyEntry[] = [
    ...incidents,
    ...contacts.filter(({ eventId }) => eventId === undefined).map(contactEntry),
    ...added.map((event) => addedEntry(event, today)),
  ];
  const entries = [
    ...told,
    ...moveEntries(history.memberships, today, nameOfSchool),
    ...flagDecisionEntries(flags, asOf),
    ...correctionEntries(corrections, asOf),
    ...(register === undefined
      ? []
      : [
          ...registerEntries(
            register,
            epochDay(today),
            incidents.map(({ date }) => epochDay(date)),
          ),
          ...registerMilestones(register, epochDay(today)),
        ]),
    ...gapEntries(
      told.map(({ date }) => date),
      today,
      stretches(register, contacts),
    ),
  ].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1));
  return { asOf, entries, periods: periodSummaries(entries) };
}
