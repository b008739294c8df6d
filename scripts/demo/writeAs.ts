import type { WritingStyle } from './material/schools.ts';
import type { SeededRandom } from './seededRandom.ts';

/** Short forms common in staff rooms. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bwith\b/g, 'w/'],
  [/\bbecause\b/g, 'bc'],
  [/\bconversation\b/g, 'convo'],
  [/\bteacher\b/g, 'tchr'],
  [/\btomorrow\b/g, 'tmrw'],
  [/\band\b/g, '&'],
  [/\bhomework\b/g, 'h/w'],
  [/\bspoke to\b/gi, 's/t'],
  [/\bphoned\b/gi, 'p/c to'],
  [/\bplease\b/g, 'pls'],
];
const SHARE_OF_SLIPS = 0.6;

/** A note as this member of staff would type it. Only the manner changes: nothing is added or left out. */
export function writeAs(style: WritingStyle, text: string, random: SeededRandom): string {
  switch (style) {
    case 'full':
      return text;
    case 'clipped':
      return text
        .replace(/\bhas been\b/g, 'been')
        .replace(/(^|\. )(?:The|A) (\w)/g, capitalised)
        .replace(/\.$/, '');
    case 'abbreviated':
      return ABBREVIATIONS.reduce((written, [word, short]) => written.replace(word, short), text);
    case 'hurried':
      return random.chance(SHARE_OF_SLIPS) ? slipped(text.replace(/\.$/, ''), random) : text.toLowerCase();
  }
}

function capitalised(_whole: string, before: string, letter: string): string {
  return before + letter.toUpperCase();
}

/** Swaps two letters inside one longish word, as fingers do. */
function slipped(text: string, random: SeededRandom): string {
  const words = text.split(' ');
  const longish = words.flatMap((word, at) => (/^[a-z]{6,}$/.test(word) ? [at] : []));
  if (longish.length === 0) return text;
  const at = random.pick(longish);
  const word = words[at] ?? '';
  const cut = random.between(2, word.length - 3);
  words[at] = word.slice(0, cut) + word.charAt(cut + 1) + word.charAt(cut) + word.slice(cut + 2);
  return words.join(' ');
}
