import { epochDay, londonDate } from '../localDate.ts';
import type { Effect, Severity } from '../severity.ts';
import type { Tagging } from '../tagging/tag.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import type { IncidentEntry, IncidentRole } from './history.ts';

/**
 * An incident boiled down to what the judgement looks at. Made once when the entry arrives; the narrative
 * itself stays where it was.
 */
export interface Evidence {
  readonly entryId: string;
  /** The entry's own id, or that of one content of it where it was revised. */
  readonly versionId: string;
  readonly schoolUrn: string;
  readonly role: IncidentRole;
  /** London day it happened, as an epoch day. */
  readonly occurredDay: number;
  /** Milliseconds since 1970: from then on it may count. */
  readonly recordedMs: number;
  /** Infinity while it stands. */
  readonly withdrawnMs: number;
  readonly recordedBy: string | undefined;
  readonly severity: Severity;
  readonly effect: Effect;
  /** Asserted concerns of severity 1 or more, gravest and surest first. */
  readonly concerns: readonly EvidenceConcern[];
  /** True for everyday matters, which tell how much is written about the child rather than of worry. */
  readonly routine: boolean;
  /** The narrative's words, sorted and each once, to know the same account again. */
  readonly words: readonly string[];
  /** Further accounts of the same event that were not counted, where a reading found any. */
  readonly retold?: number;
}

export interface EvidenceConcern {
  readonly category: ConcernCategory;
  readonly severity: Severity;
  readonly confidence: number;
}

/** Concerns that are the everyday matter of a school's log and, alone, say how much is written down. */
const ROUTINE: ReadonlySet<ConcernCategory> = new Set([
  'behaviour',
  'medical-health',
  'send-unmet-need',
  'parental-conflict-with-school',
  'school-move',
]);

/** Asserted concerns of severity 1 or more, gravest and surest first, each category once. */
export function assertedConcerns(tagging: Tagging): readonly EvidenceConcern[] {
  const best = new Map<ConcernCategory, EvidenceConcern>();
  for (const { category, severity, confidence, polarity } of tagging.tags) {
    if (polarity !== 'asserted' || severity < 1) continue;
    const held = best.get(category);
    if (held === undefined || severity > held.severity || confidence > held.confidence)
      best.set(category, { category, severity, confidence });
  }
  return [...best.values()].sort(
    (a, b) => b.severity - a.severity || b.confidence - a.confidence || (a.category < b.category ? -1 : 1),
  );
}

/** True when nothing but everyday matters is asserted. */
export function isRoutine(concerns: readonly EvidenceConcern[]): boolean {
  return concerns.every(({ category }) => isRoutineConcern(category));
}

/** True for the everyday matter of a school's log. */
export function isRoutineConcern(category: ConcernCategory): boolean {
  return ROUTINE.has(category);
}

/** The words of a text in lower case, sorted and each once: equal for two copies of one account. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].sort();
}

/** What the judgement looks at of one incident entry. */
export function evidenceOf(entry: IncidentEntry): Evidence {
  const concerns = assertedConcerns(entry.tagging);
  return {
    entryId: entry.entryId,
    versionId: entry.versionId ?? entry.entryId,
    schoolUrn: entry.schoolUrn,
    role: entry.role,
    occurredDay: epochDay(londonDate(entry.occurredAt)),
    recordedMs: entry.recordedAt.getTime(),
    withdrawnMs: entry.withdrawnAt?.getTime() ?? Infinity,
    recordedBy: entry.recordedBy,
    severity: entry.tagging.severity,
    effect: entry.tagging.effect,
    concerns,
    routine: isRoutine(concerns),
    words: wordsOf(entry.narrative),
  };
}
