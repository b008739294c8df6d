/** Control characters and marks that turn the direction of text: they could disguise what was written. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * The beginning of a narrative as written, on one line, cut after a word and marked with an ellipsis where something
 * follows. The whole narrative is in the record; this is only a taste.
 * @param limit most characters (code points) kept
 */
export function writeExcerpt(narrative: string, limit: number): string {
  const line = narrative.replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  const characters = [...line];
  if (characters.length <= limit) return line;
  const room = characters.slice(0, limit);
  const wordEnd = characters[limit] === ' ' ? limit : room.lastIndexOf(' ');
  const cut = room.slice(0, wordEnd > 0 ? wordEnd : limit).join('');
  return `${cut.replace(/[\s,;:.–—-]+$/, '')}…`;
}
