import type { Register } from '../attendance/register.ts';
import { buildRegister } from '../attendance/register.ts';
import { epochDay, londonDate } from '../localDate.ts';
import type { Places } from '../moves/placeWaits.ts';
import type { Theme } from '../taxonomy.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { createEvidenceLog, fileEvidence, type EvidenceLog } from './evidenceLog.ts';
import type { ContactEntry, Correction, Membership, PupilHistory } from './history.ts';

/** One child as the judgement holds it between readings: the history boiled down and kept up entry by entry. */
export interface ChildRecord {
  readonly pupilId: string;
  readonly memberships: readonly Membership[];
  readonly log: EvidenceLog;
  readonly register: Register | undefined;
  readonly contacts: readonly ContactEntry[];
  readonly siblings: readonly SiblingRecord[];
  readonly corrections: readonly Correction[];
  /** What is known of places sought; absent where nobody keeps track of it. */
  readonly places?: Places;
}

export interface SiblingRecord {
  readonly pupilId: string;
  readonly memberships: readonly Membership[];
  readonly log: EvidenceLog;
  readonly corrections?: readonly Correction[];
}

/** The record of a child from the whole history, in any order of entries. */
export function buildChildRecord(history: PupilHistory): ChildRecord {
  return {
    pupilId: history.pupilId,
    memberships: history.memberships,
    log: logOf(history.entries.map(evidenceOf)),
    register: buildRegister(history.marks),
    contacts: history.contacts,
    siblings: history.siblings.map((sibling) => ({
      pupilId: sibling.pupilId,
      memberships: sibling.memberships ?? [],
      log: logOf(sibling.entries.map(evidenceOf)),
      corrections: sibling.corrections ?? [],
    })),
    corrections: history.corrections ?? [],
    ...(history.added === undefined
      ? {}
      : {
          places: {
            memberships: history.memberships,
            added: history.added,
            terms: history.terms ?? [],
          },
        }),
  };
}

function logOf(evidence: readonly Evidence[]): EvidenceLog {
  const log = createEvidenceLog();
  for (const one of evidence) fileEvidence(log, one);
  return log;
}

/** What people have put right as of an instant. */
export interface CorrectionsInForce {
  /** The share of its weight an entry keeps under a theme. */
  readonly factorOf: (evidence: Evidence, theme: Theme) => number;
  /** Entries left out altogether. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * The corrections in force as of an instant. A later word on the same entry replaces an earlier one; a theme
 * closed silences what had happened by then; one that was undone holds no more.
 */
export function correctionsInForce(corrections: readonly Correction[], asOf: Date): CorrectionsInForce {
  const byEntry = new Map<string, { at: Date; factor: number }>();
  const closedDay = new Map<Theme, number>();
  for (const correction of corrections) {
    if (correction.at > asOf) continue;
    if (correction.undoneAt !== undefined && correction.undoneAt <= asOf) continue;
    if (correction.kind === 'entry-weight') {
      const held = byEntry.get(correction.entryId);
      if (held === undefined || held.at <= correction.at)
        byEntry.set(correction.entryId, { at: correction.at, factor: Math.max(0, correction.factor) });
    } else {
      const day = epochDay(londonDate(correction.at));
      closedDay.set(correction.theme, Math.max(day, closedDay.get(correction.theme) ?? day));
    }
  }
  return {
    factorOf: (evidence, theme) =>
      evidence.occurredDay <= (closedDay.get(theme) ?? -Infinity)
        ? 0
        : (byEntry.get(evidence.entryId)?.factor ?? 1),
    leftOut: new Set([...byEntry].flatMap(([entryId, { factor }]) => (factor === 0 ? [entryId] : []))),
  };
}
