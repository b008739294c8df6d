import { gatherMarks, marksOf } from '../../domain/attendance/toldMarks.ts';
import { identityHash } from '../../domain/formats/contentHash.ts';
import type {
  BodyReading,
  ContactRow,
  IncidentRow,
  MarkRow,
  PupilIdentity,
  PupilRow,
  RowOutcome,
} from '../../domain/formats/rows.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { matchKeys } from '../../domain/matching/matchKeys.ts';
import type { DeliveryRecord } from '../../store/deliveries.ts';
import { goodRows, inLots } from './goodRows.ts';
import { holdRow, type HeldValue } from '../../store/heldRows.ts';
import { listPupils, mapPupilsByUpn, withHouseholds, type PupilRecord } from '../../store/pupils.ts';
import { markSeenIn } from '../../store/missingRows.ts';
import { incidentId } from '../../store/recordIncident.ts';
import type { DeliveryTally } from '../deliveryTally.ts';
import type { StageContext } from '../stageContext.ts';
import { landContact } from './landContact.ts';
import { landHeldRows } from './landHeldRows.ts';
import { landIncidents } from './landIncidents.ts';
import { landMarks } from './landMarks.ts';
import { landPupils } from './landPupils.ts';
import type { DeliveryContext, RowLanding } from './rowLanding.ts';
import { screenErased } from './screenErased.ts';
import { createSubjectFinder, type SubjectFinder } from './subjectFinder.ts';

/** Incidents kept at a time: a few megabytes of narratives in one write. */
const INCIDENTS_PER_BATCH = 500;
const PUPILS_PER_BATCH = 1000;

interface Landing {
  readonly context: StageContext;
  readonly delivery: DeliveryContext;
  readonly tally: DeliveryTally;
  readonly finder: SubjectFinder;
  /** The full export the delivery is part of. */
  readonly exportId?: string;
  readonly countUnchangedAsTouched: boolean;
  /** UPNs of rows held on the way. */
  readonly heldUpns: Set<Upn>;
}

/** Lands every row of a delivery that was read, and counts what became of each. */
export async function landRows(
  context: StageContext,
  record: DeliveryRecord,
  reading: Extract<BodyReading, { ok: true }>,
  tally: DeliveryTally,
  options: { countUnchangedAsTouched: boolean },
): Promise<void> {
  const { _id: deliveryId, sourceId, schoolUrn, receivedAt } = record;
  const { erasedUpns, leftOut, ...screened } = await screenErased(context.store, record, reading.rows);
  if (leftOut > 0) tally.counts.erased = leftOut;
  const delivery: DeliveryContext = {
    ...{ deliveryId, sourceId, schoolUrn, receivedAt, wasHeld: false },
    erasedUpns,
  };
  const finder = createSubjectFinder(context.store, schoolUrn);
  const landing: Landing = {
    context,
    delivery,
    tally,
    finder,
    heldUpns: new Set(),
    ...exportOf(record),
    ...options,
  };
  await landKind(landing, record, screened.rows);
  if (landing.exportId !== undefined) await markSeenIn(context.store, landing.exportId, screened.incidentIds);
  // Another source may have brought the child while this one's rows were being held.
  const known = await mapPupilsByUpn(context.store, [...landing.heldUpns]);
  if (known.size > 0) await release(landing, [...known.values()]);
}

function exportOf({ fullExport }: DeliveryRecord): Pick<Landing, 'exportId'> {
  return fullExport === undefined ? {} : { exportId: fullExport.id };
}

async function landKind(
  landing: Landing,
  record: DeliveryRecord,
  rows: Iterable<RowOutcome<unknown>>,
): Promise<void> {
  switch (record.kind) {
    case 'incidents':
      return landEveryIncident(landing, rows as Iterable<RowOutcome<IncidentRow>>);
    case 'contacts':
      return landContacts(landing, rows as Iterable<RowOutcome<ContactRow>>);
    case 'attendance':
      return landAttendance(landing, rows as Iterable<RowOutcome<MarkRow>>);
    case 'pupils':
      return landRoll(landing, rows as Iterable<RowOutcome<PupilRow>>);
  }
}

/** While one batch is being written the next is read and made ready: the database does not wait for us, nor we for it. */
async function landEveryIncident(landing: Landing, rows: Iterable<RowOutcome<IncidentRow>>): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  for (const batch of inLots(goodRows(landing.tally, rows), INCIDENTS_PER_BATCH)) {
    const before = last;
    last = landIncidentBatch(landing, batch, before);
    // A failure is thrown where it is waited for, here or by the batch behind.
    last.catch(() => undefined);
    await before;
  }
  await last;
}

async function landIncidentBatch(
  landing: Landing,
  batch: readonly { row: number; value: IncidentRow }[],
  after: Promise<void>,
): Promise<void> {
  const outcomes = await landIncidents(
    landing.context.store,
    batch.map(({ value }) => value),
    { ...landing, after },
  );
  if (landing.exportId !== undefined) {
    const { sourceId, schoolUrn } = landing.delivery;
    const ids = batch.map(({ value: { externalId } }) => incidentId(schoolUrn, sourceId, externalId));
    await markSeenIn(landing.context.store, landing.exportId, ids);
  }
  for (const [i, { row, value }] of batch.entries()) {
    const outcome = outcomes[i];
    if (outcome?.kind === 'held' && !value.withdrawn) {
      await hold(landing, row, outcome, {
        identity: value.pupil,
        value: { kind: 'incidents', row: value },
      });
    } else if (outcome) countLanding(landing, row, outcome);
  }
}

async function landContacts(landing: Landing, rows: Iterable<RowOutcome<ContactRow>>): Promise<void> {
  for (const { row, value } of goodRows(landing.tally, rows)) {
    const outcome = await landContact(landing.context.store, value, landing);
    if (outcome.kind === 'held') {
      const identity = { upn: value.upn };
      await hold(landing, row, outcome, { identity, value: { kind: 'contacts', row: value } });
    } else countLanding(landing, row, outcome);
  }
}

async function landRoll(landing: Landing, rows: Iterable<RowOutcome<PupilRow>>): Promise<void> {
  const { context, delivery, tally } = landing;
  const landed: string[] = [];
  for (const lot of inLots(goodRows(tally, rows), PUPILS_PER_BATCH)) {
    const linked = lot.map(({ value }) => ({
      ...value,
      siblingUpns: value.siblingUpns.filter((upn) => !delivery.erasedUpns?.has(upn)),
    }));
    const outcomes = await landPupils(context.store, linked, delivery);
    for (const [i, { row }] of lot.entries()) {
      const outcome = outcomes[i];
      if (outcome === undefined) continue;
      countLanding(landing, row, outcome);
      if (outcome.kind === 'landed' || outcome.kind === 'unchanged') landed.push(...outcome.touched);
    }
  }
  await release(landing, await listPupils(context.store, landed));
  // Somebody who joins a household changes what bears on everybody in it.
  for (const pupilId of await withHouseholds(context.store, [...tally.touched])) tally.touched.add(pupilId);
}

/** The marks of a delivery are laid over the registers together, so that each register is written once. */
async function landAttendance(landing: Landing, rows: Iterable<RowOutcome<MarkRow>>): Promise<void> {
  const marks = gatherMarks<Upn>();
  const firstRows = new Map<Upn, number>();
  for (const { row, value } of goodRows(landing.tally, rows)) {
    if (!marks.told.has(value.upn)) firstRows.set(value.upn, row);
    marks.add(value.upn, value);
  }
  const outcome = await landMarks(landing.context.store, marks.told, landing);
  landing.tally.count('landed', outcome.landed);
  landing.tally.count('unchanged', outcome.unchanged);
  for (const pupilId of landing.countUnchangedAsTouched ? outcome.named : outcome.changed)
    landing.tally.touched.add(pupilId);
  for (const [upn, told] of outcome.unknown) {
    const value: HeldValue = { kind: 'attendance', upn, marks: marksOf(told) };
    const held = { reason: 'unknown-pupil', candidates: [] } as const;
    await hold(landing, firstRows.get(upn) ?? 0, held, { identity: { upn }, value, count: told.count });
  }
}

function countLanding(landing: Landing, row: number, outcome: RowLanding): void {
  const { tally } = landing;
  switch (outcome.kind) {
    case 'landed':
    case 'unchanged':
      tally.count(outcome.kind);
      if (outcome.incidentId && (outcome.kind === 'landed' || landing.countUnchangedAsTouched)) {
        tally.incidentIds.add(outcome.incidentId);
      }
      if (outcome.kind === 'landed' || landing.countUnchangedAsTouched) {
        for (const pupilId of outcome.touched) tally.touched.add(pupilId);
      }
      return;
    case 'held':
      tally.count('held');
      return;
    case 'rejected':
      tally.reject([{ row, ...outcome.problem }]);
  }
}

async function hold(
  landing: Landing,
  row: number,
  { reason, candidates }: Pick<Extract<RowLanding, { kind: 'held' }>, 'reason' | 'candidates'>,
  { identity, value, count = 1 }: { identity: PupilIdentity; value: HeldValue; count?: number },
): Promise<void> {
  const { deliveryId, sourceId, schoolUrn, receivedAt } = landing.delivery;
  await holdRow(landing.context.store, {
    _id: `${deliveryId}:${row}`,
    deliveryId,
    sourceId,
    schoolUrn,
    row,
    reason,
    ...(value.kind === 'incidents' ? { externalId: value.row.externalId } : {}),
    ...(identity.upn === undefined ? {} : { upn: identity.upn }),
    matchKeys: [...matchKeys(identity)],
    candidates: candidates.map(({ pupilId, score, why }) => ({ pupilId, score, why: [...why] })),
    identity,
    told: identityHash(identity),
    value,
    count,
    heldAt: receivedAt,
  });
  if (identity.upn !== undefined) landing.heldUpns.add(identity.upn);
  landing.tally.count('held', count);
}

/** Tries again the rows that these pupils may explain. */
async function release({ context, delivery, tally }: Landing, pupils: readonly PupilRecord[]): Promise<void> {
  const released = await landHeldRows(context.store, delivery.schoolUrn, pupils, context.now());
  for (const pupilId of released.touched) tally.touched.add(pupilId);
  for (const incidentId of released.incidentIds) tally.incidentIds.add(incidentId);
}
