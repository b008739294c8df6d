import type { Assessment } from '../concern/assessment.ts';
import { isAbove } from '../concern/levels.ts';
import { claimsOf, type Claim } from './claims.ts';
import { openActions } from './decideFlag.ts';
import { STANDING_STATES, type Flag, type FlagEvent, type FlagTrack } from './flag.ts';

function withEvent(flag: Flag, at: Date, event: FlagEvent, reason?: string): Flag {
  const { state, level, score } = flag;
  const told = { at, event, state, level, score, ...(reason === undefined ? {} : { reason }) };
  return { ...flag, history: [...flag.history, told] };
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

/** What a flag would rest on that it did not when a person settled it. */
function newSince(
  flag: Flag,
  claim: Claim,
): { readonly entryIds: readonly string[]; readonly signs: readonly string[] } {
  const settled = new Set([...flag.settledEntryIds, ...(flag.settledSignIds ?? [])]);
  return {
    entryIds: claim.entryIds.filter((entryId) => !settled.has(entryId)),
    signs: claim.signs.filter(({ id }) => !settled.has(id)).map(({ what }) => what),
  };
}

function higherThanSettled(flag: Flag, claim: Claim): boolean {
  return flag.settledLevel !== undefined && isAbove(claim.level, flag.settledLevel);
}

/** What has come to light since a person settled the flag, in a sentence; undefined when nothing has. */
function whatIsNew(flag: Flag, claim: Claim): string | undefined {
  const { entryIds, signs } = newSince(flag, claim);
  if (entryIds.length === 0 && signs.length === 0) return undefined;
  const entries = entryIds.length === 1 ? '1 new entry' : `${entryIds.length} new entries`;
  const news = [...(entryIds.length === 0 ? [] : [entries]), ...signs].join(', ');
  return higherThanSettled(flag, claim)
    ? `${news} since it was settled; settled at ${flag.settledLevel ?? 'none'}, it came back at ${claim.level}`
    : `${news} since it was settled`;
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
      newEntryIds: newSince(flag, claim).entryIds,
      ...(news === undefined ? {} : { whatIsNew: news }),
    };
    return withEvent(reopened, now, 'reopened', news);
  }
  const followed: Flag = { ...flag, ...claim };
  return claim.level === flag.level ? followed : withEvent(followed, now, 'level-changed');
}

/**
 * True for a flag that may close itself when its claim has gone. What somebody promised and has not done keeps it,
 * so does a person who opened it again; and an alert of something grave waits for a person however long, unless
 * the entry itself was taken back.
 */
function maySubside(flag: Flag, assessment: Assessment): boolean {
  if (openActions(flag).length > 0 || flag.history.at(-1)?.event === 'reopen') return false;
  if (flag.track !== 'acute' || flag.state === 'actioned') return true;
  const standing = new Set(assessment.graveEntryIds ?? []);
  return !flag.entryIds.some((entryId) => standing.has(entryId));
}

/** A flag whose claim has gone: what nobody settled closes itself, and says so. */
function subside(flag: Flag, now: Date): Flag {
  const { entryIds, signs = [], score, level } = flag;
  const closed: Flag = {
    ...flag,
    state: 'closed',
    settledEntryIds: entryIds,
    settledSignIds: signs.map(({ id }) => id),
    settledScore: score,
    settledLevel: level,
  };
  const why =
    flag.track === 'acute' ? 'Acted on, or the entry was taken back' : 'No longer asks for attention';
  return withEvent(closed, now, 'subsided', why);
}

/** The latest flag of a track; the one that claims are held against. */
function latestOf(flags: readonly Flag[], track: FlagTrack): Flag | undefined {
  return flags
    .filter((flag) => flag.track === track)
    .reduce<Flag | undefined>((a, b) => (a === undefined || b.since >= a.since ? b : a), undefined);
}

/** One that closed itself comes back when its claim does; one that a person closed, or settled first, for news only. */
function mayRaiseAnew(closed: Flag, claim: Claim): boolean {
  const decided = closed.history.filter(({ by }) => by !== undefined).at(-1);
  const byPerson = decided !== undefined && (decided.event === 'close' || closed.track === 'acute');
  return !byPerson || whatIsNew(closed, claim) !== undefined;
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
    if (STANDING_STATES.has(flag.state) && !claimed.has(flag.track) && maySubside(flag, assessment))
      replaced.set(flag.flagId, subside(flag, now));
  return [...existing.map((flag) => replaced.get(flag.flagId) ?? flag), ...raised];
}
