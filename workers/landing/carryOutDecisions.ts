/**
 * Carries out what people decided about whom rows are about: merges and splits of records first, then decisions
 * that were made or changed, then the held rows themselves; and what two people decided to erase. Each is found by a question to MongoDB and stays
 * until it is done, so that it can be run again at any point.
 */
import type { PupilRow } from '../../domain/formats/rows.ts';
import { carryOutMapping, listWaitingMappings } from '../../store/categoryMappings.ts';
import {
  listDecidedRows,
  listHeldRowsTelling,
  reopenHeldRow,
  type HeldDecision,
  type HeldRowRecord,
} from '../../store/heldRows.ts';
import {
  clearWaitingDecision,
  listWaitingDecisions,
  recordMatchDecision,
  type MatchDecisionRecord,
} from '../../store/matchDecisions.ts';
import { carryOutMerge, listWaitingMerges } from '../../store/mergePupils.ts';
import { moveFolders } from '../../store/moveRecords.ts';
import {
  listPupils,
  mapPupilsByUpn,
  markPupilsStale,
  schoolsOf,
  withHouseholds,
} from '../../store/pupils.ts';
import { carryOutErasure } from '../../store/retention/carryOutErasure.ts';
import { listConfirmedErasures } from '../../store/retention/erasures.ts';
import { incidentId } from '../../store/recordIncident.ts';
import { identityHash } from '../../domain/formats/contentHash.ts';
import { enqueueChronology, enqueueTagging } from '../queues.ts';
import type { StageContext } from '../stageContext.ts';
import { landEach, landHeldRows, type Released } from './landHeldRows.ts';
import { landPupils } from './landPupils.ts';
import { createSubjectFinder, type SubjectFinder } from './subjectFinder.ts';

/** Carried out in one job; the job goes on while there are more. */
const AT_A_TIME = 200;

/** Does everything that people have decided and that waits. */
export async function carryOutDecisions(context: StageContext, traceId: string): Promise<void> {
  const { store, queues, log } = context;
  const touched = new Set<string>();
  const incidentIds = new Set<string>();
  const note = (released: Released): void => {
    for (const pupilId of released.touched) touched.add(pupilId);
    for (const id of released.incidentIds) incidentIds.add(id);
  };
  for (const gone of await listWaitingMerges(store, AT_A_TIME)) {
    const moved = (await carryOutMerge(store, gone, context.now())) ?? [];
    note({ touched: moved, incidentIds: [] });
    for (const pupil of await listPupils(store, moved)) {
      for (const urn of schoolsOf(pupil)) note(await landHeldRows(store, urn, [pupil], context.now()));
    }
  }
  for (const mapping of await listWaitingMappings(store, AT_A_TIME))
    await carryOutMapping(store, mapping, (ids) => enqueueTagging(queues, ids, traceId));
  for (const decision of await listWaitingDecisions(store, AT_A_TIME))
    note(await carryOutOne(context, decision));
  for (const row of await listDecidedRows(store, AT_A_TIME)) note(await letFlow(context, row));
  const concerned = await withHouseholds(store, [...touched]);
  await markPupilsStale(store, concerned, context.now());
  await enqueueTagging(queues, [...incidentIds], traceId);
  await enqueueChronology(queues, concerned, traceId);
  if (touched.size + incidentIds.size > 0) {
    log('info', 'decisions carried out', { count: touched.size, traceId });
  }
  await carryOutErasures(context, traceId);
}

/** Last, so that one that has to be tried again keeps nothing else from being done. */
async function carryOutErasures({ store, queues, log, now }: StageContext, traceId: string): Promise<void> {
  for (const erasure of await listConfirmedErasures(store, AT_A_TIME)) {
    const others = await carryOutErasure(store, erasure, now());
    await enqueueChronology(queues, others, traceId);
    log('info', 'erasure carried out', { kind: erasure.kind, traceId });
  }
}

/** Moves what was filed by a decision to its child, and lets other held rows that say the same flow on. */
async function carryOutOne(context: StageContext, decision: MatchDecisionRecord): Promise<Released> {
  const { store } = context;
  const { _id, pupilId: to, at, why = '', schoolUrn, told, before } = decision;
  await moveFolders(store, [_id], { to, at, why });
  // Not what was moved just now: a stop in between would lose it. Whoever it was decided on is weighed anew.
  const concerned = await withHouseholds(store, [to, ...before.map(({ pupilId }) => pupilId)]);
  await markPupilsStale(store, concerned, context.now());
  const held = await listHeldRowsTelling(store, schoolUrn, told);
  const finder = createSubjectFinder(store, schoolUrn);
  const released = await landEach(store, held, { finder, now: context.now() });
  // Its new child may have been merged into another in the same moment: then it waits for its next turn.
  await clearWaitingDecision(store, decision);
  return { touched: [...concerned, ...released.touched], incidentIds: released.incidentIds };
}

/** Lets a row flow on that a person decided on, and remembers the decision where that is safe. */
async function letFlow(context: StageContext, row: HeldRowRecord): Promise<Released> {
  const { store } = context;
  const { decision } = row;
  const pupilId = decision && (await childOf(context, row, decision));
  if (!decision || pupilId === undefined) return { touched: [], incidentIds: [] };
  if (!isTelling(row)) return landAs(context, row, pupilId);
  const { by, personId, at, why } = decision;
  await recordMatchDecision(store, {
    _id: `${row.schoolUrn}:${row.told}`,
    schoolUrn: row.schoolUrn,
    told: await toldBy(context, row),
    identity: row.identity,
    pupilId,
    ...{ by, personId, at, ...(why === undefined ? {} : { why }) },
  });
  const finder = createSubjectFinder(store, row.schoolUrn);
  const own = await landEach(store, [row], { finder, now: context.now() });
  return { touched: [...own.touched, pupilId], incidentIds: own.incidentIds };
}

/** True when the same words cannot well mean another child: a number, or a name and birth that fit nobody else. */
function isTelling({ identity, candidates }: HeldRowRecord): boolean {
  return identity.upn !== undefined || (identity.dateOfBirth !== undefined && candidates.length <= 1);
}

/** What the decision decides: these words, and their number alone where it is nobody else's. */
async function toldBy({ store }: StageContext, { identity, told }: HeldRowRecord): Promise<string[]> {
  const { upn } = identity;
  if (upn === undefined || (await mapPupilsByUpn(store, [upn])).size > 0) return [told];
  return [...new Set([told, identityHash({ upn })])];
}

/** The child a row was said to be about; a new one is put on roll first. */
async function childOf(
  { store }: StageContext,
  row: HeldRowRecord,
  { verdict }: HeldDecision,
): Promise<string | undefined> {
  if (verdict.kind !== 'new') return verdict.kind === 'is' ? verdict.pupilId : undefined;
  const { kind: _, ...names } = verdict;
  const { upn } = row.identity;
  const pupil: PupilRow = {
    ...names,
    ...(upn === undefined ? {} : { upn }),
    siblingUpns: [],
    characteristics: {},
  };
  const { deliveryId, sourceId, schoolUrn, heldAt: receivedAt } = row;
  const delivery = { deliveryId, sourceId, schoolUrn, receivedAt, wasHeld: true };
  const [landing] = await landPupils(store, [pupil], delivery);
  if (landing?.kind === 'landed' || landing?.kind === 'unchanged') return landing.touched[0];
  const reason = landing?.kind === 'rejected' ? landing.problem.message : 'could not be put on roll';
  await reopenHeldRow(store, row._id, `The number ${reason}.`);
  return undefined;
}

/** Lands one row on a child without remembering why: the next such row is asked about again. */
async function landAs(context: StageContext, row: HeldRowRecord, pupilId: string): Promise<Released> {
  const { sourceId, schoolUrn, value } = row;
  const alone = value.kind === 'incidents' ? incidentId(schoolUrn, sourceId, value.row.externalId) : row._id;
  const match = { kind: 'matched', how: 'decision', pupilId, score: 1, why: ['a person said so'] } as const;
  const finder: SubjectFinder = {
    find: async (identities) => identities.map(() => ({ match, filedUnder: alone })),
  };
  const released = await landEach(context.store, [row], { finder, now: context.now() });
  return { touched: [...released.touched, pupilId], incidentIds: released.incidentIds };
}
