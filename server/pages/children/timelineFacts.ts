import type { Action } from '../../../domain/access/actions.ts';
import type { AuditAbout } from '../../../domain/audit/auditEvent.ts';
import { mayAt, type Viewer } from '../../../domain/access/viewer.ts';
import { writeLevel } from '../../../domain/digest/sentences/writeLevel.ts';
import { CHART_WEEKS, type TimelineFacts } from '../../../domain/timeline/buildTimeline.ts';
import { recordAudit } from '../../../store/audit.ts';
import { getChildFile, listSiblings, type Sibling } from '../../../store/childFile.ts';
import { getChronology } from '../../../store/chronology.ts';
import { getHousehold } from '../../../store/household.ts';
import { getMoves } from '../../../store/moves.ts';
import { schoolsOf, type PupilRecord } from '../../../store/pupils.ts';
import { NOT_FOUND } from '../../problem.ts';
import { aboutChild } from '../aboutChild.ts';
import type { Visit } from '../page.ts';
import { queryParameter } from '../formFields.ts';
import { childName, describeChild, schoolOf } from './describeChild.ts';
import { instantOf, timelineState } from './timelineState.ts';

/** True when a viewer may do something at one of a child's schools. */
export function mayFor(viewer: Viewer, action: Action, pupil: PupilRecord): boolean {
  return schoolsOf(pupil).some((urn) => mayAt(viewer, action, urn));
}

/** Loads what a child's timeline is made from, as far as the viewer may see it and as they chose to look at it. */
export async function loadTimelineFacts(visit: Visit): Promise<TimelineFacts> {
  const { store, scope, viewer, now } = visit;
  const state = timelineState(visit);
  const asOf = instantOf(state, visit);
  const file = await getChildFile(store, scope, state.pupilId, { asOf, weeks: CHART_WEEKS });
  if (!file) throw NOT_FOUND;
  const { pupil, part, schoolNames, chronology, judged, marks } = file;
  const moves = await getMoves(store, scope, state.pupilId, asOf);
  const { seen, elsewhere } = await listSiblings(store, scope, pupil);
  const household = elsewhere === 0 ? undefined : await getHousehold(store, scope, state.pupilId, asOf);
  for (const { pupilId, readable, schoolUrn } of household?.members ?? [])
    if (readable === 'part')
      await auditRead(visit, { pupilId, schoolUrns: schoolUrn === undefined ? [] : [schoolUrn] });
  const merged = state.merged && chronology !== undefined;
  return {
    pupilId: pupil._id,
    name: childName(pupil),
    about: describeChild(pupil, schoolNames, scope.today),
    part,
    asOf,
    isNow: asOf === now,
    ...(chronology === undefined ? {} : { chronology }),
    ...(judged === undefined ? {} : { judged: asOf === now ? judged : { ...judged, flags: [] } }),
    ...(marks === undefined ? {} : { marks }),
    ...(moves === undefined ? {} : { moves }),
    siblings: await Promise.all(
      seen.map((sibling) => siblingFacts(visit, sibling, merged ? asOf : undefined)),
    ),
    siblingsElsewhere: elsewhere,
    ...(household === undefined ? {} : { household }),
    merged,
    filters: state.filters,
    page: Number(queryParameter(visit.request, 'page')) || 1,
    may: {
      add: mayFor(viewer, 'add-records', pupil),
      correct: part === 'whole' && mayFor(viewer, 'correct', pupil),
      decide: part === 'whole' && mayFor(viewer, 'decide-flags', pupil),
      print: chronology !== undefined && mayFor(viewer, 'export-records', pupil),
    },
  };
}

/** @param mergeAsOf set where the sibling's entries are to be shown among the child's; looking at them is audited */
async function siblingFacts(
  visit: Visit,
  sibling: Sibling,
  mergeAsOf: Date | undefined,
): Promise<TimelineFacts['siblings'][number]> {
  const { pupil, schoolNames, level } = sibling;
  const known = {
    pupilId: pupil._id,
    name: childName(pupil),
    where: schoolOf(pupil, schoolNames, visit.scope.today),
    level: level === undefined ? 'their file is elsewhere' : writeLevel(level),
  };
  const told =
    mergeAsOf === undefined ? undefined : await getChronology(visit.store, visit.scope, pupil._id, mergeAsOf);
  if (!told) return { ...known, entries: [] };
  await auditRead(visit, aboutChild(visit, pupil));
  return { ...known, entries: told.chronology.entries };
}

/** Reading of a brother's or sister's entries is reading their record. */
async function auditRead(visit: Visit, about: AuditAbout): Promise<void> {
  const { viewer, request, store, now } = visit;
  const { personId, name, role, schoolUrns } = viewer;
  await recordAudit(store, {
    at: now,
    action: 'viewed-child',
    actor: { personId, name, role, schoolUrns },
    about: { ...about, what: 'with a brother or sister' },
    route: `${request.method} /children/:pupilId`,
    ...(request.ip === undefined ? {} : { address: request.ip }),
  });
}
