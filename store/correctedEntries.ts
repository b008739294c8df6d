import type { Correction } from '../domain/tagging/applyCorrections.ts';
import type { IncidentRecord } from './incidents.ts';
import type { Store } from './openStore.ts';
import { mapPupilsInScope } from './pupilsInScope.ts';
import type { PupilRecord } from './pupils.ts';
import { recordsInScope, type Scope } from './scope.ts';

/** What a person put right in how an entry was read. */
export interface CorrectedEntry {
  readonly incident: Pick<
    IncidentRecord,
    '_id' | 'pupilId' | 'occurredAt' | 'occurredDateOnly' | 'schoolUrn'
  >;
  /** Absent for an entry on nobody's file. */
  readonly pupil?: PupilRecord;
  readonly correction: Correction;
}

/** What people put right in the concerns read in entries of the viewer's schools since an instant, latest first. */
export async function listCorrectedEntries(
  store: Store,
  scope: Scope,
  { since, limit }: { since: Date; limit: number },
): Promise<CorrectedEntry[]> {
  const kept = { pupilId: 1, occurredAt: 1, occurredDateOnly: 1, schoolUrn: 1, corrections: 1 };
  const incidents = await store.incidents
    .find({ $and: [recordsInScope(scope, 'correct'), { 'corrections.at': { $gte: since } }] } as never, kept)
    .sort({ 'corrections.at': -1 })
    .limit(limit)
    .lean<IncidentRecord[]>();
  const pupils = await mapPupilsInScope(store, scope, 'correct', [
    ...new Set(incidents.map(({ pupilId }) => pupilId)),
  ]);
  return incidents
    .flatMap(({ corrections = [], ...incident }) => {
      const pupil = pupils.get(incident.pupilId);
      return corrections.map((correction) => ({ incident, correction, ...(pupil && { pupil }) }));
    })
    .filter(({ correction }) => correction.at >= since)
    .sort((a, b) => b.correction.at.getTime() - a.correction.at.getTime())
    .slice(0, limit);
}
