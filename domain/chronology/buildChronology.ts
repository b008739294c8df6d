import { buildRegister, SLOT, slotAt, type Register } from '../attendance/register.ts';
import { judgementConstants } from '../concern/constants.ts';
import { assertedConcerns } from '../concern/evidence.ts';
import type {
  ContactEntry,
  IncidentEntry,
  Membership,
  PupilHistory,
  SchoolContext,
} from '../concern/history.ts';
import { buildChildRecord } from '../concern/childRecord.ts';
import { createJudge } from '../concern/judge.ts';
import { FADING, themeOf } from '../concern/themes.ts';
import type { EntryPart } from '../concern/courseScores.ts';
import { addDays, epochDay, londonDate, type LocalDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import type { Chronology, ChronologyEntry } from './chronologyEntry.ts';
import { gapEntries } from './gapEntries.ts';
import { periodSummaries } from './periodSummaries.ts';
import { registerEntries } from './registerEntries.ts';

function incidentEntry(entry: IncidentEntry, part: EntryPart | undefined): ChronologyEntry {
  const concerns = assertedConcerns(entry.tagging);
  const [first] = concerns;
  const titles = concerns.map(({ category }) => FADING[category].title);
  const title = titles.length === 0 ? 'Entry without a concern' : `Entry on ${titles.join(', ')}`;
  const effect: Effect = first === undefined ? entry.tagging.effect : 'worrying';
  const theme = first === undefined ? undefined : themeOf(part?.category ?? first.category);
  const reasons = [
    ...entry.tagging.tags.filter(({ polarity }) => polarity === 'asserted').map(({ why }) => why),
    ...(part === undefined
      ? []
      : [
          `About ${Math.round(part.ratio)} times likelier in a developing pattern than in this school’s ordinary log`,
        ]),
    ...(entry.role === 'subject' ? [] : ['Linked to somebody else’s incident, so it weighs less']),
  ];
  return {
    id: entry.entryId,
    date: londonDate(entry.occurredAt),
    kind: 'incident',
    title,
    effect,
    weight: Math.round((part?.points ?? 0) * 1000) / 1000,
    ...(theme === undefined ? {} : { theme }),
    source: { kind: 'incident', entryId: entry.entryId, schoolUrn: entry.schoolUrn },
    reasons,
  };
}

const METHODS = { visit: 'Visit', call: 'Telephone call', video: 'Video call', meeting: 'Meeting' } as const;

function contactEntry({ at, method, seen, by }: ContactEntry, index: number): ChronologyEntry {
  const who = by === undefined ? '' : ` by ${by}`;
  const inPerson = method === 'visit' || method === 'meeting';
  return {
    id: `contact:${at.toISOString()}:${index}`,
    date: londonDate(at),
    kind: 'contact',
    title: `${METHODS[method]}${who}, child ${seen ? 'seen' : 'not seen'}`,
    effect: seen && inPerson ? 'protective' : 'neutral',
    weight: 0,
    source: { kind: 'contact' },
    reasons: seen && !inPerson ? ['Contact, not sight: nobody was with the child in person'] : [],
  };
}

function moveEntries(memberships: readonly Membership[]): readonly ChronologyEntry[] {
  const dated = memberships.filter(({ joined }) => joined !== undefined);
  return [...dated]
    .sort((a, b) => ((a.joined ?? '') < (b.joined ?? '') ? -1 : 1))
    .flatMap(({ schoolUrn, joined }, i, inOrder) => {
      if (joined === undefined || i === 0) return [];
      const left = inOrder[i - 1]?.left;
      const without = left === undefined ? 0 : Math.max(0, epochDay(joined) - epochDay(left) - 1);
      return [
        {
          id: `move:${joined}`,
          date: joined,
          kind: 'move' as const,
          title: `Joined school ${schoolUrn}`,
          effect: 'neutral' as const,
          weight: 0,
          source: { kind: 'membership' as const, schoolUrn },
          reasons: without > 0 ? [`${without} days without a school place before it`] : [],
        },
      ];
    });
}

function sightings(register: Register | undefined, contacts: readonly ContactEntry[]) {
  return (from: LocalDate, to: LocalDate): boolean => {
    for (let day = epochDay(from) + 1; register !== undefined && day < epochDay(to); day++)
      if (((slotAt(register, day, 0) | slotAt(register, day, 1)) & SLOT.seen) !== 0) return true;
    return contacts.some(({ at, seen, method }) => {
      const date = londonDate(at);
      return seen && (method === 'visit' || method === 'meeting') && date >= addDays(from, 1) && date < to;
    });
  };
}

/**
 * Everything that bears on a child, dated, newest first, as it was known at an instant: what was recorded
 * later, or had been withdrawn, is not there. An incident's weight is what it gives to the score that day.
 */
export function buildChronology(
  history: PupilHistory,
  contexts: ReadonlyMap<string, SchoolContext>,
  asOf: Date,
): Chronology {
  const today = londonDate(asOf);
  const judge = createJudge(contexts, judgementConstants());
  const { parts } = judge.scoreAt(buildChildRecord(history), asOf);
  const partOf = new Map(parts.map((part) => [part.evidence.entryId, part]));
  const known = history.entries.filter(
    ({ recordedAt, withdrawnAt }) => recordedAt <= asOf && (withdrawnAt === undefined || withdrawnAt > asOf),
  );
  const incidents = known.map((entry) => incidentEntry(entry, partOf.get(entry.entryId)));
  const contacts = history.contacts.filter(({ at }) => at <= asOf);
  const register = buildRegister(history.marks);
  const told = [...incidents, ...contacts.map(contactEntry)];
  const entries = [
    ...told,
    ...moveEntries(history.memberships.filter(({ joined }) => joined === undefined || joined <= today)),
    ...(register === undefined
      ? []
      : registerEntries(
          register,
          epochDay(today),
          incidents.map(({ date }) => epochDay(date)),
        )),
    ...gapEntries(
      told.map(({ date }) => date),
      today,
      sightings(register, contacts),
    ),
  ].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1));
  return { asOf, entries, periods: periodSummaries(entries) };
}
