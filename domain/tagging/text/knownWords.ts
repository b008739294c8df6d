import { createRequire } from 'node:module';

// Required, not imported: the loader turns a JSON module's keys into names, and `eval` is no name.
const lexicon = createRequire(import.meta.url)(
  'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json',
) as Readonly<Record<string, readonly string[]>>;

/**
 * Whether a word is in `natural`'s English part-of-speech lexicon (about 90,000 words), whichever way it is
 * capitalised. A word that is English already is never "corrected" into a word of the lexicon of concerns.
 */
export function isKnownWord(form: string): boolean {
  return isEverydayWord(form) || Object.hasOwn(lexicon, form.charAt(0).toUpperCase() + form.slice(1));
}

/** Whether a word is in it, or common in schools, without a capital: names are not. */
export function isEverydayWord(form: string): boolean {
  return Object.hasOwn(lexicon, form) || MISSING.has(form);
}

/** Words common in schools that the lexicon of the 1990s lacks and that lie one letter from another. */
const MISSING = new Set(
  `emailed texted colour colours coloured behaviour behaviours neighbour neighbours favourite grey learnt maths timetable
   tutor tutors phonics assembly playtime lunchtime breaktime worksheet spellings lesson lessons laptop website
   sendco senco enco pastoral safeguarding inset sats gcse gcses btec ofsted swapped chatted logged ticked`.split(
    /\s+/,
  ),
);
