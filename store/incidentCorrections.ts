import { applyCorrections, type Correction } from '../domain/tagging/applyCorrections.ts';
import type { IncidentRecord } from './incidents.ts';
import type { Store } from './openStore.ts';
import { recordsInScope, type Scope } from './scope.ts';

/**
 * Keeps what a person decided about one concern of an incident (add it, remove it, change its severity) and
 * obeys it at once: the incident's `tagging` changes in the same write, and it waits for the tag stage again,
 * which tells the child's chronology. Whatever the tagger reads later, corrections stand.
 *
 * The caller enqueues the tag stage for the incident (the reconciler does within minutes if it cannot) and
 * records the audit event.
 * @param scope the viewer; an incident of another school is answered as one that does not exist
 * @returns the incident as it stands now, or undefined when the viewer has no such incident
 */
export async function recordCorrection(
  store: Store,
  scope: Scope,
  { incidentId, correction }: { incidentId: string; correction: Correction },
): Promise<IncidentRecord | undefined> {
  const mine: object = { $and: [{ _id: incidentId }, recordsInScope(scope, 'correct')] };
  for (;;) {
    const before = await store.incidents.findOne(mine).lean<IncidentRecord>();
    if (!before) return undefined;
    const corrections = [...(before.corrections ?? []), correction];
    const reading = before.reading ?? before.tagging;
    const after = await store.incidents
      .findOneAndUpdate(
        {
          ...mine,
          revision: before.revision,
          [`corrections.${corrections.length - 1}`]: { $exists: false },
        },
        {
          $push: { corrections: correction },
          $set: {
            tagState: 'waiting',
            ...(reading === undefined ? {} : { reading, tagging: applyCorrections(reading, corrections) }),
          },
        },
        { returnDocument: 'after' },
      )
      .lean<IncidentRecord>();
    // Somebody else corrected or the school revised it in between: look again.
    if (after) return after;
  }
}

/** A corrected narrative, as training and evaluation need it. */
export interface CorrectedIncident {
  readonly _id: string;
  readonly narrative: string;
  readonly tagging: NonNullable<IncidentRecord['tagging']>;
}

/** Incidents that people have corrected, oldest id first: what a deployment may learn from. */
export async function listCorrected(store: Store, limit: number): Promise<CorrectedIncident[]> {
  return store.incidents
    .find(
      { 'corrections.0': { $exists: true }, withdrawnAt: { $exists: false }, tagging: { $exists: true } },
      { narrative: 1, tagging: 1 },
    )
    .sort({ _id: 1 })
    .limit(limit)
    .lean<CorrectedIncident[]>();
}
