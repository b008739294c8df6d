import type { Token } from '../pattern/buildMatcher.ts';
import type { Polarity } from '../tag.ts';
import {
  CONTRASTS,
  DENIED_AFTER,
  LIST_ENDS,
  NEGATORS,
  NOT_SEEN,
  deniesWhatFollows,
} from '../lexicon/negators.ts';

/** Where a sign stands, and what is known of its sentence. */
export interface SignPlace {
  readonly first: number;
  readonly last: number;
  /** The pattern itself holds a denial ("no coat"), so one inside the match is part of the sign. */
  readonly bearsNegation: boolean;
}

export interface SentenceReading {
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  /** Tokens taken by other signs, whose denials are their own. */
  readonly taken: Uint8Array;
  readonly hypothetical: boolean;
  readonly historic: boolean;
  readonly otherPerson: boolean;
}

const REACH_WORDS = 9;

/**
 * Takes where a sign was found and its sentence; returns which way the passage speaks of it. Denial is looked
 * for first, then lessons and conditions, then other people, then the past.
 */
export function findPolarity(place: SignPlace, sentence: SentenceReading): Polarity {
  if (isDeniedBefore(place, sentence) || isDeniedInside(place, sentence) || isDeniedAfter(place, sentence))
    return 'negated';
  if (sentence.hypothetical) return 'hypothetical';
  if (sentence.otherPerson) return 'other-person';
  return sentence.historic ? 'historic' : 'asserted';
}

function stemAt(sentence: SentenceReading, at: number): string {
  return sentence.tokens[at]?.stem ?? '';
}

function isNegator(sentence: SentenceReading, at: number): boolean {
  return sentence.taken[at] !== 1 && deniesWhatFollows(sentence.tokens, at);
}

function isDeniedBefore(place: SignPlace, sentence: SentenceReading): boolean {
  const clause = sentence.tokens[place.first]?.clause;
  const overList = denialRunsOverList(place, sentence);
  for (let at = place.first - 1; at >= sentence.from; at -= 1) {
    if (!overList && place.first - at > REACH_WORDS) return false;
    if (!overList && sentence.tokens[at]?.clause !== clause) return false;
    if (isNegator(sentence, at)) return true;
    if (CONTRASTS.has(stemAt(sentence, at))) return false;
  }
  return false;
}

/** "No signs of neglect, bruising or distress were observed": the commas are a list's, not an end. */
function denialRunsOverList(place: SignPlace, sentence: SentenceReading): boolean {
  let seenList = false;
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const stem = stemAt(sentence, at);
    if (at > place.first && CONTRASTS.has(stem)) break;
    if (stem === 'or' || stem === 'nor' || LIST_ENDS.has(stem)) seenList = true;
  }
  return seenList && sentence.to - sentence.from < 45;
}

function isDeniedInside(place: SignPlace, sentence: SentenceReading): boolean {
  if (place.bearsNegation) return false;
  for (let at = place.first + 1; at < place.last; at += 1)
    if (deniesWhatFollows(sentence.tokens, at)) return true;
  return false;
}

function isDeniedAfter(place: SignPlace, sentence: SentenceReading): boolean {
  const limit = Math.min(sentence.to, place.last + 6);
  for (let at = place.last + 1; at < limit; at += 1) {
    const stem = stemAt(sentence, at);
    if (CONTRASTS.has(stem) || stem === 'and') return false;
    if (DENIED_AFTER.has(stem) && at - place.last <= 4) return true;
    if (stem === 'rule' && stemAt(sentence, at + 1) === 'out') return true;
    if (NEGATORS.has(stem) && sentence.taken[at] !== 1)
      for (let after = at + 1; after <= at + 3 && after < sentence.to; after += 1)
        if (NOT_SEEN.has(stemAt(sentence, after))) return true;
  }
  return false;
}
