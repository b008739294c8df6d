/** Numbers for words, so that matching compares integers. Stem literals and exact forms have separate names. */
export interface Vocabulary {
  /** Number of a stem or of "=form"; given one when `add` first sees it. */
  readonly add: (literal: string) => number;
  /** Number of a literal already known, or 0 (no literal has number 0). */
  readonly find: (literal: string) => number;
  readonly size: () => number;
}

/** Returns an empty vocabulary. Number 0 is kept for "not in the lexicon", 1 for any number in digits. */
export function startVocabulary(): Vocabulary {
  const numbers = new Map<string, number>([['#number', 1]]);
  return {
    add: (literal) => {
      const known = numbers.get(literal);
      if (known !== undefined) return known;
      const number = numbers.size + 1;
      numbers.set(literal, number);
      return number;
    },
    find: (literal) => numbers.get(literal) ?? 0,
    size: () => numbers.size + 1,
  };
}

/** The literal that stands for any number written in digits. */
export const ANY_NUMBER = 1;
