import type { Assessment } from '../concern/assessment.ts';
import { evidenceOf } from '../concern/evidence.ts';
import type { PupilHistory } from '../concern/history.ts';
import { isSameEvent } from '../concern/sameEvent.ts';

/**
 * The entries of an assessment that call for an alert of their own: grave, new, and not another account of an
 * event that was alerted already, whichever account came first. One alerted before is named again: to keep it
 * twice changes nothing, and a school the child has joined since is told too.
 * @param alerted entries of this child that were alerted before
 */
export function newAlerts(
  history: PupilHistory,
  { acuteEntryIds }: Pick<Assessment, 'acuteEntryIds'>,
  alerted: ReadonlySet<string>,
): readonly string[] {
  if (alerted.size === 0) return acuteEntryIds;
  const before = history.entries.filter(({ entryId }) => alerted.has(entryId)).map(evidenceOf);
  const accounts = history.entries.filter(({ entryId }) => acuteEntryIds.includes(entryId)).map(evidenceOf);
  return acuteEntryIds.filter((entryId) => {
    if (alerted.has(entryId)) return true;
    const mine = accounts.filter((one) => one.entryId === entryId);
    return !mine.some((one) => before.some((other) => isSameEvent(one, other)));
  });
}
