/** Letters that do not come apart into a plain letter and an accent. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/**
 * The words of a name for comparison: lower case, accents dropped, hyphens parting words, apostrophes and
 * full stops gone (`O’Brien-Núñez` is `obrien`, `nunez`). Letters of other scripts are kept as they are.
 */
export function nameWords(name: string): readonly string[] {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/['’‘`´.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
