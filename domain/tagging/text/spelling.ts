/**
 * Recognises misspelt words of the lexicon: one letter missing, added, changed, or two swapped. Works from
 * deletions (W. Garbe's symmetric delete idea): every lexicon word is filed under each form of it with one
 * letter left out, so a lookup costs the length of the word and no comparison with the whole vocabulary.
 */
const SHORTEST = 5;
const LONG = 9;

export interface SpellingBook {
  readonly note: (word: string) => void;
  /** The lexicon word this form is a misspelling of, or undefined. */
  readonly correct: (form: string) => string | undefined;
}

/** Returns an empty book. Words shorter than five letters are not corrected: too many are each other's typos. */
export function startSpellingBook(): SpellingBook {
  const filed = new Map<string, string>();
  const words = new Set<string>();
  return {
    note: (word) => {
      if (word.length < SHORTEST || words.has(word)) return;
      words.add(word);
      for (const form of [word, ...deletions(word)]) if (!filed.has(form)) filed.set(form, word);
      if (word.length >= LONG)
        for (const once of deletions(word))
          for (const twice of deletions(once)) if (!filed.has(twice)) filed.set(twice, word);
    },
    correct: (form) => {
      if (form.length < SHORTEST || form.length > 24) return undefined;
      for (const candidate of [form, ...deletions(form)]) {
        const word = filed.get(candidate);
        if (word !== undefined && isNear(form, word)) return word;
      }
      return undefined;
    },
  };
}

function deletions(word: string): string[] {
  const forms: string[] = [];
  for (let at = 0; at < word.length; at += 1) forms.push(word.slice(0, at) + word.slice(at + 1));
  return forms;
}

/** First letters are seldom mistyped; asking for the same one avoids most wrong corrections. */
function isNear(form: string, word: string): boolean {
  const sameStart = form[0] === word[0] || (form[0] === word[1] && form[1] === word[0]);
  return sameStart && distance(form, word) <= (word.length >= LONG ? 2 : 1);
}

/** Damerau-Levenshtein distance with adjacent swaps (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min(change, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
