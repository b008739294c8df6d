import type { ConcernCategory } from '../taxonomy.ts';
import { SOURCE_CATEGORIES } from './lexicon/sourceCategories.ts';

/** What a source's own category suggests; nothing follows from it alone. */
export interface CategoryEvidence {
  readonly evidence: readonly ConcernCategory[];
}

/** What people at a school said its categories mean, by `categoryKey`; an empty list: it says nothing. */
export type SchoolCategories = ReadonlyMap<string, readonly ConcernCategory[]>;

/** Names of one category, however they are spaced and written large or small, have one key. */
export function categoryKey(category: string): string {
  return category
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Takes a category as a school's system named it; returns the concerns it makes likelier (an empty list for
 * a known category that says nothing, such as "General information"), or 'unmapped' for one that a person
 * should look at. What the school itself says of the category goes before what is commonly meant by it.
 * Sub-categories after ">", "/" or ":" are read as well.
 */
export function mapSourceCategory(
  category: string | undefined,
  ofSchool?: SchoolCategories,
): CategoryEvidence | 'unmapped' {
  if (category === undefined || category.trim() === '') return { evidence: [] };
  const own = ofSchool?.get(categoryKey(category));
  if (own !== undefined) return { evidence: own };
  const evidence = new Set<ConcernCategory>();
  let known = false;
  for (const part of [category, ...category.split(/[>/:|]| - /)]) {
    const found = ofSchool?.get(categoryKey(part)) ?? SOURCE_CATEGORIES.get(lettersOf(part));
    if (found === undefined) continue;
    known = true;
    for (const concern of found) evidence.add(concern);
  }
  return known ? { evidence: [...evidence] } : 'unmapped';
}

function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
