import { londonDate } from '../localDate.ts';
import type { DigestDetail, EntryFacts, PersonName, ReaderFacts } from './digestFacts.ts';
import type { DigestView, LineView } from './digestView.ts';
import { buildEntryView, writeWho } from './childView.ts';
import { asSentence } from './sentences/joinWords.ts';
import { writeCountOf } from './sentences/writeCount.ts';
import { writeInstant } from './sentences/writeDate.ts';
import { safeLink } from './sentences/writeReader.ts';

/** What a school's safeguarding leads are told of at once. */
export interface AlertFacts extends Pick<ReaderFacts, 'link'> {
  readonly school: string;
  readonly detail: DigestDetail;
  readonly generatedAt: Date;
  /** Oldest first; at least one. */
  readonly alerts: readonly AlertedChild[];
  /** More than a school can read one by one: told of together. */
  readonly gathered: boolean;
}

export interface AlertedChild {
  readonly name: PersonName;
  readonly yearGroup?: string;
  /** The grave entry; absent where it is the child's whole story that became urgent. */
  readonly entry?: EntryFacts;
}

const EXCERPT_CHARACTERS = 280;

/**
 * A message that cannot wait for the digest, in the digest's own shape so that the same templates write it. Where only
 * initials may be shown it holds initials, the day and what to do, and nothing a person wrote.
 */
export function buildAlert(facts: AlertFacts): DigestView {
  const count = facts.alerts.length;
  return buildAlertView(facts, {
    what: writeCountOf(count, 'matter needs you today', 'matters need you today'),
    preheader: 'Apart from the weekly digest, because it should not wait for it.',
    title: 'Please look at this today',
    why: facts.gathered
      ? 'So many entries came today that they are told of together. Each is serious enough to look at before the weekly digest.'
      : `${count === 1 ? 'This' : 'Each of these'} is serious enough to look at before the weekly digest.`,
    whom: 'Whom it is about',
    lines: facts.alerts.map((alert) => buildLine(alert, facts)),
    closing:
      'You decide what is to be done. If a child is in immediate danger, ring the police on 999 before anything else.',
  });
}

/** What a message outside the digest tells. */
export interface AlertMessage {
  readonly what: string;
  readonly preheader: string;
  readonly title: string;
  readonly why: string;
  readonly whom: string;
  readonly lines: readonly LineView[];
  readonly closing: string;
}

/** Takes what a message outside the digest tells; returns it in the digest's own shape. */
export function buildAlertView(
  { school, generatedAt, link }: Pick<AlertFacts, 'school' | 'generatedAt' | 'link'>,
  { what, preheader, title, why, whom, lines, closing }: AlertMessage,
): DigestView {
  return {
    subject: `Safeguarding: ${what}`,
    preheader,
    title,
    about: school,
    weekLine: asSentence(what),
    forLine: `For the school’s safeguarding leads. Written on ${writeInstant(generatedAt)}.`,
    sections: [
      { name: 'whatChanged', heading: 'Why you are told now', kind: 'lead', paragraph: why },
      { name: 'discuss', heading: whom, kind: 'lines', note: null, lines },
    ],
    closing: [closing],
    link: safeLink(link),
  };
}

function buildLine({ name, yearGroup, entry }: AlertedChild, { detail, generatedAt }: AlertFacts): LineView {
  const child = yearGroup === undefined ? { name } : { name, yearGroup };
  const today = londonDate(generatedAt);
  const view = entry === undefined ? undefined : buildEntryView(entry, today, EXCERPT_CHARACTERS);
  if (detail === 'initials') {
    return {
      who: name.initials,
      what:
        view === undefined
          ? 'The whole of what is recorded has become urgent.'
          : `An entry of ${view.date} should be read today.`,
    };
  }
  if (view === undefined)
    return {
      who: writeWho(child),
      what: 'What is recorded has become urgent when it is taken together.',
    };
  const quoted = view.excerpt === null ? '' : ` ‘${view.excerpt}’`;
  return { who: writeWho(child), what: `${view.title} (${view.date}, ${view.recordedBy}).${quoted}` };
}
