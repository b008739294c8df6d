import { londonDate, type LocalDate } from '../localDate.ts';
import type { ChildFacts, EntryFacts } from './digestFacts.ts';

/**
 * The entries told of one child: those grave enough by themselves first, then the others from the latest to the
 * earliest. They are the most telling ones, and where something of this week counts, at least one of this week: a
 * reader who is told of a change must see it.
 * @param count how many are told
 * @param weekStart Monday of the week told of
 */
export function entriesShown(child: ChildFacts, count: number, weekStart: LocalDate): readonly EntryFacts[] {
  const grave = new Set(child.now.acuteEntryIds);
  const isGrave = ({ entryId }: EntryFacts): boolean => grave.has(entryId);
  const isNew = ({ occurredAt }: EntryFacts): boolean => londonDate(occurredAt) >= weekStart;
  const told = child.keyEntries.slice(0, count);
  const newest = child.keyEntries.find(isNew);
  const leastTelling = told.findLastIndex((entry) => !isGrave(entry));
  if (newest !== undefined && !told.some(isNew) && leastTelling >= 0) told[leastTelling] = newest;
  return told.sort(
    (a, b) => Number(isGrave(b)) - Number(isGrave(a)) || b.occurredAt.getTime() - a.occurredAt.getTime(),
  );
}
