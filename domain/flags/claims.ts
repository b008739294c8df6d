import type { Assessment, Contribution, FlagKind, Level } from '../concern/assessment.ts';
import { PENALTY_NOTICE_SESSIONS } from '../attendance/thresholds.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { academicYearOf, londonDate } from '../localDate.ts';
import type { FlagTrack, Sign } from './flag.ts';

/** What the judgement asks of one track today. */
export interface Claim {
  readonly track: FlagTrack;
  readonly kinds: readonly FlagKind[];
  readonly level: Level;
  readonly score: number;
  readonly contributions: readonly Contribution[];
  readonly entryIds: readonly string[];
  readonly signs: readonly Sign[];
}

/** A spell that goes on is new again after so many further sessions or school days. */
const GOES_ON = 10;

/** What a register, a silence or a move asks about: each sign is one thing that can be settled once. */
function signsOf(
  { asOf, attendance, unseen, movedOn, waits }: Assessment,
  track: FlagTrack,
): readonly Sign[] {
  const year = academicYearOf(londonDate(asOf));
  switch (track) {
    case 'attendance': {
      const { persistent, severe, unauthorisedTenWeeks = 0 } = attendance ?? {};
      const tens = Math.floor(unauthorisedTenWeeks / GOES_ON) * GOES_ON;
      return [
        ...(persistent === true ? [{ id: `persistent:${year}`, what: 'persistently absent' }] : []),
        ...(severe === true ? [{ id: `severe:${year}`, what: 'severely absent' }] : []),
        ...(unauthorisedTenWeeks >= PENALTY_NOTICE_SESSIONS
          ? [
              {
                id: `unauthorised:${year}:${tens}`,
                what: `${tens} or more unauthorised sessions in ten school weeks`,
              },
            ]
          : []),
      ];
    }
    case 'unseen': {
      if (unseen.kind === 'no-data') return [];
      const since = unseen.kind === 'seen' ? unseen.on : unseen.since;
      const days = Math.floor(unseen.schoolDaysSince / GOES_ON) * GOES_ON;
      return [
        {
          id: `unseen:${since}:${days}`,
          what: `not seen since ${writeDate(since)}, ${days} school days and more`,
        },
      ];
    }
    case 'move':
      return [
        ...(movedOn === undefined
          ? []
          : [{ id: `moved:${movedOn}`, what: `changed school on ${writeDate(movedOn)}` }]),
        ...(waits ?? [])
          .filter(({ beyond }) => beyond)
          .map(({ kind, since, what }) => ({ id: `${kind}:${since}`, what })),
      ];
    case 'cumulative':
    case 'acute':
      return [];
  }
}

function cumulativeLevelOf({ level, kinds, cumulativeLevel }: Assessment): Level {
  return cumulativeLevel ?? (kinds.includes('cumulative') ? level : 'none');
}

/** What an assessment asks of each track, in a fixed order. */
export function claimsOf(assessment: Assessment): readonly Claim[] {
  const { kinds, score, contributions, acuteEntryIds } = assessment;
  const claims: Claim[] = [];
  if (kinds.includes('cumulative'))
    claims.push({
      track: 'cumulative',
      kinds: kinds.filter((kind) => kind === 'cumulative' || kind === 'household'),
      level: cumulativeLevelOf(assessment),
      score,
      contributions,
      entryIds: [...new Set(contributions.flatMap(({ entryIds }) => entryIds))].sort(),
      signs: [],
    });
  if (kinds.includes('acute'))
    claims.push({
      track: 'acute',
      kinds: ['acute'],
      level: assessment.acuteLevel ?? assessment.level,
      score,
      contributions: [],
      entryIds: [...acuteEntryIds].sort(),
      signs: [],
    });
  for (const track of ['attendance', 'unseen', 'move'] as const)
    if (kinds.includes(track))
      claims.push({
        track,
        kinds: [track],
        level: 'watch',
        score,
        contributions: [],
        entryIds: [],
        signs: signsOf(assessment, track),
      });
  return claims;
}
