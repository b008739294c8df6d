import type { Evidence } from './evidence.ts';

/** Days apart within which two accounts may be of one event. */
export const SAME_EVENT_DAYS = 3;
/** Shared words, of all words of either text, from which two accounts are the same account keyed twice. */
const SAME_TEXT_SHARE = 0.8;
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

function sameText(a: Evidence, b: Evidence): boolean {
  const shorter = Math.min(a.words.length, b.words.length);
  if (shorter === 0) return false;
  const shared = sharedWords(a.words, b.words);
  return shared / (a.words.length + b.words.length - shared) >= SAME_TEXT_SHARE;
}

/**
 * True when two entries tell of one event: nearly the same words within three days (keyed twice, or copied
 * to a linked child), or the same gravest concern on the same day from two members of staff.
 */
export function isSameEvent(a: Evidence, b: Evidence): boolean {
  const apart = Math.abs(a.occurredDay - b.occurredDay);
  if (apart > SAME_EVENT_DAYS) return false;
  const longEnough = Math.min(a.words.length, b.words.length) >= WORDS_TO_COMPARE;
  if ((apart === 0 || longEnough) && sameText(a, b)) return true;
  if (apart !== 0) return false;
  const [first] = a.concerns;
  return first !== undefined && first.category === b.concerns[0]?.category;
}
