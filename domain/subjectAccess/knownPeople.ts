import { formsOfName } from '../matching/nicknames.ts';
import { nameWords } from '../matching/nameWords.ts';
import { isEverydayWord } from '../tagging/text/knownWords.ts';
import type { Term } from './request.ts';

/** Somebody's names, all that they are or were known by. */
export type Names = readonly string[];

/** Whom the store knows around a child, by name. */
export interface PeopleAround {
  /** The child: what names them is their own. */
  readonly child: Names;
  /** UPNs of the child. */
  readonly upns: readonly string[];
  /** Brothers, sisters and pupils linked to an entry. */
  readonly close: readonly Names[];
  /** Everybody else who is or was on the roll of the child's schools. */
  readonly pupils: readonly Names[];
  /** Who works there, and who wrote entries. */
  readonly staff: readonly Names[];
  /** Words for the requester, such as `mum`. */
  readonly requester: readonly string[];
  /** Words that a reviewer wants hidden, or left in, everywhere. */
  readonly terms: readonly Pick<Term, 'words' | 'hide'>[];
}

export type NameKind = 'close' | 'pupil' | 'staff';

/** The same, made ready for looking words up. */
export interface NameIndex {
  readonly child: ReadonlySet<string>;
  readonly upns: ReadonlySet<string>;
  readonly requester: ReadonlySet<string>;
  /** Words of names, by whose they are; the closest wins. */
  readonly words: ReadonlyMap<string, NameKind>;
  readonly initials: ReadonlySet<string>;
  readonly terms: readonly Pick<Term, 'words' | 'hide'>[];
}

/** Makes people ready for looking their names up in many texts. */
export function indexNames(people: PeopleAround): NameIndex {
  const words = new Map<string, NameKind>();
  const add = (kind: NameKind, everybody: readonly Names[]): void => {
    for (const names of everybody)
      for (const word of names.flatMap(nameWords)) {
        // "Class teacher" and "Year 6" are posts, and one letter is nobody.
        if (word.length < 2 || (kind === 'staff' && isEverydayWord(word))) continue;
        for (const form of kind === 'close' ? [word, ...formsOfName(word)] : [word]) words.set(form, kind);
      }
  };
  add('staff', people.staff);
  add('pupil', people.pupils);
  add('close', people.close);
  return {
    child: new Set(people.child.flatMap(nameWords)),
    upns: new Set(people.upns),
    requester: new Set(people.requester.flatMap(nameWords)),
    words,
    initials: new Set([...people.close, ...people.staff].flatMap(initialsOf)),
    terms: people.terms,
  };
}

/** `OT` of Ottoline Thistlewick; none of a single name. */
function initialsOf(names: Names): string[] {
  return names.flatMap((name) => {
    const letters = name
      .split(/\s+/)
      .map((word) => word.charAt(0).toUpperCase())
      .filter((letter) => /\p{Lu}/u.test(letter));
    return letters.length > 1 ? [letters.join('')] : [];
  });
}
