import { Schema } from 'mongoose';
import type { Flag } from '../domain/flags/flag.ts';
import type { Store } from './openStore.ts';

/** Every flag a child has had, with the assessment it was last held against: replaced whole, or not at all. */
export interface FlagRecord {
  /** pupilId */
  _id: string;
  flags: readonly Flag[];
  revision: number;
}

export const flagSchema = new Schema<FlagRecord>(
  {
    _id: { type: String, required: true },
    flags: { type: [Schema.Types.Mixed], required: true } as never,
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
flagSchema.index({ 'flags.state': 1, 'flags.level': 1 });

/** The flags of a child, oldest first; none for a child who never had one. */
export async function listFlagsOfPupil(store: Store, pupilId: string): Promise<readonly Flag[]> {
  return (await store.flags.findById(pupilId).lean<FlagRecord>())?.flags ?? [];
}

/** The flags of these children, by child. */
export async function mapFlagsByPupil(
  store: Store,
  pupilIds: readonly string[],
): Promise<Map<string, readonly Flag[]>> {
  const found = await store.flags.find({ _id: { $in: [...pupilIds] } }).lean<FlagRecord[]>();
  return new Map(found.map(({ _id, flags }) => [_id, flags]));
}

/**
 * Changes a child's flags by a pure function, again from the start when somebody else changed them meanwhile.
 */
export async function amendFlags(
  store: Store,
  pupilId: string,
  amend: (flags: readonly Flag[]) => readonly Flag[],
): Promise<void> {
  for (;;) {
    const before = await store.flags.findById(pupilId).lean<FlagRecord>();
    const flags = amend(before?.flags ?? []);
    if (
      before
        ? flags.every((flag, i) => flag === before.flags[i]) && flags.length === before.flags.length
        : flags.length === 0
    )
      return;
    if (!before) {
      // Two first writers: the second changes nothing here and finds the other's on its next turn.
      const inserted = await store.flags.updateOne(
        { _id: pupilId },
        { $setOnInsert: { flags, revision: 1 } as never },
        { upsert: true },
      );
      if (inserted.upsertedCount === 1) return;
      continue;
    }
    const result = await store.flags.updateOne(
      { _id: pupilId, revision: before.revision },
      { $set: { flags } as never, $inc: { revision: 1 } },
    );
    if (result.matchedCount === 1) return;
  }
}
