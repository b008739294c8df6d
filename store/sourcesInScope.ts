import type { Urn } from '../domain/identifiers.ts';
import { mayAt } from '../domain/access/viewer.ts';
import type { Store } from './openStore.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';
import { disableSource, recordSource, rotateSecret, type SourceRecord } from './sources.ts';

/** A source without what it signs with. */
export type SourceWithoutSecrets = Pick<SourceRecord, '_id' | 'schoolUrn' | 'name' | 'disabledAt'> & {
  /** When each secret that is still honoured was made, and until when. */
  readonly secrets: readonly { readonly createdAt: Date; readonly expiresAt?: Date }[];
};

/** Sources the viewer looks after, by school. Secrets are left in the database. */
export async function listSources(store: Store, scope: Scope, now: Date): Promise<SourceWithoutSecrets[]> {
  const found = await store.sources
    .find(schoolThingsInScope(scope, 'manage-sources') as never, { 'secrets.secret': 0 })
    .sort({ schoolUrn: 1, _id: 1 })
    .lean<SourceWithoutSecrets[]>();
  return found.map((source) => ({
    ...source,
    secrets: source.secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now),
  }));
}

/** Adds a source; undefined where the viewer looks after no sources of that school. */
export async function addSource(
  store: Store,
  scope: Scope,
  source: { readonly schoolUrn: Urn; readonly name: string; readonly now: Date },
): Promise<{ sourceId: string; secret: string } | undefined> {
  return mayAt(scope.viewer, 'manage-sources', source.schoolUrn) ? recordSource(store, source) : undefined;
}

/** The school of a source the viewer looks after. */
export async function findSourceInScope(
  store: Store,
  scope: Scope,
  sourceId: string,
): Promise<SourceWithoutSecrets | null> {
  return store.sources
    .findOne({ $and: [{ _id: sourceId }, schoolThingsInScope(scope, 'manage-sources')] } as never, {
      'secrets.secret': 0,
    })
    .lean<SourceWithoutSecrets>();
}

/** A new secret for a source; the old one stays good for a while. Undefined for a source that is not theirs. */
export async function rotateInScope(
  store: Store,
  scope: Scope,
  input: { readonly sourceId: string; readonly now: Date; readonly overlapHours: number },
): Promise<string | undefined> {
  if (!(await findSourceInScope(store, scope, input.sourceId))) return undefined;
  return rotateSecret(store, input);
}

/** Stops a source at once. False for a source that is not theirs. */
export async function stopSource(store: Store, scope: Scope, sourceId: string, now: Date): Promise<boolean> {
  if (!(await findSourceInScope(store, scope, sourceId))) return false;
  return disableSource(store, sourceId, now);
}
