import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import type { RetentionDue } from '../../../domain/retention/retentionDue.ts';

/** How a child's records stand, in a sentence. */
export function describeState({ state, dueOn }: RetentionDue): string {
  const day = dueOn === undefined ? '' : writeDate(dueOn);
  switch (state) {
    case 'held':
      return 'Held: nothing is erased while the hold stands.';
    case 'kept':
      return dueOn === undefined
        ? 'Kept: something stands in the way.'
        : `Kept: by age alone the records would fall due on ${day}, and something stands in the way.`;
    case 'no-birth-date':
      return 'The records never fall due by themselves, because a date that decides is not known. Somebody must find it.';
    case 'due':
      return `Due since ${day}: they may be proposed for erasing.`;
    case 'soon':
      return `The records fall due within a year, on ${day}.`;
    case 'later':
      return `The records fall due on ${day}.`;
  }
}
