import type { SiblingFacts } from '../digestFacts.ts';
import { joinWords } from './joinWords.ts';
import { writeLevel } from './writeLevel.ts';

/** Brothers and sisters living with the child, by initials, and whether they are on a list; undefined for none. */
export function writeSiblings(siblings: readonly SiblingFacts[]): string | undefined {
  if (siblings.length === 0) return undefined;
  const named = siblings.map((sibling) => {
    const where = sibling.atThisSchool ? 'at this school' : `at ${sibling.schoolName}`;
    const level = sibling.level === 'none' ? 'not on a list' : `on the list at ${writeLevel(sibling.level)}`;
    return `${sibling.initials} ${where} (${level})`;
  });
  return `Lives with ${joinWords(named)}.`;
}
