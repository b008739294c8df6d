import { incidentContentHash } from '../../domain/formats/contentHash.ts';
import { instantOf } from '../../domain/formats/when.ts';
import type { IncidentRow, ReportedIncidentRow } from '../../domain/formats/rows.ts';
import type { IncidentContent } from '../../store/incidents.ts';
import { recordIncident, withdrawIncident } from '../../store/recordIncident.ts';
import { releaseSuperseded } from '../../store/heldRows.ts';
import type { Store } from '../../store/openStore.ts';
import { findSubject } from './findSubject.ts';
import { OTHER_SCHOOL, type DeliveryContext, type RowLanding } from './rowLanding.ts';

/** Keeps an incident, its revision or its withdrawal; holds it when its child is not known beyond doubt. */
export async function landIncident(
  store: Store,
  row: IncidentRow,
  delivery: DeliveryContext,
): Promise<RowLanding> {
  const { schoolUrn, sourceId, receivedAt, deliveryId } = delivery;
  if ((row.schoolUrn ?? schoolUrn) !== schoolUrn) return OTHER_SCHOOL;
  const { externalId } = row;
  const superseded = delivery.wasHeld
    ? 0
    : await releaseSuperseded(store, { sourceId, externalId }, receivedAt);
  if (row.withdrawn) {
    const taken = await withdrawIncident(
      store,
      { schoolUrn, sourceId, externalId: row.externalId },
      receivedAt,
    );
    if (taken) return landed(taken.effect, [], taken.incidentId);
    if (superseded > 0) return { kind: 'landed', touched: [] };
    return {
      kind: 'rejected',
      problem: {
        field: 'externalId',
        message: 'names no incident received from this source, so nothing was withdrawn',
      },
    };
  }
  const subject = await findSubject(store, row.pupil, schoolUrn);
  if (subject.kind === 'unknown') return { kind: 'held', reason: 'unknown-pupil' };
  if (subject.kind === 'uncertain') return { kind: 'held', reason: 'uncertain-match' };
  const recorded = await recordIncident(store, {
    schoolUrn,
    sourceId,
    externalId: row.externalId,
    content: contentOf(row, subject.pupilId, receivedAt),
    receivedAt,
    deliveryId,
  });
  return landed(recorded.effect, recorded.formerPupilId ? [recorded.formerPupilId] : [], recorded.incidentId);
}

function landed(
  effect: 'new' | 'revised' | 'unchanged',
  touched: readonly string[],
  incidentId: string,
): RowLanding {
  return { kind: effect === 'unchanged' ? 'unchanged' : 'landed', touched, incidentId };
}

function contentOf(row: ReportedIncidentRow, pupilId: string, receivedAt: Date): IncidentContent {
  return {
    pupilId,
    linkedUpns: [...row.linkedUpns],
    occurredAt: instantOf(row.occurred),
    occurredDateOnly: row.occurred.kind === 'day',
    recordedAt: row.recorded ? instantOf(row.recorded) : receivedAt,
    ...(row.recordedBy === undefined ? {} : { recordedBy: row.recordedBy }),
    ...(row.category === undefined ? {} : { category: row.category }),
    narrative: row.narrative,
    actions: row.actions.map(({ what, by, takenAt }) => ({
      what,
      ...(by === undefined ? {} : { by }),
      ...(takenAt === undefined ? {} : { takenAt: instantOf(takenAt) }),
    })),
    contentHash: incidentContentHash(row),
  };
}
