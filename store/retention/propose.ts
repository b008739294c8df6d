import { reachOf } from '../../domain/access/viewer.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { londonDate, type LocalDate } from '../../domain/localDate.ts';
import { periodsOf } from '../../domain/retention/periods.ts';
import { keeperOf, registerDueOn } from '../../domain/retention/retentionDue.ts';
import { RETENTION_RULES } from '../../domain/retention/retentionRules.ts';
import { STANDING_STATES } from '../../domain/flags/flag.ts';
import { mapFlagsByPupil } from '../flags.ts';
import type { Store } from '../openStore.ts';
import type { Scope } from '../scope.ts';
import { getRetention } from './dueList.ts';
import { recordProposal } from './erasures.ts';
import { mapStandingHolds } from './holds.ts';
import { mapOwnPeriods } from './ownPeriods.ts';
import { recordIdsOf } from './retentionFacts.ts';

/**
 * Proposes to erase a child whose records are due and whose file a school of the viewer's keeps.
 * @returns the proposal's id; undefined where they are not due, not the viewer's, or proposed already
 */
export async function proposeChild(
  store: Store,
  scope: Scope,
  { pupilId, reason, at }: { pupilId: string; reason: string; at: Date },
): Promise<string | undefined> {
  const found = await getRetention(store, scope, pupilId);
  const keeper = found && keeperOf(found.pupil.memberships);
  if (!found?.isKeeper || keeper === undefined) return undefined;
  const { pupil, due } = found;
  if (due.state !== 'due' || due.dueOn === undefined) return undefined;
  const wanted = {
    ...{ kind: 'child' as const, schoolUrn: keeper, pupilIds: recordIdsOf(pupil), dueOn: due.dueOn, reason },
    ...(pupil.dateOfBirth === undefined ? {} : { yearOfBirth: Number(pupil.dateOfBirth.slice(0, 4)) }),
    rules: due.classes.map(({ ruleId, years }) => {
      const { title, source } = RETENTION_RULES[ruleId];
      return { title, years, source };
    }),
    ...(await periodCovered(store, recordIdsOf(pupil), pupil.memberships)),
  };
  return recordProposal(store, scope, wanted, at);
}

/** The months of the first and the last record. */
async function periodCovered(
  store: Store,
  ids: readonly string[],
  memberships: readonly { joined?: LocalDate; left?: LocalDate }[],
): Promise<{ from?: string; to?: string }> {
  const edge = async (order: 1 | -1): Promise<LocalDate[]> => {
    const [found] = await store.incidents
      .find({ pupilId: { $in: [...ids] } }, { occurredAt: 1 })
      .sort({ occurredAt: order })
      .limit(1)
      .lean<{ occurredAt: Date }[]>();
    return found === undefined ? [] : [londonDate(found.occurredAt)];
  };
  const known = memberships.flatMap(({ joined, left }) => [joined, left]).filter((day) => day !== undefined);
  const days = [...known, ...(await edge(1)), ...(await edge(-1))].sort();
  const [from, to] = [days[0]?.slice(0, 7), days.at(-1)?.slice(0, 7)];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** A school's registers of one academic year that are old enough to go. */
export interface DueRegisters {
  readonly schoolUrn: Urn;
  readonly academicYear: number;
  readonly dueOn: LocalDate;
  /** How many there are, one a child. */
  readonly count: number;
}

/** Registers of the viewer's schools that are due, the oldest first; whatever becomes of the children's files. */
export async function listDueRegisters(store: Store, scope: Scope): Promise<DueRegisters[]> {
  const reach = reachOf(scope.viewer, 'decide-retention');
  if (reach.kind !== 'schools') return [];
  const found = await store.marks.collection
    .aggregate<{ _id: { schoolUrn: Urn; academicYear: number }; count: number }>([
      { $match: { schoolUrn: { $in: [...reach.schoolUrns] } } },
      { $group: { _id: { schoolUrn: '$schoolUrn', academicYear: '$academicYear' }, count: { $sum: 1 } } },
    ])
    .toArray();
  const periods = await mapOwnPeriods(store, reach.schoolUrns);
  return found
    .map(({ _id, count }) => ({
      ..._id,
      count,
      dueOn: registerDueOn(_id.academicYear, periodsOf([periods.get(_id.schoolUrn) ?? {}])),
    }))
    .filter(({ dueOn }) => dueOn <= scope.today)
    .sort((a, b) => a.academicYear - b.academicYear || (a.schoolUrn < b.schoolUrn ? -1 : 1));
}

/**
 * Proposes to erase a school's registers of an academic year that are due.
 * @returns the proposal's id; undefined where they are not due, not the viewer's, or proposed already
 */
export async function proposeRegisters(
  store: Store,
  scope: Scope,
  wanted: { schoolUrn: string; academicYear: number; reason: string; at: Date },
): Promise<string | undefined> {
  const due = (await listDueRegisters(store, scope)).find(
    (one) => one.schoolUrn === wanted.schoolUrn && one.academicYear === wanted.academicYear,
  );
  if (!due) return undefined;
  const { schoolUrn, academicYear, dueOn } = due;
  const own = (await mapOwnPeriods(store, [schoolUrn])).get(schoolUrn) ?? {};
  const { title, source } = RETENTION_RULES['attendance-register'];
  const proposal = {
    ...{ kind: 'registers' as const, schoolUrn, academicYear, dueOn, pupilIds: [], reason: wanted.reason },
    ...{ from: `${academicYear}-09`, to: `${academicYear + 1}-08` },
    rules: [{ title, years: periodsOf([own])['attendance-register'], source }],
  };
  return recordProposal(store, scope, proposal, wanted.at);
}

/** Children of these registers whose marks stay: a hold or a flag stands on them. */
export async function listRegistersKept(
  store: Store,
  { schoolUrn, academicYear = 0 }: { schoolUrn: Urn; academicYear?: number },
): Promise<string[]> {
  const pupilIds = await store.marks.distinct('pupilId', { schoolUrn, academicYear });
  const [holds, flags] = await Promise.all([
    mapStandingHolds(store, pupilIds),
    mapFlagsByPupil(store, pupilIds),
  ]);
  return pupilIds.filter(
    (id) => holds.has(id) || (flags.get(id) ?? []).some(({ state }) => STANDING_STATES.has(state)),
  );
}
