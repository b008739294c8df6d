import { Schema } from 'mongoose';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';

/** Work that only one worker at a time may do, and until when one has it. */
export interface TurnRecord {
  /** Name of the work. */
  _id: string;
  holder: string;
  until: Date;
}

export const turnSchema = new Schema<TurnRecord>(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { versionKey: false },
);

/** How long a worker may be silent before its turn is over. */
export const TURN_MS = 15_000;

/**
 * Takes a turn that nobody has, or whose holder has been silent for too long.
 * @returns false while somebody else has it
 */
export async function takeTurn(store: Store, name: string, holder: string, now: Date): Promise<boolean> {
  try {
    await store.turns.updateOne(
      { _id: name, until: { $lt: now } },
      { $set: { holder, until: endOf(now) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    // The upsert of a turn that somebody else has collides with it.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Keeps a turn for longer, where it is still the holder's. */
export async function keepTurn(store: Store, name: string, holder: string, now: Date): Promise<void> {
  await store.turns.updateOne({ _id: name, holder }, { $set: { until: endOf(now) } });
}

function endOf(now: Date): Date {
  return new Date(now.getTime() + TURN_MS);
}

/** Gives a turn back, where it is still the holder's. */
export async function endTurn(store: Store, name: string, holder: string): Promise<void> {
  await store.turns.deleteOne({ _id: name, holder });
}
