import { identityHash, incidentContentHash } from '../../domain/formats/contentHash.ts';
import { instantOf } from '../../domain/formats/when.ts';
import type { IncidentRow, ReportedIncidentRow, WithdrawnIncidentRow } from '../../domain/formats/rows.ts';
import type { IncidentContent } from '../../store/incidents.ts';
import {
  filedForSearch,
  recordIncidents,
  withdrawIncident,
  type IncomingIncident,
  type RecordedIncident,
} from '../../store/recordIncident.ts';
import { releaseSuperseded } from '../../store/heldRows.ts';
import type { Store } from '../../store/openStore.ts';
import type { Subject, SubjectFinder } from './subjectFinder.ts';
import { OTHER_SCHOOL, type DeliveryContext, type RowLanding } from './rowLanding.ts';

interface Landing {
  readonly delivery: DeliveryContext;
  readonly finder: SubjectFinder;
  /** Settles once everything that came before these rows is kept; they are made ready meanwhile. */
  readonly after?: Promise<unknown>;
}

/**
 * Keeps incidents, their revisions and withdrawals, in the order given; holds those whose child is not known
 * beyond doubt.
 * @returns what became of each, in the same order
 */
export async function landIncidents(
  store: Store,
  rows: readonly IncidentRow[],
  { delivery, finder, after }: Landing,
): Promise<RowLanding[]> {
  const landings: RowLanding[] = [];
  for (const run of inRuns(rows)) {
    const [first] = run;
    landings.push(
      ...(first?.withdrawn === true
        ? [await landWithdrawal(store, first, delivery, after)]
        : await landReported(store, run.filter(isReported), { delivery, finder, ...(after && { after }) })),
    );
  }
  return landings;
}

function isReported(row: IncidentRow): row is ReportedIncidentRow {
  return !row.withdrawn;
}

/** Cuts rows so that no run has two of one incident, and a withdrawal is by itself. */
function* inRuns(rows: readonly IncidentRow[]): Generator<IncidentRow[]> {
  let run: IncidentRow[] = [];
  let ids = new Set<string>();
  for (const row of rows) {
    if (run.length > 0 && (row.withdrawn || run[0]?.withdrawn === true || ids.has(row.externalId))) {
      yield run;
      run = [];
      ids = new Set();
    }
    run.push(row);
    ids.add(row.externalId);
  }
  if (run.length > 0) yield run;
}

async function landReported(
  store: Store,
  rows: readonly ReportedIncidentRow[],
  { delivery, finder, after }: Landing,
): Promise<RowLanding[]> {
  const { schoolUrn, sourceId, receivedAt, deliveryId, wasHeld } = delivery;
  const ours = rows.filter((row) => (row.schoolUrn ?? schoolUrn) === schoolUrn);
  if (!wasHeld) {
    const externalIds = ours.map(({ externalId }) => externalId);
    await releaseSuperseded(store, { sourceId, externalIds }, receivedAt);
  }
  const subjects = await finder.find(ours.map(({ pupil }) => pupil));
  const outcomes = new Map<ReportedIncidentRow, RowLanding>();
  const incoming: {
    row: ReportedIncidentRow;
    content: IncidentContent;
    filed: NonNullable<IncomingIncident['filed']>;
  }[] = [];
  for (const [i, row] of ours.entries()) {
    const subject = subjects[i] ?? { match: { kind: 'unknown' } };
    const held = heldFor(subject);
    if (held) outcomes.set(row, held);
    else {
      const content = contentOf(row, subject, delivery);
      incoming.push({ row, content, filed: filedForSearch(content) });
    }
  }
  await after;
  const recorded = await recordIncidents(
    store,
    incoming.map(({ row: { externalId }, content, filed }) => ({
      schoolUrn,
      sourceId,
      externalId,
      content,
      filed,
      receivedAt,
      deliveryId,
    })),
  );
  for (const [i, { row }] of incoming.entries()) {
    const one = recorded[i];
    if (one) outcomes.set(row, landed(one));
  }
  return rows.map((row) => outcomes.get(row) ?? OTHER_SCHOOL);
}

/** Why a row waits for a person, or undefined when its child is known. */
export function heldFor({ match }: Subject): Extract<RowLanding, { kind: 'held' }> | undefined {
  switch (match.kind) {
    case 'matched':
      return undefined;
    case 'unknown':
      return { kind: 'held', reason: 'unknown-pupil', candidates: [] };
    case 'uncertain':
      return { kind: 'held', reason: 'uncertain-match', candidates: match.candidates };
  }
}

async function landWithdrawal(
  store: Store,
  { externalId, schoolUrn }: WithdrawnIncidentRow,
  delivery: DeliveryContext,
  after: Promise<unknown> | undefined,
): Promise<RowLanding> {
  await after;
  if ((schoolUrn ?? delivery.schoolUrn) !== delivery.schoolUrn) return OTHER_SCHOOL;
  const { sourceId, receivedAt } = delivery;
  const superseded = await releaseSuperseded(store, { sourceId, externalIds: [externalId] }, receivedAt);
  const named = { schoolUrn: delivery.schoolUrn, sourceId, externalId };
  const taken = await withdrawIncident(store, named, receivedAt);
  if (taken) return landed(taken);
  if (superseded > 0) return { kind: 'landed', touched: [] };
  return {
    kind: 'rejected',
    problem: {
      field: 'externalId',
      message: 'names no incident received from this source, so nothing was withdrawn',
    },
  };
}

function landed({ effect, formerPupilId, incidentId }: RecordedIncident): RowLanding {
  const touched = formerPupilId === undefined ? [] : [formerPupilId];
  return { kind: effect === 'unchanged' ? 'unchanged' : 'landed', touched, incidentId };
}

function contentOf(
  row: ReportedIncidentRow,
  { match, filedUnder }: Subject,
  { receivedAt, erasedUpns }: DeliveryContext,
): IncidentContent {
  if (match.kind !== 'matched') throw new TypeError('only a row whose child is known can be kept');
  return {
    pupilId: match.pupilId,
    matchedBy: match.how,
    ...(match.how === 'name-and-birth' ? { matchWhy: [...match.why] } : {}),
    told: identityHash(row.pupil),
    ...(filedUnder === undefined ? {} : { filedUnder }),
    // The fingerprint below is of the row as it was sent: the same again changes nothing.
    linkedUpns: row.linkedUpns.filter((upn) => !erasedUpns?.has(upn)),
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
