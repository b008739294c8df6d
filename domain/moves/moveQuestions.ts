import type { ChildEvent } from '../childEvents/childEvent.ts';
import type { Membership } from '../concern/history.ts';
import { addDays, daysBetween, type LocalDate } from '../localDate.ts';
import { schoolDaysAfter, type Term } from './schoolDays.ts';

/** A safeguarding file goes to the new school within five school days of an in-year move (KCSIE, file transfer). */
export const FILE_EXPECTED_WITHIN = 5;
/** How long after a move its questions are still asked, days. */
export const ASKED_FOR_DAYS = 182;
/** Joining in the first weeks of September is the year's intake, not a move. */
export const INTAKE = { from: '-09-01', to: '-09-20' } as const;

/** A move within the year, and what is still to be asked about it. */
export interface MoveQuestion {
  readonly joinedOn: LocalDate;
  readonly schoolUrn: string;
  /** The school before, where it is known here. */
  readonly fromSchoolUrn?: string;
  /** Days between the two places; 0 where there were none. */
  readonly daysWithoutPlace: number;
  /** Why the child moved, in a person's words; absent while nobody has said. */
  readonly why?: { readonly text: string; readonly by: string };
  readonly file: {
    readonly state: 'unknown' | 'requested' | 'received' | 'none';
    readonly on?: LocalDate;
    readonly by?: string;
    /** Not here, and more than five school days since the child joined. */
    readonly overdue: boolean;
    readonly schoolDaysSince: number;
  };
  /** False once both questions are answered. */
  readonly open: boolean;
}

function isInYear(joined: LocalDate): boolean {
  const monthDay = joined.slice(4);
  return monthDay < INTAKE.from || monthDay > INTAKE.to;
}

function fileState(
  added: readonly ChildEvent[],
  joined: LocalDate,
): { state: 'unknown' | 'requested' | 'received' | 'none'; on?: LocalDate; by?: string } {
  let latest: { state: 'requested' | 'received' | 'none'; on: LocalDate; by: string } | undefined;
  for (const { content, by } of added) {
    if (content.kind !== 'safeguarding-file' || content.state === 'sent') continue;
    // A file may be asked for, or come, before the child does.
    if (content.on < addDays(joined, -30)) continue;
    if (latest === undefined || content.on >= latest.on)
      latest = { state: content.state, on: content.on, by: by.name };
  }
  return latest ?? { state: 'unknown' };
}

/**
 * The moves within the year whose questions are still asked as of a day, newest first: why the child moved, and
 * whether the safeguarding file came with it.
 */
export function moveQuestions(
  memberships: readonly Membership[],
  added: readonly ChildEvent[],
  terms: readonly Term[],
  today: LocalDate,
): readonly MoveQuestion[] {
  return memberships
    .flatMap(({ schoolUrn, joined, left }): readonly MoveQuestion[] => {
      if (joined === undefined || joined > today || daysBetween(joined, today) > ASKED_FOR_DAYS) return [];
      if (!isInYear(joined) || (left !== undefined && left <= today)) return [];
      const before = memberships
        .flatMap((one) => (one.left !== undefined && one.left <= joined ? [{ ...one, left: one.left }] : []))
        .sort((a, b) => (a.left < b.left ? 1 : -1))[0];
      const reason = added
        .filter(({ content }) => content.kind === 'move-reason' && content.on === joined)
        .at(-1);
      const { state, on, by } = fileState(added, joined);
      const schoolDaysSince = schoolDaysAfter(joined, today, terms);
      const here = state === 'received' || state === 'none';
      return [
        {
          joinedOn: joined,
          schoolUrn,
          ...(before === undefined ? {} : { fromSchoolUrn: before.schoolUrn }),
          daysWithoutPlace: before === undefined ? 0 : Math.max(0, daysBetween(before.left, joined) - 1),
          ...(reason === undefined ? {} : { why: { text: reason.content.text ?? '', by: reason.by.name } }),
          file: {
            state,
            ...(on === undefined ? {} : { on }),
            ...(by === undefined ? {} : { by }),
            overdue: !here && schoolDaysSince > FILE_EXPECTED_WITHIN,
            schoolDaysSince,
          },
          open: reason === undefined || !here,
        },
      ];
    })
    .sort((a, b) => (a.joinedOn < b.joinedOn ? 1 : -1));
}
