import { STANDING_STATES } from '../../domain/flags/flag.ts';
import { londonDate, type LocalDate } from '../../domain/localDate.ts';
import { periodsOf } from '../../domain/retention/periods.ts';
import { retentionDue, type RetentionDue, type RetentionFacts } from '../../domain/retention/retentionDue.ts';
import { SEXUAL_ABUSE } from '../../domain/retention/retentionRules.ts';
import { mapFlagsByPupil } from '../flags.ts';
import type { Store } from '../openStore.ts';
import { schoolsOf, type PupilRecord } from '../pupils.ts';
import { mapStandingHolds, type HoldRecord } from './holds.ts';
import { mapOwnPeriods } from './ownPeriods.ts';

/** The ids of a child's records: its own, and those that were merged into it. */
export function recordIdsOf({ _id, absorbed = [] }: PupilRecord): string[] {
  return [_id, ...absorbed.map(({ pupilId }) => pupilId)];
}

/** A child with when their records fall due and the holds that stand. */
export interface PupilRetention {
  readonly pupil: PupilRecord;
  readonly due: RetentionDue;
  readonly holds: readonly HoldRecord[];
}

/** When these children's records fall due on a day; for no reader's eyes: whoever shows of it narrows it by a scope. */
export async function loadRetention(
  store: Store,
  pupils: readonly PupilRecord[],
  today: LocalDate,
): Promise<PupilRetention[]> {
  if (pupils.length === 0) return [];
  const ids = pupils.flatMap(recordIdsOf);
  const [holds, flags, transfers, requests, registers, questions, grave, periods] = await Promise.all([
    mapStandingHolds(store, ids),
    mapFlagsByPupil(store, ids),
    countBy(store.transfers, { pupilId: { $in: ids }, receipt: { $exists: false } }),
    countBy(store.subjectRequests, {
      pupilId: { $in: ids },
      answer: { $exists: false },
      refusal: { $exists: false },
    }),
    mapRegisters(store, ids),
    mapQuestions(store, pupils, ids),
    mapSexualAbuse(store, pupils, ids),
    mapOwnPeriods(store, [...new Set(pupils.flatMap(schoolsOf))]),
  ]);
  return pupils.map((pupil) => {
    const own = recordIdsOf(pupil);
    const standing = own.flatMap((id) => holds.get(id) ?? []);
    const lastSexualAbuseOn = grave.get(pupil._id);
    const facts: RetentionFacts = {
      ...(pupil.dateOfBirth === undefined ? {} : { dateOfBirth: pupil.dateOfBirth }),
      ...(lastSexualAbuseOn === undefined ? {} : { lastSexualAbuseOn }),
      memberships: pupil.memberships,
      registers: own.flatMap((id) => registers.get(id) ?? []),
      holds: standing.map(({ kind }) => kind),
      standingFlags: own
        .flatMap((id) => flags.get(id) ?? [])
        .filter(({ state }) => STANDING_STATES.has(state)).length,
      openTransfers: sum(own, transfers),
      openRequests: sum(own, requests),
      openQuestions: sum(own, questions),
    };
    const ofSchools = schoolsOf(pupil).map((urn) => periods.get(urn) ?? {});
    return { pupil, holds: standing, due: retentionDue(facts, periodsOf(ofSchools), today) };
  });
}

function sum(ids: readonly string[], counts: ReadonlyMap<string, number>): number {
  return ids.reduce((total, id) => total + (counts.get(id) ?? 0), 0);
}

async function countBy(
  { collection }: Pick<Store['transfers' | 'subjectRequests'], 'collection'>,
  filter: object,
): Promise<Map<string, number>> {
  const counts = await collection
    .aggregate<{ _id: string; count: number }>([
      { $match: filter },
      { $group: { _id: '$pupilId', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}

async function mapRegisters(store: Store, ids: readonly string[]): Promise<Map<string, number[]>> {
  const found = await store.marks
    .find({ pupilId: { $in: [...ids] } }, { pupilId: 1, academicYear: 1 })
    .lean<{ pupilId: string; academicYear: number }[]>();
  const years = new Map<string, number[]>();
  for (const { pupilId, academicYear } of found)
    years.set(pupilId, [...(years.get(pupilId) ?? []), academicYear]);
  return years;
}

/** Rows still held that may be about these children, by child. */
async function mapQuestions(
  store: Store,
  pupils: readonly PupilRecord[],
  ids: readonly string[],
): Promise<Map<string, number>> {
  const found = await store.heldRows
    .find(
      {
        schoolUrn: { $in: [...new Set(pupils.flatMap(schoolsOf))] },
        releasedAt: { $exists: false },
        'candidates.pupilId': { $in: [...ids] },
      },
      { candidates: 1 },
    )
    .lean<{ candidates: { pupilId: string }[] }[]>();
  const counts = new Map<string, number>();
  for (const { candidates } of found)
    for (const { pupilId } of candidates) counts.set(pupilId, (counts.get(pupilId) ?? 0) + 1);
  return counts;
}

/** The day of the last standing entry that bears on sexual abuse, by child: whether told of or linked. */
async function mapSexualAbuse(
  store: Store,
  pupils: readonly PupilRecord[],
  ids: readonly string[],
): Promise<Map<string, LocalDate>> {
  const bearing = {
    withdrawnAt: { $exists: false },
    'tagging.tags': { $elemMatch: { category: { $in: [...SEXUAL_ABUSE] }, polarity: 'asserted' } },
  };
  const upns = pupils.flatMap((pupil) => pupil.upns ?? []);
  const wanted = { pupilId: 1, linkedUpns: 1, occurredAt: 1 };
  const found = await Promise.all(
    [{ pupilId: { $in: [...ids] } }, { linkedUpns: { $in: upns } }].map((whose) =>
      store.incidents
        .find({ ...whose, ...bearing } as never, wanted)
        .lean<{ pupilId: string; linkedUpns: string[]; occurredAt: Date }[]>(),
    ),
  );
  const last = new Map<string, LocalDate>();
  for (const pupil of pupils) {
    const own = recordIdsOf(pupil);
    for (const { pupilId, linkedUpns, occurredAt } of found.flat()) {
      const concerned = own.includes(pupilId) || (pupil.upns ?? []).some((upn) => linkedUpns.includes(upn));
      const on = londonDate(occurredAt);
      if (concerned && on > (last.get(pupil._id) ?? '')) last.set(pupil._id, on);
    }
  }
  return last;
}
