import { may, type Action } from '../domain/access/actions.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';
import { findSchool, recordSchool, type SchoolRecord } from './schools.ts';
import { schoolsInScope, type Scope } from './scope.ts';

/** The schools at which the viewer may do something, by number. */
export async function listSchoolsInScope(
  store: Store,
  scope: Scope,
  action: Action,
): Promise<SchoolRecord[]> {
  return store.schools.find(schoolsInScope(scope, action)).sort({ _id: 1 }).lean<SchoolRecord[]>();
}

/** The names of those schools, by number. */
export async function listSchoolNames(
  store: Store,
  scope: Scope,
  action: Action,
): Promise<{ urn: Urn; name: string }[]> {
  return (await listSchoolsInScope(store, scope, action)).map(({ _id, name }) => ({ urn: _id, name }));
}

/** Adds a school or changes its name, phase and locality; term dates stay. False where that is not the viewer's. */
export async function saveSchool(
  store: Store,
  { viewer }: Scope,
  school: Pick<SchoolRecord, '_id' | 'name' | 'phase' | 'locality'>,
): Promise<boolean> {
  if (!may(viewer.role, 'manage-schools')) return false;
  const known = await findSchool(store, school._id);
  await recordSchool(store, { ...school, termDates: known?.termDates ?? [] });
  return true;
}
