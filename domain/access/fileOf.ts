import type { Urn } from '../identifiers.ts';
import { addDays, type LocalDate } from '../localDate.ts';

/**
 * Which part of a child's file a school may see. A child's file is one, and follows the child:
 *
 * - `whole`: the child is on the school's roll, or left it within the last year and is on nobody's roll. A child on
 *   no roll may be missing from education; until another school has them, they stay somebody's to look for.
 * - `own-records`: the child left. The school sees what it recorded itself, as the record of its own work, and
 *   nothing that came later or from elsewhere: no score and no flags, which rest on the whole file.
 * - `none`: never at the school.
 *
 * KCSIE (paragraphs on transfer, and annex C) has the file go to the next school within five days; here it is
 * there on the day of joining.
 */
export type FilePart = 'whole' | 'own-records' | 'none';

interface Membership {
  readonly schoolUrn: Urn;
  readonly joined?: LocalDate;
  readonly left?: LocalDate;
}

/** How long a child who left, and is on nobody's roll, stays with the school they left. */
export const ON_NO_ROLL_DAYS = 365;

/** The day after which a leaving counts as recent. */
export function recentlyLeftSince(today: LocalDate): LocalDate {
  return addDays(today, -ON_NO_ROLL_DAYS);
}

/** The part of a child's file that somebody of these schools sees on a day. */
export function filePart(
  memberships: readonly Membership[],
  schoolUrns: readonly Urn[],
  today: LocalDate,
): FilePart {
  const ours = memberships.filter(({ schoolUrn }) => schoolUrns.includes(schoolUrn));
  if (ours.length === 0) return 'none';
  if (ours.some((membership) => isOpen(membership, today))) return 'whole';
  const onSomeRoll = memberships.some((membership) => isOpen(membership, today));
  const since = recentlyLeftSince(today);
  return !onSomeRoll && ours.some(({ left }) => left !== undefined && left > since) ? 'whole' : 'own-records';
}

/** Not ended. A child who is to join in September is prepared for in July, so a joining to come is open too. */
function isOpen({ left }: Membership, today: LocalDate): boolean {
  return left === undefined || left > today;
}
