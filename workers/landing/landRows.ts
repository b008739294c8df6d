import type {
  ContactRow,
  IncidentRow,
  Kind,
  MarkRow,
  PupilRow,
  RowOutcome,
} from '../../domain/formats/rows.ts';
import { listPupils, withHouseholds } from '../../store/pupils.ts';
import { markSeenIn } from '../../store/missingRows.ts';
import { incidentId } from '../../store/recordIncident.ts';
import type { StageContext } from '../stageContext.ts';
import { goodRows, inLots } from './goodRows.ts';
import { landContact } from './landContact.ts';
import { landIncidents } from './landIncidents.ts';
import { landPupils } from './landPupils.ts';
import { gatherRegister, landRegisters, type GatheredRegister } from './landRegisters.ts';
import {
  closeLanding,
  countLanding,
  hold,
  openLanding,
  release,
  type Landing,
  type ReadDelivery,
} from './openLanding.ts';

/** Incidents kept at a time: a few megabytes of narratives in one write. */
const INCIDENTS_PER_BATCH = 500;
const PUPILS_PER_BATCH = 1000;

/**
 * Lands every row of the deliveries, which are one source's in their order, and counts what became of each. Registers are
 * gathered first and laid over what is known together; there is nothing but registers where there is more than one.
 */
export async function landRows(
  context: StageContext,
  deliveries: AsyncIterable<ReadDelivery>,
  options: { countUnchangedAsTouched: boolean },
): Promise<void> {
  const registers: GatheredRegister[] = [];
  for await (const delivery of deliveries) {
    const { landing, rows } = await openLanding(context, delivery, options);
    if (delivery.record.kind === 'attendance')
      registers.push(gatherRegister(landing, rows as Iterable<RowOutcome<MarkRow>>));
    else {
      await landKind(landing, delivery.record.kind, rows);
      await closeLanding(landing);
    }
  }
  await landRegisters(registers);
}

async function landKind(
  landing: Landing,
  kind: Exclude<Kind, 'attendance'>,
  rows: Iterable<RowOutcome<unknown>>,
): Promise<void> {
  switch (kind) {
    case 'incidents':
      return landEveryIncident(landing, rows as Iterable<RowOutcome<IncidentRow>>);
    case 'contacts':
      return landContacts(landing, rows as Iterable<RowOutcome<ContactRow>>);
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
