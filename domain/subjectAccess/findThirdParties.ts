import { formsOfName } from '../matching/nicknames.ts';
import { nameWords } from '../matching/nameWords.ts';
import { isEverydayWord, isKnownWord } from '../tagging/text/knownWords.ts';
import { readWords, type Word } from '../tagging/text/readWords.ts';
import { findFamilyWords } from './familyWords.ts';
import { findNumbersAndPlaces } from './findNumbersAndPlaces.ts';
import type { NameIndex } from './knownPeople.ts';
import { ACRONYMS, NOT_NAMES, TITLES } from './notNames.ts';

/**
 * Words that may tell of somebody else, as suggestions for the person who reviews an entry before it is given out. It
 * finds too much rather than too little: what is not suggested must be seen by a reader, what is suggested in vain is
 * left in with one tick. It knows the people the store knows, and otherwise goes by capitals, titles and the words
 * for family. It cannot know that "the boy from number 12" is somebody's neighbour: reading stays a person's work.
 */
export type ThirdPartyKind =
  | 'close'
  | 'pupil'
  | 'staff'
  | 'name'
  | 'initials'
  | 'family'
  | 'telephone'
  | 'e-mail'
  | 'address'
  | 'number'
  /** A word that the reviewer asked to have hidden everywhere. */
  | 'asked';

export const KIND_WORDS: Readonly<Record<ThirdPartyKind, string>> = {
  close: 'a brother, sister or pupil linked to an entry',
  pupil: 'a name on the school’s roll',
  staff: 'somebody who works for the school or wrote an entry',
  name: 'perhaps a name or a place',
  initials: 'perhaps initials',
  family: 'a word for somebody else',
  telephone: 'perhaps a telephone number',
  'e-mail': 'an address on the internet',
  address: 'an address',
  number: 'another pupil’s number',
  asked: 'words to be hidden everywhere',
};

/** A half-open range of a text, in UTF-16 code units, and what it may be. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: ThirdPartyKind;
}

/** What may tell of somebody else, in order and apart from each other. */
export function findThirdParties(text: string, index: NameIndex): Found[] {
  const words = readWords(text);
  const hidden = index.terms.filter(({ hide }) => hide).flatMap((term) => occurrences(text, term.words));
  const leftIn = index.terms.filter(({ hide }) => !hide).map(({ words: term }) => term.toLowerCase());
  const found = [
    ...findNumbersAndPlaces(text, index.upns),
    ...findFamilyWords(text, words, index),
    ...joinNames(text, findNames(text, words, index)),
  ].filter(({ start, end }) => !leftIn.includes(text.slice(start, end).toLowerCase()));
  return apart([...hidden.map((span) => ({ ...span, kind: 'asked' as const })), ...found]);
}

/** Where some words stand in a text, whole and whichever way they are capitalised. */
export function occurrences(text: string, sought: string): { start: number; end: number }[] {
  const pattern = sought
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  if (pattern === '') return [];
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'))].map(
    ({ 0: match, index: start }) => ({ start, end: start + match.length }),
  );
}

function findNames(text: string, words: readonly Word[], index: NameIndex): Found[] {
  return words.flatMap((word, i): Found[] => {
    const raw = text.slice(word.start, word.end).replace(/['’]s$/i, '');
    const before = words[i - 1];
    const titled = before !== undefined && TITLES.has(before.form) && /^\p{Lu}/u.test(raw);
    if (titled)
      return [{ start: before.start, end: word.start + raw.length, kind: kindOf(raw, index) ?? 'staff' }];
    const kind = kindOfWord(raw, word, index);
    return kind === undefined ? [] : [{ start: word.start, end: word.start + raw.length, kind }];
  });
}

function kindOf(raw: string, { words }: NameIndex): ThirdPartyKind | undefined {
  return nameWords(raw).flatMap((word) => words.get(word) ?? [])[0];
}

function kindOfWord(raw: string, word: Word, index: NameIndex): ThirdPartyKind | undefined {
  const forms = nameWords(raw);
  if (forms.length === 0 || forms.every((form) => index.child.has(form) || index.requester.has(form)))
    return undefined;
  const initials = raw.replaceAll('.', '');
  if (/^\p{Lu}{2,3}$/u.test(initials))
    return index.initials.has(initials) || !ACRONYMS.has(initials) ? 'initials' : undefined;
  const known = kindOf(raw, index);
  const capital = /^\p{Lu}\P{N}*$/u.test(raw);
  const everyday = forms.every((form) => isEverydayWord(form));
  // Staff write names without capitals; that of a brother is looked for all the same.
  if (known !== undefined && (capital || (known === 'close' && !forms.some((form) => VERBS.has(form)))))
    return known;
  if (!capital || forms.some((form) => NOT_NAMES.has(form))) return undefined;
  const forename = forms.some((form) => formsOfName(form).length > 1);
  if (word.capitalised) return !everyday || forename ? 'name' : undefined;
  return !everyday && (forename || forms.every((form) => !isKnownWord(form)) || isProper(forms))
    ? 'name'
    : undefined;
}

/** Names that stand in every other sentence as verbs. */
const VERBS: ReadonlySet<string> = new Set(['will', 'may']);

/** Known to the lexicon with a capital only. */
function isProper(forms: readonly string[]): boolean {
  return forms.every((form) => isKnownWord(form) && !isEverydayWord(form));
}

/** Forename and surname are one thing to hide. */
function joinNames(text: string, found: readonly Found[]): Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const last = joined.at(-1);
    if (last !== undefined && (one.start <= last.end || /^[ \-‑]$/.test(text.slice(last.end, one.start))))
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, one.end) };
    else joined.push(one);
  }
  return joined;
}

/** Those that overlap become one, of the kind of the first among them as given. */
function apart(found: readonly Found[]): Found[] {
  const inOrder = found
    .map((one, rank) => ({ ...one, rank }))
    .sort((a, b) => a.start - b.start || a.rank - b.rank);
  const kept: (Found & { rank: number })[] = [];
  for (const one of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || one.start >= last.end) kept.push(one);
    else {
      const { kind, rank } = one.rank < last.rank ? one : last;
      kept[kept.length - 1] = { start: last.start, end: Math.max(last.end, one.end), kind, rank };
    }
  }
  return kept.map(({ start, end, kind }) => ({ start, end, kind }));
}
