import type { Evidence } from './evidence.ts';

/** From this severity on a second account is dropped only where it is nearly word for word the first. */
const GRAVE = 3;
/** Shared words, of all words of either text, that two grave accounts need to be one. */
const SAME_GRAVE_TEXT_SHARE = 0.8;

/** Days apart within which two accounts may be of one event. */
export const SAME_EVENT_DAYS = 3;
/** Shared words, of all words of either text, from which two accounts are the same account keyed twice. */
const SAME_TEXT_SHARE = 0.6;
/** The same where both are also read as the same gravest concern: a few words put otherwise on the second keying. */
const SAME_CONCERN_TEXT_SHARE = 0.5;
/** Short notes such as "Late again." recur honestly: below this many words only the same day counts. */
const WORDS_TO_COMPARE = 5;

function sharedWords(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] ?? '';
    const y = b[j] ?? '';
    if (x === y) {
      shared++;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  return shared;
}

function sameText(a: Evidence, b: Evidence, enough: number): boolean {
  const shorter = Math.min(a.words.length, b.words.length);
  const longer = Math.max(a.words.length, b.words.length);
  if (shorter === 0 || shorter < enough * longer) return false;
  const shared = sharedWords(a.words, b.words);
  return shared >= enough * (a.words.length + b.words.length - shared);
}

function sameGravestConcern(a: Evidence, b: Evidence): boolean {
  const [first] = a.concerns;
  return first !== undefined && first.category === b.concerns[0]?.category;
}

function shareNeeded(a: Evidence, b: Evidence, sameConcern: boolean): number {
  if (Math.max(a.severity, b.severity) >= GRAVE) return SAME_GRAVE_TEXT_SHARE;
  return sameConcern ? SAME_CONCERN_TEXT_SHARE : SAME_TEXT_SHARE;
}

/**
 * True when two entries tell of one event: much the same words within three days (keyed twice, or copied to a
 * linked child; nearly the same where it is grave), or the same gravest concern on the same day from two members of staff.
 */
export function isSameEvent(a: Evidence, b: Evidence): boolean {
  const apart = Math.abs(a.occurredDay - b.occurredDay);
  if (apart > SAME_EVENT_DAYS) return false;
  const longEnough = Math.min(a.words.length, b.words.length) >= WORDS_TO_COMPARE;
  const sameConcern = sameGravestConcern(a, b);
  if ((apart === 0 || longEnough) && sameText(a, b, shareNeeded(a, b, sameConcern))) return true;
  return apart === 0 && sameConcern;
}
