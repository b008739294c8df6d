import { SPELLING_VARIANTS } from '../lexicon/spellingVariants.ts';
import { isEverydayWord } from '../text/knownWords.ts';
import { readWords } from '../text/readWords.ts';

/** What a child is called in notes. */
export interface ChildName {
  readonly forename: string;
  readonly surname: string;
  readonly preferredName?: string;
}

/** A note told apart by child: both texts have the length of the whole, spaces standing for what is left out. */
export interface OwnPassages {
  /** What is told of the children the note is logged under, or of nobody by name. */
  readonly own: string;
  /** What is told of another child by name; absent where nothing is. */
  readonly others?: string;
}

/** "Maya:", "Maya (4B) -" or "MJ:" at the start of a line or a sentence. */
interface Head {
  readonly start: number;
  readonly name: string;
  readonly initials: boolean;
}

/** A name may follow these. */
const OPENING = new Set(['.', '!', '?', ';', '\n']);
const LONGEST_BRACKET = 12;
/** Notes say of brothers and sisters what bears on both. */
const FAMILY_WORDS = new Set(
  'sibling siblings sib sibs brother brothers sister sisters stepbrother stepsister twin twins cousin cousins'.split(
    ' ',
  ),
);
/** Shorthand that stands before a colon and is nobody's initials. */
const NOT_INITIALS = new Set(
  'dsl ddsl slt hod pe re am pm nb ps fyi tel cc to ks sen la hv fsw pc'.split(' '),
);
const WORDS_FOR_PEOPLE = new Set([...Object.keys(SPELLING_VARIANTS), ...Object.values(SPELLING_VARIANTS)]);

/** Whether a note has several headed passages, so that it may matter whom it is logged under. */
export function isHeaded(text: string): boolean {
  return findHeads(text, new Set()).length > 1;
}

/**
 * Takes a note and the children it is logged under or linked to; returns what it says of them apart from what
 * it says of others. Only where a note plainly goes child by child, each passage headed by a name or initials
 * and one of these children's among them: a passage runs to the next head or the end of its line. What is told
 * of a brother or sister stays, as it bears on both.
 */
export function ownPassages(text: string, children: readonly ChildName[]): OwnPassages {
  const called = new Set(children.flatMap(formsOf));
  const heads = findHeads(text, called);
  if (heads.length < 2 || isOfOneFamily(text)) return { own: text };
  const mine = heads.filter(({ name }) => called.has(name));
  let own = text;
  let others = ' '.repeat(text.length);
  heads.forEach((head, at) => {
    const alike = mine.some(({ initials }) => initials === head.initials);
    if (head.name === '' || called.has(head.name) || !alike) return;
    const line = text.indexOf('\n', head.start);
    const end = Math.min(heads[at + 1]?.start ?? text.length, line < 0 ? text.length : line);
    own = own.slice(0, head.start) + ' '.repeat(end - head.start) + own.slice(end);
    others = others.slice(0, head.start) + text.slice(head.start, end) + others.slice(end);
  });
  return own === text ? { own } : { own, others };
}

function isOfOneFamily(text: string): boolean {
  return readWords(text).some(({ form }) => FAMILY_WORDS.has(form));
}

function formsOf({ forename, surname, preferredName }: ChildName): string[] {
  const names = preferredName === undefined ? [forename] : [forename, preferredName];
  return names.flatMap((name) => {
    const first = name.trim().toLowerCase();
    return [first, first.charAt(0), first.charAt(0) + surname.trim().charAt(0).toLowerCase()];
  });
}

/** Heads in order; one that is no name ("Action:", "Mum:") has an empty name and only ends the passage before. */
function findHeads(text: string, called: ReadonlySet<string>): Head[] {
  const heads: Head[] = [];
  let opening = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isLetter(character)) {
      const end = endOfLetters(text, at);
      if (opening && isFollowedByMark(text, end)) heads.push(headOf(text.slice(at, end), at, called));
      opening = false;
      at = end - 1;
    } else if (OPENING.has(character)) opening = true;
    else if (character !== ' ' && character !== '\r') opening = false;
  }
  return heads;
}

function headOf(written: string, start: number, called: ReadonlySet<string>): Head {
  const name = written.toLowerCase();
  const initials = written.length <= 3 && written === written.toUpperCase();
  const capital = written.charAt(0) !== name.charAt(0);
  const common = WORDS_FOR_PEOPLE.has(name) || (initials ? NOT_INITIALS.has(name) : isEverydayWord(name));
  return { start, name: capital && (called.has(name) || !common) ? name : '', initials };
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

function endOfLetters(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isLetter(text.charAt(at)) || text.charAt(at) === "'")) at += 1;
  return at;
}

/** A colon or a dash with spaces, after a class in brackets where there is one. */
function isFollowedByMark(text: string, end: number): boolean {
  const bracket = text.startsWith(' (', end) ? text.slice(end, end + LONGEST_BRACKET).indexOf(')') : -1;
  const at = bracket < 0 ? end : end + bracket + 1;
  return (
    (text.charAt(at) === ':' && !/\d/.test(text.charAt(at + 1))) ||
    [' - ', ' – ', ' — '].some((dash) => text.startsWith(dash, at))
  );
}
