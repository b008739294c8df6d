import { createHmac } from 'node:crypto';
import { Schema } from 'mongoose';
import type { ErasedToken } from '../../domain/retention/erasedTokens.ts';
import { isDuplicateKey } from '../isDuplicateKey.ts';
import type { Store } from '../openStore.ts';
import { getErasureKey } from '../settings.ts';

/** A keyed hash of something that was erased: says nothing by itself, and lets a row be asked whether it was. */
export interface ErasedKeyRecord {
  /** HMAC-SHA256 of the token, under the installation's own key. */
  _id: string;
  erasureId: string;
  at: Date;
}

export const erasedKeySchema = new Schema<ErasedKeyRecord>(
  {
    _id: { type: String, required: true },
    erasureId: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);

function hash(key: string, token: ErasedToken): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

/** Remembers that these were erased, before they are. Safe to run again. */
export async function rememberErased(
  store: Store,
  erasureId: string,
  { tokens, at }: { tokens: readonly ErasedToken[]; at: Date },
): Promise<void> {
  if (tokens.length === 0) return;
  const key = await getErasureKey(store);
  try {
    await store.erasedKeys.collection.insertMany(
      [...new Set(tokens)].map((token) => ({ _id: hash(key, token), erasureId, at })) as never,
      { ordered: false },
    );
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** When what these tokens stand for was erased, by token; those never erased are left out. */
export async function mapErased(
  store: Store,
  tokens: readonly ErasedToken[],
): Promise<ReadonlyMap<ErasedToken, Date>> {
  const key = await getErasureKey(store);
  const byHash = new Map([...new Set(tokens)].map((token) => [hash(key, token), token]));
  const found = await store.erasedKeys.find({ _id: { $in: [...byHash.keys()] } }).lean<ErasedKeyRecord[]>();
  return new Map(found.map(({ _id, at }) => [byHash.get(_id) ?? '', at]));
}

/** True where anything was ever erased here. */
export async function anythingErased(store: Store): Promise<boolean> {
  return (await store.erasedKeys.exists({})) !== null;
}
