const CODES: ReadonlyMap<string, string> = new Map(
  (
    [
      ['bfpv', '1'],
      ['cgjkqsxz', '2'],
      ['dt', '3'],
      ['l', '4'],
      ['mn', '5'],
      ['r', '6'],
    ] as const
  ).flatMap(([letters, code]) => [...letters].map((letter) => [letter, code] as const)),
);

/**
 * How a word sounds, as a letter and three digits (American Soundex, US National Archives' rules: the same
 * code twice in a row counts once, also across h and w, but not across a vowel). Words that are not in
 * Latin letters are their own sound.
 * @param word one of `nameWords`
 */
export function soundex(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  let sound = word.charAt(0).toUpperCase();
  let previous = CODES.get(word.charAt(0));
  for (const letter of word.slice(1)) {
    if (letter === 'h' || letter === 'w') continue;
    const code = CODES.get(letter);
    if (code !== undefined && code !== previous) sound += code;
    previous = code;
    if (sound.length === 4) break;
  }
  return sound.padEnd(4, '0');
}
