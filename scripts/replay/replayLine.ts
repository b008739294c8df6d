import type { AttendanceSummary } from '../../domain/concern/assessment.ts';
import type { ReplayStep } from './replayCohort.ts';

/** One reason as the replay's lines give it; the points of all add up to the score. */
interface Reason {
  readonly what: string;
  readonly points: number;
}

function attendanceReason(attendance: AttendanceSummary): string {
  const { absentYear, possibleYear, severe, persistent, unauthorisedTenWeeks } = attendance;
  if (severe) return `Severely absent: ${absentYear} of ${possibleYear} sessions missed this year`;
  if (persistent) return `Persistently absent: ${absentYear} of ${possibleYear} sessions missed this year`;
  return `${unauthorisedTenWeeks} unauthorised sessions in ten school weeks`;
}

function reasonsOf({ assessment }: ReplayStep): readonly Reason[] {
  const { contributions, kinds, acuteEntryIds, attendance, unseen } = assessment;
  const reasons: Reason[] = contributions.map(({ what, points }) => ({ what, points }));
  if (kinds.includes('acute'))
    reasons.push({ what: `Alerted at once: ${acuteEntryIds.length} grave and recent`, points: 0 });
  if (kinds.includes('attendance') && attendance !== undefined)
    reasons.push({ what: attendanceReason(attendance), points: 0 });
  if (
    kinds.includes('unseen') &&
    unseen.kind !== 'no-data' &&
    !contributions.some(({ id }) => id === 'unseen')
  )
    reasons.push({ what: `Not seen for ${unseen.schoolDaysSince} school days`, points: 0 });
  if (kinds.includes('move') && !contributions.some(({ id }) => id === 'move'))
    reasons.push({ what: 'Changed school within the year: why, and what came with the child?', points: 0 });
  return reasons;
}

/** One step as a line of the replay's output, without the line break. */
export function replayLine(step: ReplayStep): string {
  const { level, kinds, score } = step.assessment;
  return JSON.stringify({
    upn: step.upn,
    asOf: step.asOf,
    level,
    kind: level === 'none' ? [] : kinds,
    score,
    reasons: reasonsOf(step),
  });
}
