import { summariseRegister } from '../attendance/attendanceSummary.ts';
import { daysBetween, londonDate, type LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';
import type { Assessment, AttendanceSummary, FlagKind, Level } from './assessment.ts';
import { PENALTY_NOTICE_SESSIONS } from '../attendance/thresholds.ts';
import { buildChildRecord, type ChildRecord } from './childRecord.ts';
import { judgementConstants, type JudgementConstants } from './constants.ts';
import type { Evidence } from './evidence.ts';
import type { Membership, PupilHistory, SchoolContext } from './history.ts';
import { createJudge, sundayBefore, type CumulativeScore, type Judge } from './judge.ts';
import { enteringScore, higherLevel, levelOf } from './levels.ts';
import { latestMove } from './surroundings.ts';

const MS_PER_DAY = 86_400_000;
/** A grave event brought in with an old history is told in the chronology, not alerted as new, days. */
const OLDEST_ALERT_DAYS = 84;
/** A move asks its question for four weeks. */
const MOVE_ASKS_DAYS = 28;
const KEY_ENTRIES = 5;

/** Severe enough to act on at once, whenever that was. */
function isGrave(evidence: Evidence, constants: JudgementConstants): boolean {
  const { recordedMs, occurredDay, role } = evidence;
  if (role === 'linked-unknown' || role === 'witness') return false;
  if (recordedMs / MS_PER_DAY - occurredDay > OLDEST_ALERT_DAYS) return false;
  return evidence.concerns.some(
    ({ severity, confidence }) =>
      severity >= constants.acuteSeverity && confidence >= constants.acuteConfidence,
  );
}

function isNewAt(evidence: Evidence, asOfMs: number, constants: JudgementConstants): boolean {
  return asOfMs - evidence.recordedMs < constants.acuteWeeks * 7 * MS_PER_DAY;
}

function acuteLevel(acute: readonly Evidence[]): Level {
  if (acute.length === 0) return 'none';
  return acute.some(({ severity }) => severity === 4) ? 'urgent' : 'concern';
}

function movedOn(memberships: readonly Membership[], today: LocalDate): LocalDate | undefined {
  const on = latestMove(memberships, today);
  return on !== undefined && daysBetween(on, today) < MOVE_ASKS_DAYS ? on : undefined;
}

/** True when the household's part is what lifts the score over the level it has. */
function householdLifts(cumulative: CumulativeScore, level: Level, constants: JudgementConstants): boolean {
  if (level === 'none') return false;
  const part = cumulative.contributions.find(({ id }) => id === 'household')?.points ?? 0;
  return part > 0 && cumulative.score - part < enteringScore(level, constants) * constants.leaveShare;
}

/**
 * What is made of one child's record as of an instant: the cumulative score and its level, acute alerts,
 * attendance thresholds, days unseen and a recent move, each kind on its own footing.
 * @param attendance what is counted of the child's register as of then
 * @param scoreWeeksBack the cumulative score as it stood 1, 2, … Sundays before
 */
export function assessRecord(
  judge: Judge,
  record: ChildRecord,
  asOf: Date,
  attendance: AttendanceSummary | undefined,
  scoreWeeksBack: (weeks: number) => number,
): Assessment {
  const { constants } = judge;
  const cumulative = judge.scoreAt(record, asOf);
  const { score, contributions, evidence, unseen, waits, today } = cumulative;
  const cumulativeLevel = levelOf(score, scoreWeeksBack, constants);
  const grave = evidence.filter((entry) => isGrave(entry, constants));
  const acute = grave.filter((entry) => isNewAt(entry, asOf.getTime(), constants));
  const kinds: FlagKind[] = [];
  if (acute.length > 0) kinds.push('acute');
  if (cumulativeLevel !== 'none') kinds.push('cumulative');
  if (householdLifts(cumulative, cumulativeLevel, constants)) kinds.push('household');
  if (
    attendance !== undefined &&
    (attendance.persistent || attendance.severe || attendance.unauthorisedTenWeeks >= PENALTY_NOTICE_SESSIONS)
  )
    kinds.push('attendance');
  if (unseen.kind !== 'no-data' && unseen.schoolDaysSince >= constants.unseenFromSchoolDays)
    kinds.push('unseen');
  const moved = movedOn(record.memberships, today);
  if (moved !== undefined || waits.some(({ beyond }) => beyond)) kinds.push('move');
  const standing = kinds.length > 0 ? 'watch' : 'none';
  return {
    pupilId: record.pupilId,
    asOf,
    level: higherLevel(higherLevel(cumulativeLevel, acuteLevel(acute)), standing),
    kinds,
    cumulativeLevel,
    acuteLevel: acuteLevel(acute),
    score,
    contributions,
    keyEntryIds: cumulative.parts.slice(0, KEY_ENTRIES).map(({ evidence: { entryId } }) => entryId),
    acuteEntryIds: acute.map(({ entryId }) => entryId),
    graveEntryIds: grave.map(({ entryId }) => entryId),
    ...(moved === undefined ? {} : { movedOn: moved }),
    ...(waits.length === 0 ? {} : { waits }),
    attendance,
    unseen,
  };
}

/**
 * What is made of one child's whole history as of an instant, from scratch. The same history gives the same
 * answer in whatever order it arrived; nothing recorded after `asOf` is looked at. A sorting aid for a
 * professional, never a prediction.
 * @param contexts what is usual at each school; a school without one is taken to be like the norm
 * @param constants a deployment's own values in place of ours
 */
export function assessPupil(
  history: PupilHistory,
  contexts: ReadonlyMap<Urn, SchoolContext>,
  asOf: Date,
  constants: Partial<JudgementConstants> = {},
): Assessment {
  const judge = createJudge(contexts, judgementConstants(constants));
  const record = buildChildRecord(history);
  const { register } = record;
  const attendance = register === undefined ? undefined : summariseRegister(register, londonDate(asOf));
  return assessRecord(
    judge,
    record,
    asOf,
    attendance,
    (weeks) => judge.scoreAt(record, sundayBefore(asOf, weeks)).score,
  );
}
