import type { FilePart } from './fileOf.ts';
import type { Viewer } from './viewer.ts';

/**
 * Whether a child is one somebody would be expected to look at. Where not, they are asked why before the record
 * opens, and the answer is audited: curiosity about a neighbour's child is the likeliest misuse of such a system.
 *
 * Usual are: for pastoral staff the children named for them; for a school's own staff everybody whose whole file
 * the school has; for those who look across schools the children with a flag standing.
 */
export function isUsual(
  viewer: Viewer,
  child: { readonly part: FilePart; readonly hasStandingFlag: boolean },
): boolean {
  if (child.part !== 'whole') return false;
  switch (viewer.role) {
    case 'safeguarding-lead':
    case 'trust-lead':
    case 'council-lead':
      return child.hasStandingFlag;
    default:
      return true;
  }
}

/** How long a reason stands for the same child in the same session. */
export const REASON_STANDS_HOURS = 8;

/** Why somebody looks, to choose from. */
export const REASONS = {
  concern: 'A concern about this child or their family has come to me',
  meeting: 'I am preparing a meeting, referral or case conference',
  agency: 'Another agency has asked about this child',
  transfer: 'The child is joining, leaving or has moved school',
  sibling: 'A brother, sister or somebody in the same household is a concern',
  quality: 'I am reviewing how records are kept',
  other: 'Another reason',
} as const;
export type ReasonKey = keyof typeof REASONS;
