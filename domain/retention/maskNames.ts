/**
 * Takes a child's name and numbers out of words that stay for somebody else's sake. What is taken out is covered by as
 * many blocks, so that the places of everything else in the text stay as they were: evidence is kept by place.
 */
export interface MaskedChild {
  readonly forenames: readonly string[];
  readonly surnames: readonly string[];
  readonly upns: readonly string[];
}

/** Names that somebody else in the same words has too: alone, they stay. */
export type NamesThatStay = ReadonlySet<string>;

const COVER = '█';
/** A letter alone would cover half the text. */
const SHORTEST_NAME = 2;

/**
 * Forename and surname together are covered however they are written. One of them alone is covered where it begins
 * with a capital letter and nobody else in the words has it; a surname is often a brother's or a sister's too.
 */
export function maskNames(text: string, child: MaskedChild, stay: NamesThatStay = new Set()): string {
  const { forenames, surnames, upns } = child;
  const together = forenames.flatMap((forename) =>
    surnames.flatMap((surname) => [
      `${forename} ${surname}`,
      `${surname}, ${forename}`,
      `${surname} ${forename}`,
    ]),
  );
  const alone = [...forenames, ...surnames].filter((name) => !stay.has(name.toLowerCase()));
  const masked = coverWords(text, [...together, ...upns], 'giu');
  return coverWords(masked, [...alone, ...alone.map((name) => name.toUpperCase())], 'gu');
}

/** The same in every text of something, however deep. */
export function maskNamesWithin<T>(value: T, child: MaskedChild, stay: NamesThatStay = new Set()): T {
  const mask = (part: unknown): unknown => {
    if (typeof part === 'string') return maskNames(part, child, stay);
    if (Array.isArray(part)) return part.map(mask);
    if (typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype)
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, mask(inner)]));
    return part;
  };
  return mask(value) as T;
}

/** True where the words hold the child's forename and surname together, or a number of theirs. */
export function namesChild(text: string, { forenames, surnames, upns }: MaskedChild): boolean {
  const low = text.toLowerCase();
  return (
    upns.some((upn) => low.includes(upn.toLowerCase())) ||
    forenames.some((forename) =>
      surnames.some((surname) => low.includes(`${forename} ${surname}`.toLowerCase())),
    )
  );
}

function coverWords(text: string, words: readonly string[], flags: string): string {
  const known = [...new Set(words.filter((word) => word.length >= SHORTEST_NAME))];
  if (known.length === 0) return text;
  const any = known
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, flags), (found) =>
    COVER.repeat(found.length),
  );
}
