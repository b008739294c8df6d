import type { NoDataReason, UnseenState } from '../../concern/assessment.ts';
import type { ContactEntry } from '../../concern/history.ts';
import { londonDate, type LocalDate } from '../../localDate.ts';
import { withCapital } from './joinWords.ts';
import { writeCountOf } from './writeCount.ts';
import { writeDateBeside } from './writeDate.ts';

/** How long a child has not been seen, fit to stand in a sentence; undefined when nothing is known or due. */
export function unseenClause(unseen: UnseenState): string | undefined {
  switch (unseen.kind) {
    case 'seen':
      return unseen.schoolDaysSince === 0
        ? undefined
        : `not seen for ${writeCountOf(unseen.schoolDaysSince, 'school day', 'school days')}`;
    case 'never-seen':
      return 'not seen since joining';
    case 'no-data':
      return undefined;
  }
}

const NO_DATA: Readonly<Record<NoDataReason, string>> = {
  'register-not-received': 'No register marks reach us, so we cannot tell when they were last seen.',
  'waiting-for-place':
    'Waiting for a school place: on no register, so we cannot tell when they were last seen.',
  'not-on-roll': 'On no school’s roll that we know of, so we cannot tell when they were last seen.',
};

/** What was tried since a child was last seen, by those who did not see them. */
export function writeTried(tried: readonly ContactEntry[], weekEnd: LocalDate): string {
  const [latest] = tried;
  if (latest === undefined) return 'No attempt to reach them since is on record.';
  const on = writeDateBeside(londonDate(latest.at), weekEnd);
  const attempts = withCapital(writeCountOf(tried.length, 'attempt', 'attempts'));
  return `${attempts} to reach them since, ${tried.length === 1 ? 'on' : 'the latest on'} ${on}.`;
}

/**
 * When a child was last seen, as a sentence; what is not known is said, never left out.
 * @param weekEnd dates in its calendar year are written without their year
 */
export function unseenSentence(unseen: UnseenState, weekEnd: LocalDate): string {
  switch (unseen.kind) {
    case 'seen':
      return `Last seen on ${writeDateBeside(unseen.on, weekEnd)}, ${writeCountOf(unseen.schoolDaysSince, 'school day', 'school days')} ago.`;
    case 'never-seen':
      return `Not yet seen by anybody since ${writeDateBeside(unseen.since, weekEnd)}, ${writeCountOf(unseen.schoolDaysSince, 'school day', 'school days')} ago.`;
    case 'no-data':
      return NO_DATA[unseen.why];
  }
}
