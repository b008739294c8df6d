/**
 * What a person works through: rows held because nobody or several fit, and what was decided on them. Every
 * function takes the viewer's scope and answers for their schools only. A decision is kept before anything
 * follows from it; the ingest stage (`enqueueDecisions`, or the reconciler within a minute) carries it out:
 * the row flows on, and so does every other row that says the same. The caller records the audit event.
 */
import type { IncidentRow, PupilIdentity } from '../domain/formats/rows.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
import { noteChanged } from './feedback.ts';
import type { HeldReason, HeldRowRecord, HeldValue } from './heldRows.ts';
import { recordMatchDecision, type MatchDecisionRecord } from './matchDecisions.ts';
import { isOfSchool, NOBODY } from './moveRecords.ts';
import type { Store } from './openStore.ts';
import { listPupils } from './pupils.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';

const ACTION = 'review-matches';

/** A child whom a held row may be about, with why. */
export interface ReviewCandidate {
  readonly pupilId: string;
  readonly forename: string;
  readonly surname: string;
  readonly dateOfBirth?: LocalDate;
  readonly yearGroup?: string;
  /** 0 to 1; a sorting aid, not a probability. */
  readonly score: number;
  readonly why: readonly string[];
}

/** A held row as a page shows it. */
export interface HeldRowForReview {
  readonly heldRowId: string;
  readonly schoolUrn: Urn;
  readonly kind: HeldValue['kind'];
  readonly reason: HeldReason;
  readonly heldAt: Date;
  /** Rows of the delivery it stands for: one, or as many as there are marks. */
  readonly count: number;
  /** How the school told which child it is. */
  readonly identity: PupilIdentity;
  /** The incident itself, for an incident: a narrative to be shown as written. */
  readonly incident?: Extract<IncidentRow, { withdrawn: false }>;
  /** Days of the first and last mark, for marks. */
  readonly marks?: { readonly from: LocalDate; readonly to: LocalDate };
  readonly candidates: readonly ReviewCandidate[];
  /** Set when what a person decided could not be carried out, such as a new child whose number is another's. */
  readonly problem?: string;
}

/** Held rows of the viewer's schools that wait for a decision, oldest first. */
export async function listHeldRows(
  store: Store,
  scope: Scope,
  { limit, schoolUrn }: { limit: number; schoolUrn?: Urn },
): Promise<HeldRowForReview[]> {
  const mine = schoolThingsInScope(scope, ACTION);
  const rows = await store.heldRows
    .find({
      $and: [mine as never, schoolUrn === undefined ? {} : { schoolUrn }],
      releasedAt: { $exists: false },
      decision: { $exists: false },
    })
    .sort({ heldAt: 1, _id: 1 })
    .limit(limit)
    .lean<HeldRowRecord[]>();
  return forReview(store, rows);
}

/** One held row that waits for a decision, or undefined when the viewer has no such row. */
export async function findHeldRow(
  store: Store,
  scope: Scope,
  heldRowId: string,
): Promise<HeldRowForReview | undefined> {
  const row = await waitingRow(store, scope, heldRowId);
  return row ? (await forReview(store, [row]))[0] : undefined;
}

async function waitingRow(store: Store, scope: Scope, heldRowId: string): Promise<HeldRowRecord | null> {
  return store.heldRows
    .findOne({
      $and: [schoolThingsInScope(scope, ACTION) as never, { _id: heldRowId }],
      releasedAt: { $exists: false },
      decision: { $exists: false },
    })
    .lean<HeldRowRecord>();
}

async function forReview(store: Store, rows: readonly HeldRowRecord[]): Promise<HeldRowForReview[]> {
  const pupils = await listPupils(
    store,
    rows.flatMap(({ candidates }) => candidates.map(({ pupilId }) => pupilId)),
  );
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  return rows.map((row) => ({
    heldRowId: row._id,
    schoolUrn: row.schoolUrn,
    kind: row.value.kind,
    reason: row.reason,
    heldAt: row.heldAt,
    count: row.count,
    identity: row.identity,
    ...contentOf(row.value),
    ...(row.problem === undefined ? {} : { problem: row.problem }),
    candidates: row.candidates.flatMap(({ pupilId, score, why }) => {
      const pupil = byId.get(pupilId);
      // A candidate may have left the school or been merged since the row was held.
      if (!pupil?.memberships.some(({ schoolUrn }) => schoolUrn === row.schoolUrn)) return [];
      const { forename, surname, dateOfBirth, yearGroup } = pupil;
      return [
        {
          pupilId,
          forename,
          surname,
          ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
          ...(yearGroup === undefined ? {} : { yearGroup }),
          score,
          why,
        },
      ];
    }),
  }));
}

function contentOf(value: HeldValue): Pick<HeldRowForReview, 'incident' | 'marks'> {
  if (value.kind === 'incidents') return value.row.withdrawn ? {} : { incident: value.row };
  if (value.kind === 'contacts') return {};
  const days = value.marks.map(({ date }) => date).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? {} : { marks: { from, to } };
}

/**
 * What a person says of a held row: it `is` a child of the school (one of the candidates or another), it is
 * about a `new` child who is put on roll, or about `nobody` here and is left out.
 */
export type HeldVerdict =
  | { readonly kind: 'is'; readonly pupilId: string }
  | {
      readonly kind: 'new';
      readonly forename: string;
      readonly surname: string;
      readonly dateOfBirth?: LocalDate;
    }
  | { readonly kind: 'nobody' };

/**
 * Keeps what a person decided on a held row, with their name and the time.
 * @param why in their words; asked for when the row is left out
 * @returns false when the viewer has no such waiting row, or the child is not of that school
 */
export async function decideHeldRow(
  store: Store,
  scope: Scope,
  { heldRowId, verdict, why, at }: { heldRowId: string; verdict: HeldVerdict; why?: string; at: Date },
): Promise<boolean> {
  const row = await waitingRow(store, scope, heldRowId);
  if (!row) return false;
  if (verdict.kind === 'is' && !(await isOfSchool(store, verdict.pupilId, row.schoolUrn))) return false;
  const { personId, name: by } = scope.viewer;
  const decision = { verdict, by, personId, at, ...(why === undefined ? {} : { why }) };
  if (verdict.kind === 'nobody') await noteChanged(store, [row.deliveryId], at);
  const ended = verdict.kind === 'nobody' ? { releasedAt: at, outcome: 'rejected' } : { decidedAt: at };
  const { modifiedCount } = await store.heldRows.updateOne(
    { _id: heldRowId, releasedAt: { $exists: false }, decision: { $exists: false } },
    { $set: { decision, ...ended } as never, $unset: { problem: '' } },
  );
  return modifiedCount === 1;
}

/** Decisions of the viewer's schools on whom a school means, newest first. */
export async function listMatchDecisions(
  store: Store,
  scope: Scope,
  limit: number,
): Promise<MatchDecisionRecord[]> {
  return store.matchDecisions
    .find(schoolThingsInScope(scope, ACTION) as never)
    .sort({ at: -1 })
    .limit(limit)
    .lean<MatchDecisionRecord[]>();
}

/**
 * Puts a wrong match right: what was decided to be one child is another. Everything that was filed by the
 * decision (incidents, contacts, marks) moves, both children are weighed anew, and the same words mean the
 * other child from now on.
 * @returns false when the viewer has no such decision, or the child is not of that school
 */
export async function changeMatchDecision(
  store: Store,
  scope: Scope,
  { decisionId, toPupilId, why, at }: { decisionId: string; toPupilId: string; why: string; at: Date },
): Promise<boolean> {
  const before = await findMatchDecision(store, scope, decisionId);
  if (!before || !(await isOfSchool(store, toPupilId, before.schoolUrn))) return false;
  const { personId, name: by } = scope.viewer;
  await recordMatchDecision(store, { ...before, pupilId: toPupilId, by, personId, at, why });
  return true;
}

/**
 * Takes a decision back without another: what was filed by it is on nobody's file, the rows it was made on wait
 * for a person again, and the same words are asked about again.
 * @returns false when the viewer has no such decision
 */
export async function takeBackMatchDecision(
  store: Store,
  scope: Scope,
  { decisionId, why, at }: { decisionId: string; why: string; at: Date },
): Promise<boolean> {
  const before = await findMatchDecision(store, scope, decisionId);
  if (!before) return false;
  const { personId, name: by } = scope.viewer;
  await recordMatchDecision(store, { ...before, told: [], pupilId: NOBODY, by, personId, at, why });
  const landed = { schoolUrn: before.schoolUrn, told: { $in: before.told }, outcome: 'landed' as const };
  await noteChanged(store, await store.heldRows.distinct('deliveryId', landed), at);
  await store.heldRows.updateMany(landed, { $unset: { decision: '', releasedAt: '', outcome: '' } });
  return true;
}

/** One decision of the viewer's schools, or null when they have no such decision. */
export async function findMatchDecision(
  store: Store,
  scope: Scope,
  decisionId: string,
): Promise<MatchDecisionRecord | null> {
  return store.matchDecisions
    .findOne({ $and: [schoolThingsInScope(scope, ACTION) as never, { _id: decisionId }] })
    .lean<MatchDecisionRecord>();
}
