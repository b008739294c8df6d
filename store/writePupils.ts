import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';

/** A pupil as it is to be, with what it was where it is not new. */
export interface ChangedPupil {
  readonly before?: PupilRecord;
  readonly after: PupilRecord;
}

/** One conditional write of a pupil, new or amended; false when somebody else wrote first. */
export async function writePupil(
  store: Store,
  before: PupilRecord | null,
  after: PupilRecord,
): Promise<boolean> {
  return writePupils(store, [before ? { before, after } : { after }]);
}

/** The same for many, each by itself; false when somebody else was first with one of them: the others are written. */
export async function writePupils(store: Store, changed: readonly ChangedPupil[]): Promise<boolean> {
  if (changed.length === 0) return true;
  try {
    const writes = changed.map(conditionalWrite);
    const { insertedCount, matchedCount } = await store.pupils.collection.bulkWrite(writes as never, {
      ordered: false,
    });
    return insertedCount + matchedCount === changed.length;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function conditionalWrite({ before, after }: ChangedPupil): object {
  const { _id, revision, ...known } = withoutStaleMark(after);
  if (!before) return { insertOne: { document: { _id, ...known, staleCount: 0, revision: 1 } } };
  const gone = Object.keys(withoutStaleMark(before)).filter((field) => !(field in after));
  const update = {
    $set: known,
    $inc: { revision: 1 },
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((field) => [field, ''])) }),
  };
  return { updateOne: { filter: { _id, revision }, update } };
}

/** The stale mark is the chronology's to change; writing back an older one would lose work. */
function withoutStaleMark(pupil: PupilRecord): Omit<PupilRecord, 'staleCount' | 'staleSince'> {
  const known: Partial<PupilRecord> & Omit<PupilRecord, 'staleCount' | 'staleSince'> = { ...pupil };
  delete known.staleCount;
  delete known.staleSince;
  return known;
}
