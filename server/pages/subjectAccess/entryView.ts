import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { markText } from '../../../domain/search/snippet.ts';
import { EXEMPTIONS, exemptionsFor, WHY_SHOWN } from '../../../domain/subjectAccess/exemptions.ts';
import { KIND_WORDS } from '../../../domain/subjectAccess/findThirdParties.ts';
import {
  sentencesOf,
  suggestionsFor,
  type Decision,
  type Redaction,
  type Sentence,
  type Suggestion,
} from '../../../domain/subjectAccess/review.ts';
import { fingerprintOf, type SubjectEntry } from '../../../domain/subjectAccess/subjectEntry.ts';
import { buildFields, problemLinks, type Field, type FieldView, type Problems } from '../formView.ts';
import type { Link } from '../page.ts';
import { isWaiting, type Reviewed, type Workspace } from './workspace.ts';

/** What the page of one entry shows. */
export interface EntryPage {
  readonly heading: string;
  readonly state: { readonly word: string; readonly colour: string };
  /** What was decided before, by whom. */
  readonly before: string | null;
  readonly parts: readonly { readonly label: string; readonly pieces: ReturnType<typeof markText> }[];
  readonly outcome: readonly FieldView[];
  readonly suggestions: readonly Tick[];
  readonly sentences: readonly Tick[];
  readonly more: readonly FieldView[];
  readonly whys: readonly FieldView[];
  readonly fingerprint: string;
  readonly errors: readonly Link[];
  readonly left: string;
}

interface Tick {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  readonly hint: string | null;
  readonly checked: boolean;
}

export const STATE_TAGS = {
  unreviewed: { word: 'To review', colour: 'blue' },
  changed: { word: 'Changed: review again', colour: 'red' },
  include: { word: 'Given out', colour: 'green' },
  withhold: { word: 'Kept back', colour: 'grey' },
} as const;

/** The page of an entry, as it was decided before, or as it was filled in and is wrong. */
export function entryPage(
  { request, index, entries }: Workspace,
  { entry, decision, state }: Reviewed,
  filled?: { readonly values: Readonly<Record<string, string>>; readonly problems: Problems },
): EntryPage {
  const suggestions = suggestionsFor(entry, index);
  const sentences = sentencesOf(entry);
  const holds = isWaiting({ key: '', entry, state }) ? undefined : decision;
  const was = valuesOf(entry, holds, suggestions, sentences);
  const values = filled?.values ?? was;
  const problems = filled?.problems ?? {};
  const waiting = entries.filter(isWaiting).length;
  return {
    heading: `${entry.kind}, ${writeDate(entry.date)}`,
    state: STATE_TAGS[state],
    before: decision === undefined ? null : writeDecision(decision),
    parts: entry.parts.map(({ label, text }, part) => ({
      label,
      pieces: markText(
        text,
        suggestions
          .flatMap(({ spans }) => spans.filter((span) => span.part === part))
          .sort((a, b) => a.start - b.start),
      ),
    })),
    outcome: buildFields([OUTCOME], values, problems),
    suggestions: suggestions.map(({ words, kind, spans }, i) => ({
      ...{ id: `mark-${i}`, name: `mark-${i}`, words },
      hint: `${KIND_WORDS[kind]}${spans.length > 1 ? `, ${spans.length} times` : ''}`,
      checked: values[`mark-${i}`] === 'yes',
    })),
    sentences: sentences.map(({ part, start, end }, i) => ({
      ...{ id: `sentence-${i}`, name: `sentence-${i}`, hint: null },
      words: entry.parts[part]?.text.slice(start, end) ?? '',
      checked: values[`sentence-${i}`] === 'yes',
    })),
    more: buildFields(moreFields(request.requester.relation !== 'child'), values, problems),
    whys: suggestions.length === 0 ? [] : buildFields([WHY], values, problems),
    fingerprint: fingerprintOf(entry),
    errors: problemLinks(problems),
    left:
      waiting === 0
        ? 'Every entry is reviewed.'
        : `${waiting} of ${entries.length} entries are still to be reviewed.`,
  };
}

/** A decision in a sentence, with its reason and who made it. */
export function writeDecision(decision: Decision): string {
  const { by, at, reason } = decision;
  const what =
    decision.outcome === 'withhold'
      ? `Kept back: ${EXEMPTIONS[decision.ground].title} (${EXEMPTIONS[decision.ground].source})`
      : decision.redactions.length === 0
        ? 'Given out whole'
        : `Given out with ${decision.redactions.length} taken out`;
  return `${what}. ${reason}. By ${by.name}, ${writeInstant(at)}.`;
}

const OUTCOME: Field = {
  name: 'outcome',
  label: 'What is to happen to this entry?',
  kind: 'radios',
  options: [
    ['include', 'Give it out, without the words ticked below'],
    ['withhold', 'Keep all of it back', 'Choose what lets you, and say why, at the end of the page'],
  ],
};

const WHY: Field = {
  name: 'why',
  label: 'If you untick words: why they are left in',
  kind: 'select',
  options: [['', 'Choose'], ...Object.entries(WHY_SHOWN)],
};

function moreFields(onBehalf: boolean): Field[] {
  return [
    {
      ...{ name: 'exact', label: 'Other words to take out', kind: 'area' },
      hint: 'As they stand in the entry, each on a line of its own.',
    },
    {
      ...{ name: 'where', label: 'Words you add here, and words you leave in', kind: 'radios' },
      options: [
        ['here', 'In this entry alone'],
        ['everywhere', 'In every entry: entries reviewed already that show added words go back to review'],
      ],
    },
    {
      ...{
        name: 'ground',
        label: 'What lets sentences, other words or the whole entry be kept back',
        kind: 'select',
      },
      options: [
        ['', 'Choose'],
        ...exemptionsFor(onBehalf).map(
          (key) => [key, `${EXEMPTIONS[key].title} (${EXEMPTIONS[key].source})`] as const,
        ),
      ],
    },
    {
      ...{ name: 'reason', label: 'Reason', kind: 'area' },
      hint: 'For the school’s own record. Needed where anything but other people’s data is kept back.',
    },
  ];
}

/** The form as a decision fills it: without one, all that is suggested is ticked. */
function valuesOf(
  entry: SubjectEntry,
  decision: Decision | undefined,
  suggestions: readonly Suggestion[],
  sentences: readonly Sentence[],
): Record<string, string> {
  const tick = (name: string, ticked: readonly boolean[]): [string, string][] =>
    ticked.flatMap((yes, i) => (yes ? [[`${name}-${i}`, 'yes'] as [string, string]] : []));
  // What people wrote is not given out by pressing one button.
  if (decision === undefined)
    return {
      where: 'here',
      ...(entry.machine ? { outcome: 'include' } : {}),
      ...Object.fromEntries(
        tick(
          'mark',
          suggestions.map(() => true),
        ),
      ),
    };
  if (decision.outcome === 'withhold')
    return { where: 'here', outcome: 'withhold', ground: decision.ground, reason: decision.reason };
  const { redactions, leftIn, reason } = decision;
  const has = (span: Sentence): boolean => redactions.some((one) => isSame(one, span));
  const known = [...suggestions.flatMap(({ spans }) => spans), ...sentences];
  const other = redactions.filter((one) => !known.some((span) => isSame(one, span)));
  const exact = other.map(({ part, start, end }) => entry.parts[part]?.text.slice(start, end) ?? '');
  return {
    ...{ where: 'here', outcome: 'include', reason, exact: [...new Set(exact)].join('\n') },
    why: leftIn[0]?.why ?? '',
    ground: redactions.find(({ ground }) => ground !== 'third-party')?.ground ?? '',
    ...Object.fromEntries(
      tick(
        'mark',
        suggestions.map(({ spans }) => spans.every(has)),
      ),
    ),
    ...Object.fromEntries(tick('sentence', sentences.map(has))),
  };
}

function isSame(a: Redaction, b: Sentence): boolean {
  return a.part === b.part && a.start === b.start && a.end === b.end;
}
