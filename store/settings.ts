import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Store } from './openStore.ts';

/** What an installation chose for itself once. */
export interface SettingRecord {
  _id: string;
  value: string;
}

export const settingSchema = new Schema<SettingRecord>(
  { _id: { type: String, required: true }, value: { type: String, required: true } },
  { versionKey: false },
);

/** What sessions' cookies are signed with: made at the first start, the same for every server process. */
export async function getSessionSecret(store: Store): Promise<string> {
  const setting = await store.settings
    .findOneAndUpdate(
      { _id: 'session-secret' },
      { $setOnInsert: { value: randomBytes(32).toString('base64') } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<SettingRecord>();
  if (!setting) throw new Error('the session secret could not be kept');
  return setting.value;
}
