import { ROLE_TITLES, type Role } from '../access/roles.ts';
import { writeDate, writeInstant } from '../digest/sentences/writeDate.ts';
import type { LocalDate } from '../localDate.ts';
import type { PrintBlock, PrintView } from '../print/printView.ts';
import { writeExemptions, type ExemptionKey } from './exemptions.ts';
import { redactEntry, reviewState, type Decision } from './review.ts';
import type { NameIndex } from './knownPeople.ts';
import type { EntryPart, SubjectEntry } from './subjectEntry.ts';
import { writeLetter } from './writeLetter.ts';

/** `answer.json` of a package. */
export const ANSWER_FORMAT = 'throughline-subject-access/1';

/** What an answer is made from. */
export interface AnswerFacts {
  readonly child: string;
  readonly school: string;
  readonly requester: string;
  readonly receivedOn: LocalDate;
  readonly asked: string;
  readonly entries: readonly SubjectEntry[];
  /** By id of the entry. */
  readonly decisionOf: (entry: SubjectEntry) => Decision | undefined;
  readonly index: Pick<NameIndex, 'terms'>;
  readonly by: { readonly name: string; readonly role: Role };
  readonly at: Date;
}

/** An entry as it is given out: what was taken out is not in it. */
export interface GivenEntry {
  readonly date: LocalDate;
  readonly kind: string;
  readonly parts: readonly EntryPart[];
}

export interface Answer {
  readonly print: PrintView;
  readonly letter: readonly PrintBlock[];
  readonly entries: readonly GivenEntry[];
  readonly redactions: number;
  readonly withheld: number;
  readonly grounds: readonly ExemptionKey[];
}

/**
 * Makes the answer out of what was decided. Fails closed.
 * @returns undefined while an entry is not reviewed, or has changed since it was
 */
export function buildAnswer(facts: AnswerFacts): Answer | undefined {
  const entries: GivenEntry[] = [];
  const grounds = new Set<ExemptionKey>();
  let redactions = 0;
  let withheld = 0;
  for (const entry of facts.entries) {
    const decision = facts.decisionOf(entry);
    const state = reviewState(entry, decision, facts.index);
    if (decision === undefined || state === 'unreviewed' || state === 'changed') return undefined;
    if (decision.outcome === 'withhold') {
      withheld += 1;
      grounds.add(decision.ground);
      continue;
    }
    redactions += decision.redactions.length;
    for (const { ground } of decision.redactions) grounds.add(ground);
    entries.push({ date: entry.date, kind: entry.kind, parts: redactEntry(entry, decision.redactions) });
  }
  const letter = writeLetter(facts, entries, writeExemptions(grounds));
  return {
    print: printOf(facts, letter, entries),
    letter,
    entries,
    redactions,
    withheld,
    grounds: [...grounds],
  };
}

function printOf(
  { child, by, at }: AnswerFacts,
  letter: readonly PrintBlock[],
  entries: readonly GivenEntry[],
): PrintView {
  return {
    title: `Answer to a subject access request: ${child}`,
    subtitle: null,
    layout: 'portrait',
    printed: `Made by ${ROLE_TITLES[by.role].toLowerCase()} on ${writeInstant(at)}`,
    printedAt: at,
    confidentiality: 'Confidential: a child’s personal data, given in answer to a request.',
    blocks: [
      ...letter,
      { kind: 'heading', text: 'What is held' },
      ...entries.flatMap(({ date, kind, parts }): PrintBlock[] => [
        { kind: 'subheading', text: `${writeDate(date)}: ${kind.toLowerCase()}` },
        { kind: 'facts', rows: parts.map(({ label, text }) => ({ what: label, value: text })) },
      ]),
    ],
  };
}

/** The blocks of a letter as plain text. */
export function asText(blocks: readonly PrintBlock[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading':
        case 'subheading':
          return `${block.text}\n${'-'.repeat(block.text.length)}`;
        case 'paragraph':
          return block.text;
        case 'list':
          return block.items.map((item) => `- ${item}`).join('\n');
        case 'facts':
          return block.rows.map(({ what, value }) => `${what}: ${value}`).join('\n');
        case 'table':
          return block.caption;
      }
    })
    .join('\n\n');
}
