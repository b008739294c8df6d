import type { Author } from '../childEvents/childEvent.ts';
import { writtenInText, type ExemptionKey, type WhyShown } from './exemptions.ts';
import { findThirdParties, occurrences, type Found, type ThirdPartyKind } from './findThirdParties.ts';
import type { NameIndex } from './knownPeople.ts';
import { fingerprintOf, type EntryPart, type SubjectEntry } from './subjectEntry.ts';

/** Words taken out of a part of an entry, and why. */
export interface Redaction {
  /** Which part, from 0. */
  readonly part: number;
  readonly start: number;
  readonly end: number;
  readonly ground: ExemptionKey;
}

/** Words about somebody else that are left in, and why. */
export interface LeftIn {
  readonly words: string;
  readonly why: WhyShown;
}

/** What somebody decided of an entry. It holds for the entry as it was worded then, and for no other. */
export type Decision = {
  readonly fingerprint: string;
  readonly reason: string;
  readonly by: Author;
  readonly at: Date;
} & (
  | {
      readonly outcome: 'include';
      readonly redactions: readonly Redaction[];
      readonly leftIn: readonly LeftIn[];
    }
  | { readonly outcome: 'withhold'; readonly ground: ExemptionKey }
);

/** `changed` was decided on, and has other words since, or others are to be hidden: it is unreviewed. */
export type ReviewState = 'unreviewed' | 'changed' | 'include' | 'withhold';

/**
 * Where an entry stands. Fails closed: only a decision on exactly these words counts, and none that leaves in words
 * which somebody since wants hidden everywhere.
 */
export function reviewState(
  entry: SubjectEntry,
  decision: Decision | undefined,
  { terms }: Pick<NameIndex, 'terms'>,
): ReviewState {
  if (decision === undefined) return 'unreviewed';
  if (decision.fingerprint !== fingerprintOf(entry)) return 'changed';
  if (decision.outcome === 'withhold') return 'withhold';
  const shows = redactEntry(entry, decision.redactions).some(({ text }) =>
    terms.some(({ hide, words }) => hide && occurrences(text, words).length > 0),
  );
  return shows ? 'changed' : 'include';
}

/** The parts with the words taken out: what was there is gone, and something says so. */
export function redactEntry(
  { parts }: Pick<SubjectEntry, 'parts'>,
  redactions: readonly Redaction[],
): EntryPart[] {
  return parts.map(({ label, text }, part) => {
    const spans = mergeSpans(redactions.filter((one) => one.part === part));
    let at = 0;
    let left = '';
    for (const { start, end, ground } of spans) {
      left += text.slice(at, start) + writtenInText(ground);
      at = end;
    }
    return { label, text: left + text.slice(at) };
  });
}

/** In order and apart: those that touch become one, of the ground of the first. */
function mergeSpans(spans: readonly Redaction[]): Redaction[] {
  const merged: Redaction[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** Suggestions of the same words in one entry, ticked and unticked together. */
export interface Suggestion {
  readonly words: string;
  readonly kind: ThirdPartyKind;
  readonly spans: readonly (Pick<Found, 'start' | 'end'> & { readonly part: number })[];
}

/** What of an entry may tell of somebody else, each words once, in the order met. */
export function suggestionsFor({ parts }: Pick<SubjectEntry, 'parts'>, index: NameIndex): Suggestion[] {
  const groups = new Map<string, Suggestion>();
  parts.forEach(({ text }, part) => {
    for (const { start, end, kind } of findThirdParties(text, index)) {
      const words = text.slice(start, end);
      const known = groups.get(words.toLowerCase());
      groups.set(words.toLowerCase(), {
        words: known?.words ?? words,
        kind: known?.kind ?? kind,
        spans: [...(known?.spans ?? []), { part, start, end }],
      });
    }
  });
  return [...groups.values()];
}

/** A sentence of an entry, to be taken out whole. */
export interface Sentence {
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

/** Parts that people wrote at length. */
const WRITTEN: ReadonlySet<string> = new Set(['Words', 'Action taken', 'Outcome']);

/** Sentences of what people wrote; a text without a stop is one. */
export function sentencesOf({ parts }: Pick<SubjectEntry, 'parts'>): Sentence[] {
  return parts.flatMap(({ label, text }, part) =>
    !WRITTEN.has(label)
      ? []
      : [...text.matchAll(/[^.!?\n]+(?:[.!?]+(?!\s|$)[^.!?\n]*)*[.!?]*["”’')\]]*/g)].flatMap(
          ({ 0: match, index }) => {
            const start = index + (match.length - match.trimStart().length);
            const end = start + match.trim().length;
            return end > start ? [{ part, start, end }] : [];
          },
        ),
  );
}
