import { findConcepts } from '../concepts/findConcepts.ts';
import { CONTRASTS, deniesWhatFollows } from '../lexicon/negators.ts';
import type { RuleReading } from '../readByRules.ts';
import type { SignsRead } from '../readSigns.ts';

/** One thing noticed in a text, and the words (by index, both ends included) it was noticed in. */
export interface Feature {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

const DENIAL_REACHES = 5;
/** Words that carry no meaning of their own. */
export const GRAMMAR: ReadonlySet<string> = new Set(
  'a an the and or of to in on at for with by from as it its is was were be been are that this he she they his her their him them i my me we our you your had has have do did does so then there which who what when while up out'.split(
    ' ',
  ),
);

/** Stands for the whole text, not for a place in it. */
export const NOWHERE = -1;

/**
 * Takes what was read from a text; returns what the trained model looks at: words, pairs of words that follow one
 * another, words of the last of several sentences, concepts, the signs of the rules (each marked where it is denied) and what they come to.
 */
export function featuresOf({ read, severity }: RuleReading): Feature[] {
  const { words } = read;
  const denied = deniedWords(read);
  const features: Feature[] = [];
  const mark = (index: number): string => (denied[index] === 1 ? '!' : '');
  const ending = words[words.length - 1]?.sentence ?? 0;
  let before = '';
  for (let index = 0; index < words.length; index += 1) {
    const stem = plain(words[index]?.stem ?? '');
    if (index > 0) features.push({ name: `b${before} ${stem}`, first: index - 1, last: index });
    before = stem;
    // What a note ends with often explains what it began with.
    if (ending > 0 && words[index]?.sentence === ending)
      features.push({ name: `z${stem}`, first: index, last: index });
    if (!GRAMMAR.has(stem)) features.push({ name: `w${mark(index)}${stem}`, first: index, last: index });
  }
  // A denial inside an expression ("no coat") is part of it; one before it denies it.
  for (const { concept, first, last } of findConcepts(words))
    features.push({ name: `c${mark(first)}${concept}`, first, last });
  for (const sign of read.signs) {
    const first = wordAt(read, sign.start);
    const last = Math.max(first, wordAt(read, sign.end - 1));
    const asserted = sign.polarity === 'asserted' ? '' : '!';
    features.push({ name: `r${asserted}${sign.rule.id}`, first, last });
    features.push({ name: `t${asserted}${sign.rule.category}`, first, last });
  }
  for (let level = 1; level <= severity; level += 1)
    features.push({ name: `s${level}`, first: NOWHERE, last: NOWHERE });
  for (const cue of read.cues.keys()) features.push({ name: `q${cue}`, first: NOWHERE, last: NOWHERE });
  if (isHeardAndCleared(read)) features.push({ name: 'qheard-and-cleared', first: NOWHERE, last: NOWHERE });
  for (const name of shapeOfDenial(read, denied)) features.push({ name, first: NOWHERE, last: NOWHERE });
  return features;
}

/** How a note denies: once or again and again, in its last words, of most that it says, of what it raised. */
function shapeOfDenial({ words, back }: SignsRead, denied: Uint8Array): string[] {
  let denials = 0;
  let reached = 0;
  let last = -1;
  words.forEach((word, index) => {
    reached += denied[index] ?? 0;
    if (!deniesWhatFollows(words, index)) return;
    denials += 1;
    last = word.sentence;
  });
  const ends = last >= 0 && last === words[words.length - 1]?.sentence;
  return [
    ...(back.length > 0 ? ['qtaken-back'] : []),
    ...(denials > 1 ? ['qdenied-again'] : []),
    ...(ends ? ['qdenied-last'] : []),
    ...(reached * 2 > words.length ? ['qmostly-denied'] : []),
  ];
}

/** Whether somebody asked after a concern and found nothing in it. */
function isHeardAndCleared({ cues }: SignsRead): boolean {
  return cues.has('hearsay') && cues.has('cleared');
}

/** Numbers are told apart by kind, not by value. */
function plain(stem: string): string {
  const code = stem.charCodeAt(0);
  if (code > 96 && code < 123) return stem;
  if (!/^[£$]?\d/.test(stem)) return stem;
  if (stem.endsWith('%'))
    return Number.parseFloat(stem) >= 95 ? '#high%' : Number.parseFloat(stem) >= 90 ? '#mid%' : '#low%';
  if (stem.startsWith('£')) return '#pounds';
  if (stem.includes(':')) return '#time';
  return '#';
}

function wordAt({ words }: SignsRead, offset: number): number {
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((words[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Takes what was read; returns 1 for each word that a denial before it reaches, or that is taken back after it. */
export function deniedWords({ words, back }: Pick<SignsRead, 'words' | 'back'>): Uint8Array {
  const denied = new Uint8Array(words.length);
  let reach = 0;
  let sentence = -1;
  words.forEach((word, index) => {
    if (word.sentence !== sentence || CONTRASTS.has(word.stem)) reach = 0;
    sentence = word.sentence;
    if (reach > 0) {
      denied[index] = 1;
      reach -= 1;
    }
    if (deniesWhatFollows(words, index)) reach = DENIAL_REACHES;
    if (back.some(({ start, end }) => start <= word.start && word.end <= end)) denied[index] = 1;
  });
  return denied;
}
