/** `a`, `a and b`, `a, b and c`; empty for nothing. */
export function joinWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}

/** The text with a capital first letter. */
export function withCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with a capital first letter and one full stop, unless it ends a sentence already. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const capital = withCapital(trimmed);
  return /[.!?…][”"')]?$/.test(capital) ? capital : `${capital}.`;
}

const KEEPS_CAPITAL =
  /^(?:[A-Z]{2,}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b/;

/** A sentence made fit to stand inside another: no full stop, small first letter unless it begins with a name of a day, month or body. */
export function asClause(sentence: string): string {
  const bare = sentence.trim().replace(/\.$/, '');
  return KEEPS_CAPITAL.test(bare) ? bare : bare.charAt(0).toLowerCase() + bare.slice(1);
}
