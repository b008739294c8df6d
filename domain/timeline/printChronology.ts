import type { ChronologyEntry } from '../chronology/chronologyEntry.ts';
import { ROLE_TITLES, type Role } from '../access/roles.ts';
import { buildScoreView } from '../digest/scoreView.ts';
import { writeDate, writeInstant } from '../digest/sentences/writeDate.ts';
import { writeLevel } from '../digest/sentences/writeLevel.ts';
import { STANDING_STATES } from '../flags/flag.ts';
import { londonDate } from '../localDate.ts';
import type { PrintBlock, PrintCell, PrintLine, PrintView } from '../print/printView.ts';
import type { TimelineFacts } from './buildTimeline.ts';
import { EFFECT_WORDS, type TimelineEntry } from './entryView.ts';
import { mergeSiblings } from './entriesView.ts';
import { printedMonths } from './monthsView.ts';
import { stateTag, TRACK_TITLES } from './flagView.ts';
import { countFilters, filterEntries } from './timelineFilters.ts';

/** Who prints, and when. */
export interface Printer {
  readonly name: string;
  readonly role: Role;
  readonly at: Date;
}

export const CONFIDENTIAL =
  'Confidential: a child’s safeguarding record. Share only with those who need it to keep this child safe.';

const WHERE_FROM: Readonly<Record<NonNullable<ChronologyEntry['source']>['kind'], string>> = {
  incident: 'School’s log',
  register: 'Register',
  contact: 'Contact record',
  membership: 'School roll',
  added: 'Added in Throughline',
  flag: 'Decision in Throughline',
  correction: 'Decision in Throughline',
};

/**
 * A chronology for a case conference, oldest first, in the columns that local authority guidance on chronologies asks
 * for: date, event, source, effect (worrying, neutral or protective), action taken, outcome. What the filters leave out
 * is left out, and the page says so.
 */
export function buildPrintedChronology(facts: TimelineFacts, printer: Printer): PrintView {
  const day = londonDate(facts.asOf);
  const all = facts.chronology === undefined ? [] : mergeSiblings(facts, facts.chronology);
  const entries = filterEntries(all, facts.filters)
    .map(({ entry }) => entry)
    .reverse();
  return {
    title: `Chronology: ${facts.name}`,
    subtitle: `As known ${facts.isNow ? 'on' : 'at the end of'} ${writeDate(day)}`,
    layout: 'landscape',
    printed: `Printed by ${printer.name}, ${ROLE_TITLES[printer.role].toLowerCase()}, on ${writeInstant(printer.at)}`,
    printedAt: printer.at,
    confidentiality: CONFIDENTIAL,
    blocks: [
      { kind: 'facts', rows: facts.about },
      ...narrowedBlocks(facts, entries.length, all.length),
      ...judgedBlocks(facts),
      ...monthBlocks(facts),
      { kind: 'heading', text: 'Chronology' },
      entries.length === 0
        ? { kind: 'paragraph', text: 'There is no entry.' }
        : {
            kind: 'table',
            caption: 'Chronology, oldest first',
            columns: [
              { title: 'Date', share: 12 },
              { title: 'Event', share: 42 },
              { title: 'Source', share: 13 },
              { title: 'Effect', share: 10 },
              { title: 'Action taken', share: 15 },
              { title: 'Outcome', share: 14 },
            ],
            rows: entries.map((entry) => rowOf(entry)),
          },
    ],
  };
}

function narrowedBlocks({ filters, part, merged }: TimelineFacts, shown: number, all: number): PrintBlock[] {
  const lines = [
    ...(countFilters(filters) === 0
      ? []
      : [
          `Not the whole chronology: ${shown} of ${all} entries, chosen by filters on the page it was printed from.`,
        ]),
    ...(part === 'whole'
      ? []
      : ['Only what the school that printed this recorded itself: the child has left it.']),
    ...(merged ? ['Entries about brothers and sisters are among them and named as such.'] : []),
  ];
  return lines.map((text) => ({ kind: 'paragraph', text }));
}

/** What each month came to; not where filters leave out some of what a month's summary counts. */
function monthBlocks({ chronology, filters }: TimelineFacts): PrintBlock[] {
  const months = chronology === undefined || countFilters(filters) > 0 ? [] : printedMonths(chronology);
  return months.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Month by month' },
        { kind: 'list', items: months },
      ];
}

function judgedBlocks({ judged }: TimelineFacts): PrintBlock[] {
  if (judged === undefined) return [];
  const { assessment, flags } = judged;
  const score = buildScoreView(assessment.contributions);
  const standing = flags.filter(({ state }) => STANDING_STATES.has(state));
  return [
    { kind: 'heading', text: 'Where things stand' },
    {
      kind: 'paragraph',
      text: `Level: ${writeLevel(assessment.level)}. Score ${score.total}, a sum to sort by and not a measure of risk${score.parts.length === 0 ? '.' : ', made of:'}`,
    },
    ...(score.parts.length === 0
      ? []
      : [{ kind: 'list' as const, items: score.parts.map(({ points, what }) => `${points}: ${what}`) }]),
    ...(standing.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            items: standing.map(
              ({ track, level, state, since }) =>
                `Flag: ${TRACK_TITLES[track].toLowerCase()}, ${writeLevel(level)}, since ${writeDate(londonDate(since))} (${stateTag(state).word.toLowerCase()})`,
            ),
          },
        ]),
  ];
}

function rowOf(entry: TimelineEntry): PrintCell[] {
  const { date, until, title, incident, text, source, effect, actionTaken, outcome, by, ofSibling } = entry;
  const recorded = incident === undefined ? undefined : londonDate(incident.recordedAt);
  const severity = incident?.tagging.severity ?? 0;
  return [
    cell(
      strong(until === undefined ? writeDate(date) : `${writeDate(date)} to ${writeDate(until)}`),
      quiet(recorded === undefined || recorded === date ? undefined : `written down ${writeDate(recorded)}`),
    ),
    cell(
      strong(ofSibling === undefined ? title : `${ofSibling}: ${title}`),
      plain(incident?.narrative ?? text),
      quiet(incident?.category === undefined ? undefined : `Logged under ${incident.category}`),
    ),
    cell(plain(by), quiet(source === undefined ? undefined : WHERE_FROM[source.kind])),
    cell(plain(EFFECT_WORDS[effect]), quiet(severity === 0 ? undefined : `Severity ${severity} of 4`)),
    cell(plain(actionTaken)),
    cell(plain(outcome)),
  ];
}

function cell(...lines: readonly (PrintLine | undefined)[]): PrintCell {
  return lines.filter((line) => line !== undefined);
}

function lineOf(style: PrintLine['style']): (text: string | undefined) => PrintLine | undefined {
  return (text) => (text === undefined || text === '' ? undefined : { text, style });
}
const plain = lineOf('plain');
const strong = lineOf('strong');
const quiet = lineOf('quiet');
