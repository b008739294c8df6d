import type { QueryFilter } from 'mongoose';
import { filePart, recentlyLeftSince, type FilePart } from '../domain/access/fileOf.ts';
import type { Action } from '../domain/access/actions.ts';
import { reachOf, type Viewer } from '../domain/access/viewer.ts';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate, type LocalDate } from '../domain/localDate.ts';
import type { PupilRecord } from './pupils.ts';

/**
 * The one place where a person's walls become part of a query. Every store function whose answer a person sees
 * takes a `Scope` after the store and builds its filter from the functions below; a scope can be made here only,
 * out of a viewer, and pages can import no store function without one (`test/store/scope.test.ts`).
 */
declare const brand: unique symbol;
export interface Scope {
  readonly [brand]: 'Scope';
  readonly viewer: Viewer;
  /** The day in London, which decides whose roll a child is on. */
  readonly today: LocalDate;
}

/** The walls of a viewer at an instant. */
export function scopeOf(viewer: Viewer, now: Date): Scope {
  return { viewer, today: londonDate(now) } as Scope;
}

/** Matches no document. */
const NOTHING = { _id: { $in: [] as string[] } };

/**
 * Children whom the viewer may see for an action, whichever part of their file.
 * @returns a condition on the `pupils` collection
 */
export function pupilsInScope({ viewer }: Scope, action: Action): QueryFilter<PupilRecord> {
  const reach = reachOf(viewer, action);
  switch (reach.kind) {
    case 'everywhere':
      return {};
    case 'schools':
      return { 'memberships.schoolUrn': { $in: [...reach.schoolUrns] } };
    case 'children':
      return {
        _id: { $in: [...reach.pupilIds] },
        'memberships.schoolUrn': { $in: [...reach.schoolUrns] },
      };
    case 'nowhere':
      return NOTHING;
  }
}

/**
 * Children whose whole file the viewer may see for an action: what rests on all of it, such as flags, scores,
 * reasons and records of other schools, is for these alone.
 * @returns a condition on the `pupils` collection
 */
export function wholeFilesInScope(scope: Scope, action: Action): QueryFilter<PupilRecord> {
  const reach = reachOf(scope.viewer, action);
  if (reach.kind === 'everywhere' || reach.kind === 'nowhere') return pupilsInScope(scope, action);
  const schoolUrn = { $in: [...reach.schoolUrns] };
  const open = [{ left: { $exists: false } }, { left: { $gt: scope.today } }];
  const onOurRoll = { memberships: { $elemMatch: { schoolUrn, $or: open } } };
  const justLeftForNobody = {
    $and: [
      { memberships: { $elemMatch: { schoolUrn, left: { $gt: recentlyLeftSince(scope.today) } } } },
      { memberships: { $not: { $elemMatch: { $or: open } } } },
    ],
  };
  return { $and: [pupilsInScope(scope, action), { $or: [onOurRoll, justLeftForNobody] }] } as never;
}

/** The part of a child's file the viewer may see for an action; `none` for a child outside the walls. */
export function filePartInScope(
  { viewer, today }: Scope,
  action: Action,
  pupil: Pick<PupilRecord, '_id' | 'memberships'>,
): FilePart {
  const reach = reachOf(viewer, action);
  switch (reach.kind) {
    case 'everywhere':
      return 'whole';
    case 'schools':
      return filePart(pupil.memberships, reach.schoolUrns, today);
    case 'children':
      return reach.pupilIds.includes(pupil._id)
        ? filePart(pupil.memberships, reach.schoolUrns, today)
        : 'none';
    case 'nowhere':
      return 'none';
  }
}

/** A condition on a collection whose documents name the child and the school that recorded them. */
export interface RecordsFilter {
  readonly pupilId?: string | { readonly $in: string[] };
  readonly schoolUrn?: { readonly $in: Urn[] };
  readonly _id?: { readonly $in: string[] };
}

/**
 * Records of the viewer's own schools, of any child they may see for an action: for lists, searches and counts,
 * which never reach into what another school recorded.
 */
export function recordsInScope({ viewer }: Scope, action: Action): RecordsFilter {
  const reach = reachOf(viewer, action);
  switch (reach.kind) {
    case 'everywhere':
      return {};
    case 'schools':
      return { schoolUrn: { $in: [...reach.schoolUrns] } };
    case 'children':
      return { schoolUrn: { $in: [...reach.schoolUrns] }, pupilId: { $in: [...reach.pupilIds] } };
    case 'nowhere':
      return NOTHING;
  }
}

/**
 * Things that belong to a school and to no child (deliveries, sources, held rows, digests), for an action. Those
 * who see only named children see none of them.
 */
export function schoolThingsInScope(scope: Scope, action: Action): Pick<RecordsFilter, 'schoolUrn' | '_id'> {
  return reachOf(scope.viewer, action).kind === 'children' ? NOTHING : recordsInScope(scope, action);
}

/** The schools themselves, for an action: a condition on the `schools` collection. */
export function schoolsInScope({ viewer }: Scope, action: Action): { _id?: { $in: Urn[] } } {
  const reach = reachOf(viewer, action);
  switch (reach.kind) {
    case 'everywhere':
      return {};
    case 'schools':
    case 'children':
      return { _id: { $in: [...reach.schoolUrns] } };
    case 'nowhere':
      return { _id: { $in: [] } };
  }
}

/** Lines of the audit: an administrator reads all, others those about their own schools' children and things. */
export function auditInScope({ viewer }: Scope): object {
  const reach = reachOf(viewer, 'see-audit');
  switch (reach.kind) {
    case 'everywhere':
      return {};
    case 'schools':
      return { 'about.schoolUrns': { $in: [...reach.schoolUrns] } };
    case 'children':
    case 'nowhere':
      return NOTHING;
  }
}

/** People whose access the viewer looks after. */
export function peopleInScope({ viewer }: Scope): object {
  return reachOf(viewer, 'manage-people').kind === 'everywhere' ? {} : NOTHING;
}

/** People who work for a school whose access the viewer decides on. */
export function colleaguesInScope({ viewer }: Scope): object {
  const reach = reachOf(viewer, 'decide-access');
  return reach.kind === 'schools' ? { schoolUrns: { $in: [...reach.schoolUrns] } } : NOTHING;
}
