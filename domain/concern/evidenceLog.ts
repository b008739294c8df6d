import type { Evidence } from './evidence.ts';
import { isSameEvent } from './sameEvent.ts';

/**
 * A child's running state: evidence filed by the week it happened in. One more entry touches one week, and a
 * reading touches only the weeks of the horizon, so both cost the same however long the history is. Order of
 * arrival leaves no trace: a week's entries are kept in one fixed order.
 */
export interface EvidenceLog {
  readonly weeks: Map<number, Evidence[]>;
  /** Weeks in which each entry is filed, to find it again when it is revised or withdrawn. */
  readonly filedIn: Map<string, number>;
  /** Goes up with every change, so that a reading can be kept until the next one. */
  version: number;
}

export function createEvidenceLog(): EvidenceLog {
  return { weeks: new Map(), filedIn: new Map(), version: 0 };
}

function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** First recorded first; the fixed order in which entries are read. */
function byRecorded(a: Evidence, b: Evidence): number {
  return a.recordedMs - b.recordedMs || (a.versionId < b.versionId ? -1 : a.versionId > b.versionId ? 1 : 0);
}

/** Files an entry, in place of the one with the same `versionId` if there is one. */
export function fileEvidence(log: EvidenceLog, evidence: Evidence): void {
  removeEvidence(log, evidence.versionId);
  const week = weekOf(evidence.occurredDay);
  const filed = log.weeks.get(week);
  if (filed === undefined) log.weeks.set(week, [evidence]);
  else {
    let at = filed.length;
    while (at > 0 && byRecorded(evidence, filed[at - 1] ?? evidence) < 0) at--;
    filed.splice(at, 0, evidence);
  }
  log.filedIn.set(evidence.versionId, week);
  log.version++;
}

/** Takes an entry out as if it had never been filed; quietly nothing when it is not there. */
export function removeEvidence(log: EvidenceLog, versionId: string): void {
  const week = log.filedIn.get(versionId);
  if (week === undefined) return;
  const left = (log.weeks.get(week) ?? []).filter((held) => held.versionId !== versionId);
  if (left.length === 0) log.weeks.delete(week);
  else log.weeks.set(week, left);
  log.filedIn.delete(versionId);
  log.version++;
}

/**
 * Marks an entry as taken back at an instant: readings as of earlier dates still hold it.
 * @param withdrawnMs milliseconds since 1970
 */
export function withdrawEvidence(log: EvidenceLog, versionId: string, withdrawnMs: number): void {
  const week = log.filedIn.get(versionId);
  const held =
    week === undefined ? undefined : log.weeks.get(week)?.find((one) => one.versionId === versionId);
  if (held !== undefined) fileEvidence(log, { ...held, withdrawnMs });
}

/** What is read of a log. */
export interface Reading {
  readonly asOfMs: number;
  readonly asOfDay: number;
  readonly horizonWeeks: number;
  /** Entries a person has left out: as if they had never been filed. */
  readonly leftOut?: ReadonlySet<string>;
}

/**
 * The entries that stand as of an instant, each event once (the first account of it), oldest event first.
 * Nothing recorded later is looked at; what had been withdrawn by then is left out.
 */
export function standingEvidence(log: EvidenceLog, reading: Reading): readonly Evidence[] {
  const lastWeek = weekOf(reading.asOfDay);
  const standing: Evidence[] = [];
  const visit = (filed: readonly Evidence[] | undefined): void => {
    for (const evidence of filed ?? [])
      if (
        evidence.recordedMs <= reading.asOfMs &&
        evidence.withdrawnMs > reading.asOfMs &&
        reading.leftOut?.has(evidence.entryId) !== true
      )
        standing.push(evidence);
  };
  for (const week of weeksInHorizon(log, lastWeek, reading.horizonWeeks)) visit(log.weeks.get(week));
  return eachEventOnce(standing.sort(byRecorded)).sort(
    (a, b) => a.occurredDay - b.occurredDay || byRecorded(a, b),
  );
}

/** The first account of each event, and how often it was told again; only neighbouring weeks are compared. */
function eachEventOnce(inOrder: readonly Evidence[]): Evidence[] {
  const keptIn = new Map<number, Evidence[]>();
  const retold = new Map<Evidence, number>();
  for (const evidence of inOrder) {
    const week = weekOf(evidence.occurredDay);
    const first = [week - 1, week, week + 1]
      .flatMap((near) => keptIn.get(near) ?? [])
      .find((other) => isSameEvent(other, evidence));
    retold.set(first ?? evidence, first === undefined ? 0 : (retold.get(first) ?? 0) + 1);
    if (first !== undefined) continue;
    const held = keptIn.get(week);
    if (held === undefined) keptIn.set(week, [evidence]);
    else held.push(evidence);
  }
  return [...retold].map(([evidence, times]) => (times === 0 ? evidence : { ...evidence, retold: times }));
}

function weeksInHorizon(log: EvidenceLog, lastWeek: number, horizonWeeks: number): readonly number[] {
  const weeks: number[] = [];
  if (log.weeks.size < horizonWeeks) {
    for (const week of log.weeks.keys())
      if (week > lastWeek - horizonWeeks && week <= lastWeek) weeks.push(week);
    return weeks;
  }
  for (let week = lastWeek - horizonWeeks + 1; week <= lastWeek; week++)
    if (log.weeks.has(week)) weeks.push(week);
  return weeks;
}
