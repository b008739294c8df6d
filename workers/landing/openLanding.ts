import { identityHash } from '../../domain/formats/contentHash.ts';
import type { PupilIdentity, RowOutcome } from '../../domain/formats/rows.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { matchKeys } from '../../domain/matching/matchKeys.ts';
import type { DeliveryRecord } from '../../store/deliveries.ts';
import { holdRow, type HeldValue } from '../../store/heldRows.ts';
import { markSeenIn } from '../../store/missingRows.ts';
import { mapPupilsByUpn, type PupilRecord } from '../../store/pupils.ts';
import type { DeliveryTally } from '../deliveryTally.ts';
import type { StageContext } from '../stageContext.ts';
import { landHeldRows } from './landHeldRows.ts';
import type { DeliveryContext, RowLanding } from './rowLanding.ts';
import { screenErased } from './screenErased.ts';
import { createSubjectFinder, type SubjectFinder } from './subjectFinder.ts';

/** A delivery whose body could be read. */
export interface ReadDelivery {
  readonly record: Omit<DeliveryRecord, 'body'>;
  /** Iterated once. */
  readonly rows: Iterable<RowOutcome<unknown>>;
  readonly tally: DeliveryTally;
}

/** A delivery while its rows land. */
export interface Landing {
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

/** @returns the delivery with its rows, those of erased records among the bad ones */
export async function openLanding(
  context: StageContext,
  { record, rows, tally }: ReadDelivery,
  options: Pick<Landing, 'countUnchangedAsTouched'>,
): Promise<{ landing: Landing; rows: Iterable<RowOutcome<unknown>> }> {
  const { _id: deliveryId, sourceId, schoolUrn, receivedAt, fullExport } = record;
  const { erasedUpns, leftOut, incidentIds, ...screened } = await screenErased(context.store, record, rows);
  if (leftOut > 0) tally.counts.erased = leftOut;
  if (fullExport !== undefined) await markSeenIn(context.store, fullExport.id, incidentIds);
  const landing = {
    ...{ context, tally, heldUpns: new Set<Upn>(), ...options },
    delivery: { ...{ deliveryId, sourceId, schoolUrn, receivedAt, wasHeld: false }, erasedUpns },
    finder: createSubjectFinder(context.store, schoolUrn),
    ...(fullExport === undefined ? {} : { exportId: fullExport.id }),
  };
  return { landing, rows: screened.rows };
}

/** Another source may have brought the child while this one's rows were being held. */
export async function closeLanding(landing: Landing): Promise<void> {
  const known = await mapPupilsByUpn(landing.context.store, [...landing.heldUpns]);
  if (known.size > 0) await release(landing, [...known.values()]);
}

/** Counts what became of a row; a held one is counted by `hold`. */
export function countLanding(landing: Landing, row: number, outcome: RowLanding): void {
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

/** Keeps a row until it is known whom it is about. */
export async function hold(
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
export async function release(
  { context, delivery, tally }: Landing,
  pupils: readonly PupilRecord[],
): Promise<void> {
  const released = await landHeldRows(context.store, delivery.schoolUrn, pupils, context.now());
  for (const pupilId of released.touched) tally.touched.add(pupilId);
  for (const incidentId of released.incidentIds) tally.incidentIds.add(incidentId);
}
