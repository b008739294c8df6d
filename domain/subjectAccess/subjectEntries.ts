import type { MarksYear } from '../attendance/marks.ts';
import type { ChildEvent } from '../childEvents/childEvent.ts';
import { addedEntry } from '../chronology/addedEntries.ts';
import type { ChronologyEntry, ChronologyKind } from '../chronology/chronologyEntry.ts';
import { incidentEntry } from '../chronology/incidentEntries.ts';
import { TAXONOMY } from '../concernDefinitions.ts';
import type { Assessment } from '../concern/assessment.ts';
import type { IncidentEntry } from '../concern/history.ts';
import { writeDate, writeInstant } from '../digest/sentences/writeDate.ts';
import type { Flag } from '../flags/flag.ts';
import { londonDate, type LocalDate } from '../localDate.ts';
import type { Polarity, Tag, Tagging } from '../tagging/tag.ts';
import { KIND_TITLES } from '../timeline/entryView.ts';
import { flagEntry, registerEntry, scoreEntry } from './machineEntries.ts';
import { part, type SubjectEntry } from './subjectEntry.ts';

/** Everything that is held about a child, as far as the school that answers may see it. */
export interface SubjectFacts {
  /** What stands on the child's card: names, numbers, schools, what is known, who lives with them. */
  readonly card: readonly { readonly what: string; readonly value: string }[];
  /** The day the request was received: register and score are given as they stood then. */
  readonly receivedOn: LocalDate;
  /** The chronology as it is now, of all kinds. */
  readonly entries: readonly ChronologyEntry[];
  /** What the register told as of the day of the request. */
  readonly registerEntries: readonly ChronologyEntry[];
  /** Wordings of the log that were replaced or taken back. */
  readonly former: readonly IncidentEntry[];
  /** The same of what people added. */
  readonly formerAdded: readonly FormerAddition[];
  readonly marks: readonly MarksYear[];
  /** Entries of the log that are about somebody else and name the child. */
  readonly linked: ReadonlySet<string>;
  readonly schoolNames: ReadonlyMap<string, string>;
  readonly judged?: { readonly assessment: Assessment; readonly flags: readonly Flag[] };
}

/** An addition as it stood before it was amended or taken back. */
export interface FormerAddition {
  readonly event: ChildEvent;
  readonly until: Date;
}

const KINDS: Readonly<Record<ChronologyKind, string>> = { ...KIND_TITLES, incident: 'Entry of the log' };

/** All of it, oldest first. A gap is no entry: it says that there is none. */
export function buildSubjectEntries(facts: SubjectFacts): SubjectEntry[] {
  const { entries, registerEntries, former, formerAdded, marks, judged } = facts;
  return [
    cardEntry(facts),
    ...entries.filter(({ kind }) => kind !== 'attendance').flatMap((entry) => told(entry, facts.linked)),
    ...registerEntries.filter(({ kind }) => kind === 'attendance').flatMap((entry) => told(entry)),
    ...former.flatMap((entry) => formerWording(entry, facts.linked)),
    ...formerAdded.flatMap(formerAddition),
    ...marks.flatMap((year) => registerEntry(year, facts)),
    ...(judged === undefined ? [] : [scoreEntry(judged.assessment, facts), ...judged.flags.map(flagEntry)]),
  ].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
}

function cardEntry({ card, receivedOn }: SubjectFacts): SubjectEntry {
  return {
    ...{ id: 'card', date: receivedOn, kind: 'What is known', machine: true },
    parts: card.map(({ what, value }) => ({ label: what, text: value })),
  };
}

function told(entry: ChronologyEntry, linked: ReadonlySet<string> = new Set()): SubjectEntry[] {
  const { id, date, until, kind, title, incident, text, by, actionTaken, outcome, source } = entry;
  if (kind === 'gap') return [];
  const machine = source?.kind === 'register' || source?.kind === 'membership';
  const recorded = incident === undefined ? undefined : londonDate(incident.recordedAt);
  return [
    {
      ...{ id, date, machine, kind: linked.has(id) ? 'Entry of the log about another child' : KINDS[kind] },
      parts: [
        ...part('What', title),
        ...part('Until', until && writeDate(until)),
        ...part('Words', incident?.narrative ?? text),
        ...part('Logged under', incident?.category),
        ...part('By', by),
        ...part(
          'Written down',
          recorded === undefined || recorded === date ? undefined : writeDate(recorded),
        ),
        ...part('Action taken', actionTaken),
        ...part('Outcome', outcome),
        ...part('Read in it by Throughline', incident && writeTags(incident.tagging)),
      ],
    },
  ];
}

function formerWording(entry: IncidentEntry, linked: ReadonlySet<string>): SubjectEntry[] {
  const { withdrawnAt, entryId, versionId = entryId } = entry;
  return told(incidentEntry(entry, undefined, []), linked).map((before) => ({
    ...before,
    id: `former:${versionId}`,
    kind: `${before.kind}, former wording`,
    parts: [
      ...before.parts,
      ...part('Stood until', withdrawnAt && `${writeInstant(withdrawnAt)}, when it was revised or withdrawn`),
    ],
  }));
}

function formerAddition({ event, until }: FormerAddition): SubjectEntry[] {
  return told(addedEntry(event, londonDate(until))).map((before) => ({
    ...before,
    id: `former:${event.eventId}:${until.toISOString()}`,
    kind: `${before.kind}, former wording`,
    parts: [
      ...before.parts,
      ...part('Stood until', `${writeInstant(until)}, when it was amended or taken back`),
    ],
  }));
}

const POLARITIES: Readonly<Record<Polarity, string>> = {
  asserted: 'said of this child or family',
  negated: 'said not to be so',
  historic: 'said of the past',
  hypothetical: 'said as a possibility',
  'other-person': 'said of somebody else',
};
const READERS: Readonly<Record<Tag['by']['kind'], string>> = {
  rule: 'read by a rule',
  model: 'read by a statistical model',
  person: 'put right by a person',
};

function writeTags({ tags, severity }: Tagging): string {
  const lines = tags.map(
    (tag) =>
      `${TAXONOMY[tag.category].title}: severity ${tag.severity} of 4, ${POLARITIES[tag.polarity]}, ${READERS[tag.by.kind]}, sure to ${Math.round(tag.confidence * 100)}%`,
  );
  return [`Severity of the whole: ${severity} of 4`, ...lines].join('\n');
}
