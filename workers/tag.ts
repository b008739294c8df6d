/**
 * Tag: reads the narratives of a batch of incidents and keeps the concerns found in them. An incident waits for
 * its tags until they are kept and every child it bears on is marked stale, in that order, so that a stop at any
 * point is made good by running the batch again.
 */
import type { Job } from 'bull';
import type { Upn } from '../domain/identifiers.ts';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import type { IncidentRecord } from '../store/incidents.ts';
import { listUntagged, markTagged, recordTaggings } from '../store/incidentTags.ts';
import { mapPupilsByUpn, markPupilsStale } from '../store/pupils.ts';
import { enqueueChronology, type TagJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** Narratives tagged before other work gets a turn. */
const TAGGED_AT_A_STRETCH = 20;

/** The processor of tag jobs. */
export async function tag(context: StageContext, job: Pick<Job<TagJob>, 'data'>): Promise<void> {
  const { store, queues, log } = context;
  const waiting = await listUntagged(store, job.data.incidentIds);
  if (waiting.length === 0) return;
  const tagged = [];
  for (const [i, incident] of waiting.entries()) {
    const { narrative: text, category } = incident;
    const tagging = tagNarrative({ text, ...(category === undefined ? {} : { category }) });
    tagged.push({ incidentId: incident._id, revision: incident.revision, tagging });
    if (i % TAGGED_AT_A_STRETCH === 0) await otherWork();
  }
  await recordTaggings(store, tagged);
  const pupilIds = await pupilsConcerned(context, waiting);
  await markPupilsStale(store, pupilIds, context.now());
  await markTagged(store, tagged);
  await enqueueChronology(queues, pupilIds, job.data.traceId);
  log('info', 'incidents tagged', { count: tagged.length, traceId: job.data.traceId });
}

/** The subjects, those who were the subject in an earlier revision, and the linked pupils. */
async function pupilsConcerned(
  context: StageContext,
  incidents: readonly IncidentRecord[],
): Promise<string[]> {
  const linked = await mapPupilsByUpn(context.store, [
    ...new Set<Upn>(incidents.flatMap((incident) => incident.linkedUpns)),
  ]);
  const subjects = incidents.flatMap((incident) => [
    incident.pupilId,
    ...incident.revisions.map((revision) => revision.pupilId),
  ]);
  return [...new Set([...subjects, ...[...linked.values()].map((pupil) => pupil._id)])];
}

function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
