import type { ConcernCategory } from '../taxonomy.ts';
import { EXPLAINS, SAME_SENTENCE } from './lexicon/precedence.ts';
import type { Sign } from './readSigns.ts';

/**
 * Takes the signs of an entry and the concerns its source category suggests; returns those that stand: a faint
 * sign needs company, a symptom gives way to the concern that explains it, and where one sentence can be read
 * two ways the reading that fits who it is about is kept.
 */
export function keepTelling(signs: readonly Sign[], expected: readonly ConcernCategory[]): Sign[] {
  const ids = new Map<string, Set<string>>();
  for (const sign of signs) {
    const key = `${sign.rule.category} ${sign.polarity}`;
    const known = ids.get(key);
    if (known === undefined) ids.set(key, new Set([sign.rule.id]));
    else known.add(sign.rule.id);
  }
  const supported = signs.filter(
    (sign) =>
      sign.rule.faint !== true ||
      expected.includes(sign.rule.category) ||
      (ids.get(`${sign.rule.category} ${sign.polarity}`)?.size ?? 0) > 1,
  );
  const asserted = new Map<number, Sign[]>();
  for (const sign of supported) {
    if (sign.polarity !== 'asserted') continue;
    const here = asserted.get(sign.sentence);
    if (here === undefined) asserted.set(sign.sentence, [sign]);
    else here.push(sign);
  }
  const spoken = supported.filter((sign) => !isSpokenFor(sign, asserted.get(sign.sentence) ?? []));
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

function isSpokenFor(sign: Sign, asserted: readonly Sign[]): boolean {
  return SAME_SENTENCE.some(
    ([dropped, kept]) =>
      dropped === sign.rule.category &&
      asserted.some(
        (other) => other.rule.category === kept && other.start < sign.end && sign.start < other.end,
      ),
  );
}
