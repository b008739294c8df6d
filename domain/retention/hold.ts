import type { Author } from '../childEvents/childEvent.ts';
import type { LocalDate } from '../localDate.ts';

/** Why a child's records must stay whatever their age. */
export const HOLD_KINDS = {
  inquiry: 'A public inquiry or review',
  litigation: 'A claim or court case, begun or expected',
  'subject-access': 'An open request for access to the records',
  police: 'An open police matter',
  complaint: 'An open complaint or allegation',
  other: 'Another reason',
} as const;
export type HoldKind = keyof typeof HOLD_KINDS;

export function isHoldKind(text: string): text is HoldKind {
  return Object.hasOwn(HOLD_KINDS, text);
}

/** A hold on one child: nothing of theirs is erased until somebody ends it with a reason. */
export interface Hold {
  readonly kind: HoldKind;
  readonly reason: string;
  readonly by: Author;
  readonly at: Date;
  /** When somebody is to ask whether it is still needed; it does not end by itself. */
  readonly reviewOn: LocalDate;
  readonly ended?: { readonly at: Date; readonly by: Author; readonly reason: string };
}

/** True where the day to ask whether it is still needed has come. */
export function isForReview({ reviewOn, ended }: Hold, today: LocalDate): boolean {
  return ended === undefined && reviewOn <= today;
}
