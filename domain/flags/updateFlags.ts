import type { Assessment, Contribution, FlagKind, Level } from '../concern/assessment.ts';
import { isAbove } from '../concern/levels.ts';
import { STANDING_STATES, type Flag, type FlagEvent, type FlagState, type FlagTrack } from './flag.ts';

/** What the judgement asks of one track today. */
interface Claim {
  readonly track: FlagTrack;
  readonly kinds: readonly FlagKind[];
  readonly level: Level;
  readonly score: number;
  readonly contributions: readonly Contribution[];
  readonly entryIds: readonly string[];
}

function cumulativeLevelOf({ level, kinds, cumulativeLevel }: Assessment): Level {
  return cumulativeLevel ?? (kinds.includes('cumulative') ? level : 'none');
}

function claimsOf(assessment: Assessment): readonly Claim[] {
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
    });
  if (kinds.includes('acute'))
    claims.push({
      track: 'acute',
      kinds: ['acute'],
      level: assessment.acuteLevel ?? assessment.level,
      score,
      contributions: [],
      entryIds: [...acuteEntryIds].sort(),
    });
  for (const track of ['attendance', 'unseen', 'move'] as const)
    if (kinds.includes(track))
      claims.push({ track, kinds: [track], level: 'watch', score, contributions: [], entryIds: [] });
  return claims;
}

function withEvent(flag: Flag, at: Date, event: FlagEvent): Flag {
  const { state, level, score } = flag;
  return { ...flag, history: [...flag.history, { at, event, state, level, score }] };
}

function newFlag(pupilId: string, claim: Claim, now: Date): Flag {
  const flag: Flag = {
    ...claim,
    flagId: `${pupilId}:${claim.track}:${now.toISOString()}`,
    pupilId,
    state: 'open',
    since: now,
    settledEntryIds: [],
    history: [],
  };
  return withEvent(flag, now, 'raised');
}

function newEntries(flag: Flag, claim: Claim): readonly string[] {
  const settled = new Set(flag.settledEntryIds);
  return claim.entryIds.filter((entryId) => !settled.has(entryId));
}

function higherThanSettled(flag: Flag, claim: Claim): boolean {
  return flag.settledLevel !== undefined && isAbove(claim.level, flag.settledLevel);
}

/** What has come to light since a person settled the flag, in a sentence; undefined when nothing has. */
function whatIsNew(flag: Flag, claim: Claim): string | undefined {
  const added = newEntries(flag, claim).length;
  if (added > 0) {
    const entries = added === 1 ? '1 new entry' : `${added} new entries`;
    return higherThanSettled(flag, claim)
      ? `${entries} since it was settled; now ${claim.level}, then ${flag.settledLevel ?? 'none'}`
      : `${entries} since it was settled`;
  }
  return undefined;
}

/** Points a cumulative score must have gained since it was settled: new evidence that says little stays settled. */
const GAIN_TO_RETURN = 1;

function returns(flag: Flag, claim: Claim): boolean {
  if (whatIsNew(flag, claim) === undefined) return false;
  if (claim.track !== 'cumulative') return true;
  return higherThanSettled(flag, claim) || claim.score >= (flag.settledScore ?? 0) + GAIN_TO_RETURN;
}

/** What a standing or settled flag becomes under today's claim. */
function followClaim(flag: Flag, claim: Claim, now: Date): Flag {
  if (flag.state === 'dismissed' || flag.state === 'actioned') {
    if (!returns(flag, claim)) {
      // An actioned flag stays on the list with today's reasons; a dismissed one keeps those it was judged on.
      return flag.state === 'actioned' ? { ...flag, ...claim } : flag;
    }
    const news = whatIsNew(flag, claim);
    const reopened: Flag = {
      ...flag,
      ...claim,
      state: 'open',
      ...(news === undefined ? {} : { whatIsNew: news }),
    };
    return withEvent(reopened, now, 'reopened');
  }
  const followed: Flag = { ...flag, ...claim };
  return claim.level === flag.level ? followed : withEvent(followed, now, 'level-changed');
}

/** A flag whose claim has gone: what nobody settled closes itself, and says so. */
function subside(flag: Flag, now: Date): Flag {
  const state: FlagState = 'closed';
  const { entryIds, score, level } = flag;
  return withEvent(
    { ...flag, state, settledEntryIds: entryIds, settledScore: score, settledLevel: level },
    now,
    'subsided',
  );
}

/** The latest flag of a track; the one that claims are held against. */
function latestOf(flags: readonly Flag[], track: FlagTrack): Flag | undefined {
  return flags
    .filter((flag) => flag.track === track)
    .reduce<Flag | undefined>((a, b) => (a === undefined || b.since >= a.since ? b : a), undefined);
}

function mayRaiseAnew(closed: Flag, claim: Claim): boolean {
  const closedByPerson = closed.history.at(-1)?.event === 'close';
  return !closedByPerson || claim.entryIds.length === 0 || newEntries(closed, claim).length > 0;
}

/**
 * The child's flags after a new assessment. A claim without a flag raises one; a standing flag follows its
 * claim; one that a person dismissed returns only on new evidence and says what is new; a flag whose claim
 * has gone subsides. Running it again with the same assessment changes nothing.
 * @param existing every flag the child has had, in any order
 * @returns every flag, the untouched ones as they were
 */
export function updateFlags(existing: readonly Flag[], assessment: Assessment, now: Date): readonly Flag[] {
  const claims = claimsOf(assessment);
  const replaced = new Map<string, Flag>();
  const raised: Flag[] = [];
  for (const claim of claims) {
    const latest = latestOf(existing, claim.track);
    if (latest !== undefined && latest.state !== 'closed')
      replaced.set(latest.flagId, followClaim(latest, claim, now));
    else if (latest === undefined || mayRaiseAnew(latest, claim))
      raised.push(newFlag(assessment.pupilId, claim, now));
  }
  const claimed = new Set(claims.map(({ track }) => track));
  for (const flag of existing)
    if (STANDING_STATES.has(flag.state) && !claimed.has(flag.track))
      replaced.set(flag.flagId, subside(flag, now));
  return [...existing.map((flag) => replaced.get(flag.flagId) ?? flag), ...raised];
}
