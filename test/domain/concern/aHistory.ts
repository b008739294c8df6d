import type { IncidentEntry, PupilHistory } from '../../../domain/concern/history.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { addDays, localDate, londonInstant } from '../../../domain/localDate.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { ConcernCategory } from '../../../domain/taxonomy.ts';

export const URN = '990001' as Urn;
const START = localDate('2025-09-01');

interface EntryWish {
  readonly id: string;
  /** Days after 1 September 2025. */
  readonly day: number;
  readonly concern?: ConcernCategory;
  readonly severity?: Severity;
  readonly recordedAfterDays?: number;
  readonly withdrawnAfterDays?: number;
  readonly narrative?: string;
  readonly role?: IncidentEntry['role'];
  readonly by?: string;
  readonly effect?: 'worrying' | 'neutral' | 'protective';
}

/** The instant that ends a day of the test's year. */
export function endOfDay(day: number): Date {
  return londonInstant(addDays(START, day), '23:59');
}

/** One tagged incident; without a concern it is an everyday note. */
export function anEntry(wish: EntryWish): IncidentEntry {
  const severity = wish.concern === undefined ? 0 : (wish.severity ?? 2);
  const at = (days: number) => londonInstant(addDays(START, wish.day + days), '12:00');
  return {
    entryId: wish.id,
    schoolUrn: URN,
    role: wish.role ?? 'subject',
    occurredAt: at(0),
    recordedAt: at(wish.recordedAfterDays ?? 0),
    recordedBy: wish.by ?? `Staff ${wish.id}`,
    narrative:
      wish.narrative ??
      `note ${wish.id} word${wish.id} other${wish.id} thing${wish.id} more${wish.id} end${wish.id}`,
    ...(wish.withdrawnAfterDays === undefined ? {} : { withdrawnAt: at(wish.withdrawnAfterDays) }),
    tagging: {
      severity,
      effect: wish.effect ?? (severity > 0 ? 'worrying' : 'neutral'),
      version: 'test',
      tags:
        wish.concern === undefined
          ? []
          : [
              {
                category: wish.concern,
                severity,
                confidence: 0.8,
                polarity: 'asserted',
                evidence: [],
                why: `reads as ${wish.concern}`,
                by: { kind: 'rule', version: 'test' },
              },
            ],
    },
  };
}

export function aHistory(entries: readonly IncidentEntry[], more: Partial<PupilHistory> = {}): PupilHistory {
  return {
    pupilId: 'pupil-1',
    memberships: [{ schoolUrn: URN }],
    characteristics: {},
    entries,
    marks: [],
    contacts: [],
    siblings: [],
    ...more,
  };
}
