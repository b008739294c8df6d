import type { Membership } from '../concern/history.ts';
import { epochDay, type LocalDate } from '../localDate.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

/**
 * Changes of school, and leaving without another place to go to, up to a day.
 * @param nameOf what a school is called
 */
export function moveEntries(
  memberships: readonly Membership[],
  today: LocalDate,
  nameOf: (schoolUrn: string) => string,
): readonly ChronologyEntry[] {
  const dated = memberships
    .filter(({ joined }) => joined !== undefined && joined <= today)
    .sort((a, b) => ((a.joined ?? '') < (b.joined ?? '') ? -1 : 1));
  const joins = dated.flatMap(({ schoolUrn, joined }, i): readonly ChronologyEntry[] => {
    if (joined === undefined || i === 0) return [];
    const left = dated[i - 1]?.left;
    const without = left === undefined ? 0 : Math.max(0, epochDay(joined) - epochDay(left) - 1);
    return [
      {
        id: `move:${joined}`,
        date: joined,
        kind: 'move',
        title: `Joined ${nameOf(schoolUrn)}`,
        effect: 'neutral',
        weight: 0,
        source: { kind: 'membership', schoolUrn },
        reasons: without > 0 ? [`${without} days without a school place before it`] : [],
      },
    ];
  });
  return [...joins, ...leftForNowhere(memberships, today, nameOf)];
}

/** The last place left, where no other follows by today. */
function leftForNowhere(
  memberships: readonly Membership[],
  today: LocalDate,
  nameOf: (schoolUrn: string) => string,
): readonly ChronologyEntry[] {
  const open = memberships.some(
    ({ joined, left }) => (joined ?? today) <= today && (left === undefined || left > today),
  );
  const last = memberships
    .flatMap(({ schoolUrn, left }) => (left === undefined || left > today ? [] : [{ schoolUrn, left }]))
    .reduce<{ schoolUrn: string; left: LocalDate } | undefined>(
      (a, b) => (a === undefined || b.left >= a.left ? b : a),
      undefined,
    );
  if (open || last === undefined) return [];
  return [
    {
      id: `left:${last.left}`,
      date: last.left,
      kind: 'move',
      title: `Left ${nameOf(last.schoolUrn)}; no other place is known`,
      effect: 'worrying',
      weight: 0,
      source: { kind: 'membership', schoolUrn: last.schoolUrn },
      reasons: ['A child on no roll may be missing education'],
    },
  ];
}
