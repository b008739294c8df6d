import type { ConcernCategory } from '../taxonomy.ts';
import { SOURCE_CATEGORIES } from './lexicon/sourceCategories.ts';

/** What a source's own category suggests; nothing follows from it alone. */
export interface CategoryEvidence {
  readonly evidence: readonly ConcernCategory[];
}

/**
 * Takes a category as a school's system named it; returns the concerns it makes likelier (an empty list for
 * a known category that says nothing, such as "General information"), or 'unmapped' for one that an admin
 * should look at. Sub-categories after ">", "/" or ":" are read as well.
 */
export function mapSourceCategory(category: string | undefined): CategoryEvidence | 'unmapped' {
  if (category === undefined || category.trim() === '') return { evidence: [] };
  const evidence = new Set<ConcernCategory>();
  let known = false;
  for (const part of [category, ...category.split(/[>/:|]| - /)]) {
    const name = part
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim();
    const found = SOURCE_CATEGORIES.get(name);
    if (found === undefined) continue;
    known = true;
    for (const concern of found) evidence.add(concern);
  }
  return known ? { evidence: [...evidence] } : 'unmapped';
}
