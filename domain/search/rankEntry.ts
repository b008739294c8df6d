import type { Severity } from '../severity.ts';
import { joinWords } from '../digest/sentences/joinWords.ts';
import type { EntryMatch } from './matchEntry.ts';

/**
 * How well an entry answers: the words as typed before other forms of them, often before once, in one sentence before
 * scattered, and, of two that answer alike, the newer and the graver. Our own judgement of what a person looking for
 * half-remembered words wants first; nothing published suits notes of a few sentences.
 */
const POINTS = {
  asTyped: 1,
  otherForm: 0.7,
  /** For each doubling of how often a word stands there. */
  again: 0.3,
  phrase: 3,
  together: 1.5,
  /** For something that happened today, half a year later. */
  recent: 1,
  severity: 0.15,
} as const;
const RECENT_HALF_LIFE_DAYS = 182;

/** @param ageDays since it happened */
export function rankEntry(
  match: EntryMatch,
  { ageDays, severity }: { ageDays: number; severity: Severity },
): number {
  const words = match.found.reduce(
    (sum, { sought, as, times }) =>
      sum + (sought === as ? POINTS.asTyped : POINTS.otherForm) + POINTS.again * Math.log2(times),
    0,
  );
  return (
    words +
    POINTS.phrase * match.phrases.length +
    (match.together ? POINTS.together : 0) +
    POINTS.recent * 2 ** (-Math.max(0, ageDays) / RECENT_HALF_LIFE_DAYS) +
    POINTS.severity * severity
  );
}

/** Why an entry was found, in a few words. */
export function whyFound(match: EntryMatch): string {
  const typed = match.found.filter(({ sought, as }) => sought === as).map(({ sought }) => `“${sought}”`);
  const forms = match.found
    .filter(({ sought, as }) => sought !== as)
    .map(({ sought, as }) => `“${as}” for “${sought}”`);
  const phrases = match.phrases.map((phrase) => `the phrase “${phrase}”`);
  const has = joinWords([...phrases, ...typed, ...forms]);
  return `Has ${has}${match.together ? ', in one sentence' : ''}`;
}
