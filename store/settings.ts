import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { generateIdentity } from 'age-encryption';
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

/** What an installation makes for itself at first need and then keeps; the same for every process. */
async function keep(store: Store, name: string, make: () => string | Promise<string>): Promise<string> {
  const known = await store.settings.findById(name).lean<SettingRecord>();
  if (known) return known.value;
  const setting = await store.settings
    .findOneAndUpdate(
      { _id: name },
      { $setOnInsert: { value: await make() } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<SettingRecord>();
  if (!setting) throw new Error('a setting could not be kept');
  return setting.value;
}

/** What sessions' cookies are signed with: made at the first start, the same for every server process. */
export async function getSessionSecret(store: Store): Promise<string> {
  return keep(store, 'session-secret', () => randomBytes(32).toString('base64'));
}

/** The Ed25519 key (PKCS#8, PEM) that this installation signs children's files and receipts with. */
export async function getSigningKey(store: Store): Promise<string> {
  return keep(store, 'signing-key', () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
}

/** The age identity with which this installation opens children's files that were sealed for it. */
export async function getFileIdentity(store: Store): Promise<string> {
  return keep(store, 'file-identity', generateIdentity);
}

/** What the tokens of erased records are hashed with. It must outlast them: a backup from before it was made has none. */
export async function getErasureKey(store: Store): Promise<string> {
  return keep(store, ERASURE_KEY, () => randomBytes(32).toString('base64'));
}

/** The name of that setting, which a restore carries over. */
export const ERASURE_KEY = 'erasure-key';
