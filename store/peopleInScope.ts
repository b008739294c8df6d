import type { Role } from '../domain/access/roles.ts';
import { mayAt } from '../domain/access/viewer.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';
import {
  amendSignIn,
  LINK_HOURS,
  recordLink,
  recordPerson,
  type NewPerson,
  type OneTimeLink,
  type PersonRecord,
  type SignInChange,
} from './people.ts';
import { colleaguesInScope, peopleInScope, type Scope } from './scope.ts';

/** Changes what the viewer signs in with. */
export async function amendOwnSignIn(store: Store, { viewer }: Scope, change: SignInChange): Promise<void> {
  await amendSignIn(store, viewer.personId, change);
}

/** Everybody whose access the viewer looks after, by name. */
export async function listPeople(store: Store, scope: Scope): Promise<PersonRecord[]> {
  return store.people.find(peopleInScope(scope)).sort({ name: 1, _id: 1 }).lean<PersonRecord[]>();
}

/** One of those whose access the viewer looks after. */
export async function findPersonInScope(
  store: Store,
  scope: Scope,
  personId: string,
): Promise<PersonRecord | null> {
  return store.people.findOne({ $and: [{ _id: personId }, peopleInScope(scope)] }).lean<PersonRecord>();
}

/** Adds a person; undefined when the address is somebody's already, or people are not the viewer's to look after. */
export async function addPerson(store: Store, scope: Scope, person: NewPerson): Promise<string | undefined> {
  return looksAfterPeople(scope) ? recordPerson(store, person) : undefined;
}

/** What an administrator says of a person. A change ends their sessions, so that it holds at once. */
export interface AccessChange {
  readonly name: string;
  readonly role: Role;
  readonly schoolUrns: readonly Urn[];
}

/** Changes a person's name, role and schools. False when there is nobody such in the viewer's care. */
export async function amendAccess(
  store: Store,
  scope: Scope,
  personId: string,
  { name, role, schoolUrns }: AccessChange,
): Promise<boolean> {
  const result = await store.people.updateOne({ $and: [{ _id: personId }, peopleInScope(scope)] }, {
    $set: { name, role, schoolUrns: [...schoolUrns] },
    $inc: { sessionsVersion: 1 },
  } as never);
  return result.matchedCount === 1;
}

/** Ends a person's access, or gives it back. Either way every session ends. */
export async function setDisabled(
  store: Store,
  scope: Scope,
  personId: string,
  disabledAt: Date | undefined,
): Promise<boolean> {
  const change = disabledAt
    ? { $set: { disabledAt }, $unset: { link: '' } }
    : { $unset: { disabledAt: '', link: '' } };
  const result = await store.people.updateOne({ $and: [{ _id: personId }, peopleInScope(scope)] }, {
    ...change,
    $inc: { sessionsVersion: 1 },
  } as never);
  return result.matchedCount === 1;
}

/** A new one-time link for a person in the viewer's care; undefined where there is nobody such. */
export async function giveLink(
  store: Store,
  scope: Scope,
  personId: string,
  { purpose, now }: { readonly purpose: OneTimeLink['purpose']; readonly now: Date },
): Promise<string | undefined> {
  if (!(await findPersonInScope(store, scope, personId))) return undefined;
  const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000);
  return recordLink(store, personId, { purpose, expiresAt });
}

function looksAfterPeople(scope: Scope): boolean {
  return Object.keys(peopleInScope(scope)).length === 0;
}

/** Everybody who works for one of the viewer's schools, by name: who sees our records. */
export async function listColleagues(store: Store, scope: Scope): Promise<PersonRecord[]> {
  return store.people.find(colleaguesInScope(scope)).sort({ name: 1, _id: 1 }).lean<PersonRecord[]>();
}

/** One of them. */
export async function findColleague(
  store: Store,
  scope: Scope,
  personId: string,
): Promise<PersonRecord | null> {
  return store.people.findOne({ $and: [{ _id: personId }, colleaguesInScope(scope)] }).lean<PersonRecord>();
}

/**
 * Shares a school's narratives with a trust or council lead, or ends it; holds from their next request.
 * False when it is not the viewer's school, or not somebody who works for it.
 */
export async function shareNarratives(
  store: Store,
  scope: Scope,
  { personId, schoolUrn, shared }: { personId: string; schoolUrn: Urn; shared: boolean },
): Promise<boolean> {
  if (!mayAt(scope.viewer, 'decide-access', schoolUrn)) return false;
  const result = await store.people.updateOne(
    {
      $and: [
        { _id: personId, role: { $in: ['trust-lead', 'council-lead'] }, schoolUrns: schoolUrn },
        colleaguesInScope(scope),
      ],
    } as never,
    (shared ? { $addToSet: { narrativeUrns: schoolUrn } } : { $pull: { narrativeUrns: schoolUrn } }) as never,
  );
  return result.matchedCount === 1;
}

/** Names a child for pastoral staff, or ends it. The child must be one the viewer may see. */
export async function nameChild(
  store: Store,
  scope: Scope,
  { personId, pupilId, named }: { personId: string; pupilId: string; named: boolean },
): Promise<boolean> {
  const result = await store.people.updateOne(
    { $and: [{ _id: personId, role: 'pastoral' }, colleaguesInScope(scope)] } as never,
    (named ? { $addToSet: { pupilIds: pupilId } } : { $pull: { pupilIds: pupilId } }) as never,
  );
  return result.matchedCount === 1;
}
