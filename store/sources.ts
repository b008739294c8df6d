import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { ColumnMapping, LocalCodes, SourceSayings } from '../domain/formats/parse/parseContext.ts';
import type { Kind } from '../domain/formats/rows.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { FeedbackTarget } from './feedback.ts';
import type { Store } from './openStore.ts';

/** A signing secret and the time after which it is no longer honoured, when it is being rotated out. */
export interface SourceSecret {
  secret: string;
  createdAt: Date;
  expiresAt?: Date;
}

/** A system at a school that sends us deliveries, and the secrets it signs them with. */
export interface SourceRecord {
  _id: string;
  schoolUrn: Urn;
  name: string;
  secrets: SourceSecret[];
  /** Where it wants to be told what became of its deliveries. */
  feedback?: FeedbackTarget;
  /** Kind → field → column, where an administrator said what a column is. */
  mappings?: Partial<Record<Kind, ColumnMapping>>;
  /** What the school's own symbols in its registers stand for; a list, since a symbol may be no name of a field. */
  localCodes?: { symbol: string; code: string }[];
  disabledAt?: Date;
}

export const sourceSchema = new Schema<SourceRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true, index: true },
    name: { type: String, required: true },
    secrets: [{ _id: false, secret: String, createdAt: Date, expiresAt: Date }],
    feedback: { type: { _id: false, url: String, secret: String, since: Date }, required: false },
    mappings: { type: Schema.Types.Mixed } as never,
    localCodes: { type: [{ _id: false, symbol: String, code: String }], default: undefined },
    disabledAt: Date,
  },
  { versionKey: false, timestamps: true },
);

/** Standard Webhooks asks for 24 to 64 random bytes; its own libraries make 24. We use 32. */
const SECRET_BYTES = 32;

function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/**
 * Adds a source for a school.
 * @returns its id and its first secret, which is shown once and never again
 */
export async function recordSource(
  store: Store,
  input: { schoolUrn: Urn; name: string; now: Date },
): Promise<{ sourceId: string; secret: string }> {
  const sourceId = `src_${randomBytes(9).toString('base64url')}`;
  const secret = newSecret();
  await store.sources.create({
    _id: sourceId,
    schoolUrn: input.schoolUrn,
    name: input.name,
    secrets: [{ secret, createdAt: input.now }],
  });
  return { sourceId, secret };
}

/**
 * Gives a source a new secret; the old ones stay good for `overlapHours`, so that both sides can change over.
 * @returns the new secret, or undefined when there is no such source
 */
export async function rotateSecret(
  store: Store,
  input: { sourceId: string; now: Date; overlapHours: number },
): Promise<string | undefined> {
  const source = await store.sources.findById(input.sourceId).lean<SourceRecord>();
  if (!source) return undefined;
  const secret = newSecret();
  const expiresAt = new Date(input.now.getTime() + input.overlapHours * 3_600_000);
  const retiring = liveSecrets(source, input.now).map((old) => ({
    ...old,
    expiresAt: old.expiresAt && old.expiresAt < expiresAt ? old.expiresAt : expiresAt,
  }));
  await store.sources.updateOne(
    { _id: input.sourceId },
    { $set: { secrets: [{ secret, createdAt: input.now }, ...retiring] } },
  );
  return secret;
}

/**
 * Says which columns the fields of a source's exports of one kind stand in, from the next delivery on; an empty
 * mapping leaves it to the known names again.
 * @returns false when there is no such source
 */
export async function recordMapping(
  store: Store,
  sourceId: string,
  { kind, mapping }: { kind: Kind; mapping: ColumnMapping },
): Promise<boolean> {
  const path = `mappings.${kind}`;
  const change =
    Object.keys(mapping).length === 0 ? { $unset: { [path]: '' } } : { $set: { [path]: mapping } };
  return (await store.sources.updateOne({ _id: sourceId }, change)).matchedCount === 1;
}

/**
 * Says what the symbols of a source's registers stand for, from the next delivery on, instead of what was said before.
 * @param codes symbol in upper case → code of the regulations
 * @returns false when there is no such source
 */
export async function recordLocalCodes(store: Store, sourceId: string, codes: LocalCodes): Promise<boolean> {
  const localCodes = [...codes].map(([symbol, code]) => ({ symbol, code }));
  const change = localCodes.length === 0 ? { $unset: { localCodes: '' } } : { $set: { localCodes } };
  return (await store.sources.updateOne({ _id: sourceId }, change as never)).matchedCount === 1;
}

/** What was said of a source's columns and codes, for the reading of one kind of its deliveries. */
export function sayingsOf(source: SourceRecord | null, kind: Kind): SourceSayings {
  const { mappings, localCodes } = source ?? {};
  return {
    mapping: mappings?.[kind],
    localCodes: localCodes && new Map(localCodes.map(({ symbol, code }) => [symbol, code])),
  };
}

/** A source, live or not. */
export async function findSource(store: Store, sourceId: string): Promise<SourceRecord | null> {
  return store.sources.findById(sourceId).lean<SourceRecord>();
}

/** Stops a source at once; its deliveries so far remain. False when there is no such source. */
export async function disableSource(store: Store, sourceId: string, now: Date): Promise<boolean> {
  const result = await store.sources.updateOne({ _id: sourceId }, { $set: { disabledAt: now } });
  return result.matchedCount === 1;
}

/** The source when it exists and is not disabled. */
export async function findLiveSource(store: Store, sourceId: string): Promise<SourceRecord | null> {
  return store.sources.findOne({ _id: sourceId, disabledAt: { $exists: false } }).lean<SourceRecord>();
}

/** Live sources, at most `limit` of them. */
export async function listLiveSources(store: Store, limit: number): Promise<SourceRecord[]> {
  return store.sources
    .find({ disabledAt: { $exists: false } })
    .limit(limit)
    .lean<SourceRecord[]>();
}

/** The secrets a signature may be made with at an instant. */
export function liveSecrets(source: SourceRecord, now: Date): SourceSecret[] {
  return source.secrets.filter((secret) => secret.expiresAt === undefined || secret.expiresAt > now);
}

/** What schools call these sources, by id. */
export async function nameSources(store: Store, sourceIds: readonly string[]): Promise<Map<string, string>> {
  const sources = await store.sources
    .find({ _id: { $in: [...new Set(sourceIds)] } }, { name: 1 })
    .lean<{ _id: string; name: string }[]>();
  return new Map(sources.map(({ _id, name }) => [_id, name]));
}
