/**
 * Tag: reads the narratives of a batch of incidents and keeps the concerns found in them. An incident waits for
 * its tags until they are kept and every child it bears on is marked stale, in that order, so that a stop at any
 * point is made good by running the batch again.
 */
import type { Job } from 'bull';
import type { Upn } from '../domain/identifiers.ts';
import { type ChildName, isHeaded } from '../domain/tagging/context/ownPassages.ts';
import { applyCorrections } from '../domain/tagging/applyCorrections.ts';
import type { SchoolCategories } from '../domain/tagging/mapSourceCategory.ts';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import { mapSchoolCategories } from '../store/categoryMappings.ts';
import type { IncidentRecord } from '../store/incidents.ts';
import { listUntagged, markTagged, recordTaggings, type TaggedRevision } from '../store/incidentTags.ts';
import { listPupils, mapPupilsByUpn, markPupilsStale, withHouseholds } from '../store/pupils.ts';
import { enqueueChronology, type TagJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** Narratives tagged before other work gets a turn. */
const TAGGED_AT_A_STRETCH = 20;

/** The processor of tag jobs. */
export async function tag(context: StageContext, job: Pick<Job<TagJob>, 'data'>): Promise<void> {
  const { store, queues, log } = context;
  const waiting = await listUntagged(store, job.data.incidentIds);
  if (waiting.length === 0) return;
  // After the incidents: whoever says meanwhile what a category means has them read again.
  const categories = await mapSchoolCategories(store, [
    ...new Set(waiting.map(({ schoolUrn }) => schoolUrn)),
  ]);
  const children = await nameChildren(context, waiting);
  const tagged: TaggedRevision[] = [];
  let failure: unknown;
  for (const [i, incident] of waiting.entries()) {
    // One narrative that cannot be read must not keep the others waiting; the job fails once they are done.
    try {
      tagged.push(tagOne(incident, categories.get(incident.schoolUrn), children.get(incident._id)));
    } catch (error) {
      failure = error;
    }
    if (i % TAGGED_AT_A_STRETCH === 0) await otherWork();
  }
  await recordTaggings(store, tagged);
  const done = new Set(tagged.map(({ incidentId }) => incidentId));
  const pupilIds = await pupilsConcerned(
    context,
    waiting.filter((incident) => done.has(incident._id)),
  );
  await markPupilsStale(store, pupilIds, context.now());
  await markTagged(store, tagged);
  await enqueueChronology(queues, pupilIds, job.data.traceId);
  log('info', 'incidents tagged', { count: tagged.length, traceId: job.data.traceId });
  if (failure !== undefined) throw failure;
}

/** The children an incident is logged under or linked to, for incidents whose notes go child by child. */
async function nameChildren(
  { store }: StageContext,
  incidents: readonly IncidentRecord[],
): Promise<Map<string, readonly ChildName[]>> {
  const headed = incidents.filter(({ narrative }) => isHeaded(narrative));
  if (headed.length === 0) return new Map();
  const subjects = await listPupils(
    store,
    headed.map(({ pupilId }) => pupilId),
  );
  const linked = await mapPupilsByUpn(
    store,
    headed.flatMap(({ linkedUpns }) => linkedUpns),
  );
  return new Map(
    headed.map(({ _id, pupilId, linkedUpns }) => [
      _id,
      [
        ...subjects.filter((pupil) => pupil._id === pupilId),
        ...linkedUpns.flatMap((upn) => linked.get(upn) ?? []),
      ],
    ]),
  );
}

function tagOne(
  incident: IncidentRecord,
  schoolCategories: SchoolCategories | undefined,
  children: readonly ChildName[] | undefined,
): TaggedRevision {
  const {
    _id: incidentId,
    revision,
    narrative: text,
    category,
    corrections = [],
    categoryMappedAt,
  } = incident;
  const reading = tagNarrative({
    text,
    ...(category === undefined ? {} : { category }),
    ...(schoolCategories === undefined ? {} : { schoolCategories }),
    ...(children === undefined ? {} : { children }),
  });
  const made = {
    ...{ incidentId, revision, corrections: corrections.length },
    ...(categoryMappedAt === undefined ? {} : { categoryMappedAt }),
  };
  if (corrections.length === 0) return { ...made, tagging: reading };
  return { ...made, reading, tagging: applyCorrections(reading, corrections) };
}

/**
 * Everybody who is or, in an earlier revision or before it was moved, was the subject or linked, and their households.
 */
async function pupilsConcerned(
  context: StageContext,
  incidents: readonly IncidentRecord[],
): Promise<string[]> {
  const revisions = incidents.flatMap((incident) => [incident, ...incident.revisions]);
  const upns = [...new Set<Upn>(revisions.flatMap((revision) => revision.linkedUpns))];
  const linked = await mapPupilsByUpn(context.store, upns);
  const moved = incidents.flatMap(({ moves = [] }) => moves.map(({ from }) => from));
  const subjects = [...revisions.map((revision) => revision.pupilId), ...moved];
  return withHouseholds(context.store, [...subjects, ...[...linked.values()].map((pupil) => pupil._id)]);
}

function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
