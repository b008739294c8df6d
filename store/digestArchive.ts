import type { Action } from '../domain/access/actions.ts';
import { IN_NUMBERS, NAMING_CHILDREN } from '../domain/digest/digestReader.ts';
import type { Urn } from '../domain/identifiers.ts';
import { askForResend, type DigestRecord } from './digests.ts';
import type { Store } from './openStore.ts';
import { changeReader, type ReaderChange, type ReaderRecord } from './readers.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';

/** A digest in a list: without its words. */
export type DigestLine = Pick<
  DigestRecord,
  | '_id'
  | 'schoolUrns'
  | 'kind'
  | 'week'
  | 'readerId'
  | 'to'
  | 'subject'
  | 'writtenAt'
  | 'state'
  | 'sentAt'
  | 'refusedWith'
  | 'bouncedWith'
  | 'supplementTo'
> & {
  /** Which school or schools it tells of, as its heading has it. */
  readonly view: Pick<DigestRecord['view'], 'about'>;
};

/**
 * Digests every school of which lies within the viewer's walls, the latest week first.
 * @param after lists only what comes after this digest, for the next page
 * @param schoolUrn lists only what tells of this school, alone or among others
 */
export async function listDigestsInScope(
  store: Store,
  scope: Scope,
  { after, schoolUrn, limit }: { after?: string; schoolUrn?: Urn; limit: number },
): Promise<DigestLine[]> {
  const week = after?.split(':')[0];
  return store.digests
    .find(
      {
        $and: [await digestsInScope(store, scope), schoolUrn === undefined ? {} : { schoolUrns: schoolUrn }],
        ...(week === undefined ? {} : { $or: [{ week: { $lt: week } }, { week, _id: { $gt: after } }] }),
      } as never,
      { html: 0, text: 0, 'view.sections': 0 },
    )
    .sort({ week: -1, _id: 1 })
    .limit(limit)
    .lean<DigestLine[]>();
}

/** One digest within the viewer's walls, as it was written; null for none and for one outside them. */
export async function findDigestInScope(
  store: Store,
  scope: Scope,
  digestId: string,
): Promise<DigestRecord | null> {
  return store.digests
    .findOne({ ...(await digestsInScope(store, scope)), _id: digestId })
    .lean<DigestRecord>();
}

/** The same reader's digest of the week before, to compare with; null when there was none. */
export async function findEarlierDigestInScope(
  store: Store,
  scope: Scope,
  { readerId, week }: Pick<DigestRecord, 'readerId' | 'week'>,
): Promise<DigestRecord | null> {
  return store.digests
    .findOne({
      ...(await digestsInScope(store, scope)),
      readerId,
      week: { $lt: week },
      supplementTo: { $exists: false },
    })
    .sort({ week: -1 })
    .lean<DigestRecord>();
}

/** Everybody who is or was sent digests that tell of schools within the viewer's walls alone, by name. */
export async function listReadersInScope(store: Store, scope: Scope): Promise<ReaderRecord[]> {
  return store.readers.find(allSchoolsInScope(scope)).sort({ name: 1, _id: 1 }).lean<ReaderRecord[]>();
}

/** Has a digest within the viewer's walls sent once more; false when it is none of theirs or on its way. */
export async function askForResendInScope(
  store: Store,
  scope: Scope,
  digestId: string,
  now: Date,
): Promise<boolean> {
  const digest = await findDigestInScope(store, scope, digestId);
  return digest !== null && askForResend(store, digestId, scope.viewer.name, now);
}

/** One of the readers above; null for none and for one outside the walls. */
export async function findReaderInScope(
  store: Store,
  scope: Scope,
  readerId: string,
): Promise<ReaderRecord | null> {
  return store.readers.findOne({ $and: [allSchoolsInScope(scope), { _id: readerId }] }).lean<ReaderRecord>();
}

/** Changes when and whether such a reader is sent digests; nothing for one outside the walls. */
export async function changeReaderInScope(
  store: Store,
  scope: Scope,
  readerId: string,
  { change, now }: { change: ReaderChange; now: Date },
): Promise<void> {
  if (await findReaderInScope(store, scope, readerId)) await changeReader(store, readerId, change, now);
}

/** The digests the viewer is sent: readers with the address of their account, for schools they work for. */
export async function listOwnReaders(store: Store, { viewer }: Scope): Promise<ReaderRecord[]> {
  const person = await store.people.findById(viewer.personId).lean<{ email: string }>();
  if (!person) return [];
  const readers = await store.readers
    .find({ schoolUrns: { $in: [...viewer.schoolUrns] } })
    .sort({ _id: 1 })
    .lean<ReaderRecord[]>();
  return readers.filter(
    ({ email, schoolUrns }) =>
      email.toLowerCase() === person.email.toLowerCase() &&
      schoolUrns.every((urn) => viewer.schoolUrns.includes(urn)),
  );
}

/** Changes a digest the viewer is sent; nothing for another's. */
export async function changeOwnReader(
  store: Store,
  scope: Scope,
  readerId: string,
  { change, now }: { change: ReaderChange; now: Date },
): Promise<void> {
  const own = await listOwnReaders(store, scope);
  if (own.some(({ _id }) => _id === readerId)) await changeReader(store, readerId, change, now);
}

/**
 * What a lead was sent over several schools is theirs to open though some of them keep what staff wrote to themselves:
 * such a digest quotes no entry.
 */
async function digestsInScope(store: Store, scope: Scope): Promise<object> {
  const { schoolUrn } = schoolThingsInScope(scope, 'see-digest-archive');
  const own = (await listOwnReaders(store, scope)).map(({ _id }) => _id);
  return {
    ...(schoolUrn === undefined ? {} : { schoolUrns: schoolUrn }),
    $and: [
      {
        $or: [
          { kind: { $in: [...NAMING_CHILDREN] }, ...allSchoolsInScope(scope, 'see-digests') },
          { kind: { $in: [...IN_NUMBERS] }, ...allSchoolsInScope(scope, 'see-digest-archive') },
          { kind: 'schools', readerId: { $in: own }, ...allSchoolsInScope(scope, 'see-flags') },
        ],
      },
    ],
  };
}

/** No school outside the walls among them. */
function allSchoolsInScope(scope: Scope, action: Action = 'see-digests'): object {
  const { schoolUrn, _id } = schoolThingsInScope(scope, action);
  if (_id !== undefined) return { $and: [{ _id }] };
  return schoolUrn === undefined ? {} : { schoolUrns: { $not: { $elemMatch: { $nin: schoolUrn.$in } } } };
}
