import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import { scopesFor, TOKEN_DAYS, type ApiScope } from '../domain/access/apiScopes.ts';
import type { Store } from './openStore.ts';
import { findPerson, hashToken, type PersonRecord } from './people.ts';
import type { Scope } from './scope.ts';

/** A personal token for the API. Only its hash is kept. */
export interface ApiTokenRecord {
  _id: string;
  personId: string;
  /** What the person calls it. */
  name: string;
  tokenHash: string;
  scopes: ApiScope[];
  /** Of the person when it was made: whatever ends their sessions ends their tokens. */
  sessionsVersion: number;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt?: Date;
  revokedAt?: Date;
}

export const apiTokenSchema = new Schema<ApiTokenRecord>(
  {
    _id: { type: String, required: true },
    personId: { type: String, required: true, index: true },
    name: { type: String, required: true },
    tokenHash: { type: String, required: true, unique: true },
    scopes: [String],
    sessionsVersion: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    lastUsedAt: Date,
    revokedAt: Date,
  },
  { versionKey: false },
);

const DAY_MS = 86_400_000;
/** Last use is told to the minute, so that not every request writes. */
const USE_NOTED_EVERY_MS = 60_000;

/**
 * Makes a token for the viewer. It gets those of the scopes that their role has, and lasts 90 days at most.
 * @returns the token, which is kept nowhere; undefined where no scope is left
 */
export async function createOwnToken(
  store: Store,
  { viewer }: Scope,
  asked: { readonly name: string; readonly scopes: readonly ApiScope[]; readonly days: number; now: Date },
): Promise<string | undefined> {
  const scopes = scopesFor(viewer.role).filter((scope) => asked.scopes.includes(scope));
  const person = await findPerson(store, viewer.personId);
  if (scopes.length === 0 || person?.disabledAt !== undefined || !person) return undefined;
  const token = `tlp_${randomBytes(32).toString('base64url')}`;
  await store.apiTokens.create({
    _id: `tok_${randomBytes(9).toString('hex')}`,
    personId: viewer.personId,
    name: asked.name,
    tokenHash: hashToken(token),
    scopes,
    sessionsVersion: person.sessionsVersion,
    createdAt: asked.now,
    expiresAt: new Date(asked.now.getTime() + Math.min(asked.days, TOKEN_DAYS) * DAY_MS),
  });
  return token;
}

/** The viewer's tokens that still work, newest first. */
export async function listOwnTokens(store: Store, { viewer }: Scope, now: Date): Promise<ApiTokenRecord[]> {
  const person = await findPerson(store, viewer.personId);
  return store.apiTokens
    .find({
      personId: viewer.personId,
      sessionsVersion: person?.sessionsVersion ?? -1,
      expiresAt: { $gt: now },
      revokedAt: { $exists: false },
    })
    .sort({ createdAt: -1 })
    .lean<ApiTokenRecord[]>();
}

/** Ends a token of the viewer's; false when it is none of theirs. */
export async function revokeOwnToken(
  store: Store,
  { viewer }: Scope,
  tokenId: string,
  now: Date,
): Promise<boolean> {
  const result = await store.apiTokens.updateOne(
    { _id: tokenId, personId: viewer.personId, revokedAt: { $exists: false } },
    { $set: { revokedAt: now } },
  );
  return result.matchedCount === 1;
}

/** Whose a token is, as they stand now; undefined for one that is expired, revoked or of somebody disabled. */
export async function useToken(
  store: Store,
  token: string,
  now: Date,
): Promise<{ readonly person: PersonRecord; readonly token: ApiTokenRecord } | undefined> {
  const found = await store.apiTokens
    .findOne({ tokenHash: hashToken(token), expiresAt: { $gt: now }, revokedAt: { $exists: false } })
    .lean<ApiTokenRecord>();
  if (!found) return undefined;
  const person = await findPerson(store, found.personId);
  if (person?.disabledAt !== undefined || person?.sessionsVersion !== found.sessionsVersion) return undefined;
  if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > USE_NOTED_EVERY_MS) {
    await store.apiTokens.updateOne({ _id: found._id }, { $set: { lastUsedAt: now } });
  }
  return { person, token: found };
}
