import type { ConcernCategory } from '../taxonomy.ts';
import { EXPLAINS, SAME_SENTENCE } from './lexicon/precedence.ts';
import type { Sign } from './readSigns.ts';

/**
 * Takes the signs of an entry and the concerns its source category suggests; returns those that stand: a faint
 * sign needs company, a symptom gives way to the concern that explains it, and where one sentence can be read
 * two ways the reading that fits who it is about is kept.
 */
export function keepTelling(signs: readonly Sign[], expected: readonly ConcernCategory[]): Sign[] {
  const supported = signs.filter((sign) => isSupported(sign, signs, expected));
  const asserted = supported.filter((sign) => sign.polarity === 'asserted');
  const spoken = supported.filter((sign) => !isSpokenFor(sign, asserted));
  const firm = new Set(
    spoken
      .filter((sign) => sign.polarity === 'asserted' && EXPLAINS[sign.rule.id] === undefined)
      .map((sign) => sign.rule.category),
  );
  const firmOrCompany = (sign: Sign): boolean =>
    EXPLAINS[sign.rule.id]?.some((category) => category !== sign.rule.category && firm.has(category)) ??
    false;
  return spoken.filter((sign) => sign.polarity !== 'asserted' || !firmOrCompany(sign));
}

function isSupported(sign: Sign, signs: readonly Sign[], expected: readonly ConcernCategory[]): boolean {
  if (sign.rule.faint !== true || expected.includes(sign.rule.category)) return true;
  return signs.some(
    (other) =>
      other.rule.category === sign.rule.category &&
      other.polarity === sign.polarity &&
      other.rule.id !== sign.rule.id,
  );
}

function isSpokenFor(sign: Sign, asserted: readonly Sign[]): boolean {
  return SAME_SENTENCE.some(
    ([dropped, kept]) =>
      dropped === sign.rule.category &&
      asserted.some(
        (other) =>
          other.rule.category === kept &&
          other.sentence === sign.sentence &&
          other.start < sign.end &&
          sign.start < other.end,
      ),
  );
}
