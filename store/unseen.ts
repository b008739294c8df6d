import { reachOf } from '../domain/access/viewer.ts';
import {
  ASKED_ABOUT_FROM,
  inOrderOfWorry,
  unseenChild,
  type UnseenChild,
} from '../domain/attendance/unseenList.ts';
import type { ContactEntry } from '../domain/concern/history.ts';
import type { AssessmentRecord } from './assessments.ts';
import { mapChildEvents } from './childEvents.ts';
import { mapContactsByPupil } from './contacts.ts';
import { contactsAdded } from './loadHistories.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';
import { wholeFilesInScope, type Scope } from './scope.ts';

/** A child on the list of the unseen, with who it is. */
export interface ListedUnseen extends UnseenChild {
  readonly pupil: PupilRecord;
}

/**
 * The children of the reader's schools whom nobody has seen for a school week and more, most worrying first, with
 * what was tried; after them those of whom nothing is known, and why. As of the last time each was weighed, which
 * is once a day at least.
 */
export async function listUnseen(store: Store, scope: Scope, now: Date): Promise<ListedUnseen[]> {
  const reach = reachOf(scope.viewer, 'see-attendance');
  if (!('schoolUrns' in reach)) return [];
  const found = await store.assessments
    .find({
      schoolUrns: { $in: [...reach.schoolUrns] },
      moment: 'now',
      $or: [
        { 'assessment.unseen.kind': 'no-data' },
        { 'assessment.unseen.schoolDaysSince': { $gte: ASKED_ABOUT_FROM } },
      ],
    })
    .lean<AssessmentRecord[]>();
  const pupils = await store.pupils
    .find({
      $and: [
        { _id: { $in: found.map(({ pupilId }) => pupilId) } },
        wholeFilesInScope(scope, 'see-attendance'),
      ],
    } as never)
    .lean<PupilRecord[]>();
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  const contacts = await contactsOf(
    store,
    pupils.map(({ _id }) => _id),
    now,
  );
  const listed = found.flatMap(({ assessment, pupilId }) => {
    const { characteristics } = byId.get(pupilId) ?? { characteristics: {} };
    return unseenChild(assessment, characteristics, contacts(pupilId)) ?? [];
  });
  return inOrderOfWorry(listed).flatMap((child) => {
    const pupil = byId.get(child.pupilId);
    return pupil ? [{ ...child, pupil }] : [];
  });
}

/** Contacts that schools sent and those that people added. */
async function contactsOf(
  store: Store,
  pupilIds: readonly string[],
  now: Date,
): Promise<(pupilId: string) => readonly ContactEntry[]> {
  const [sent, added] = await Promise.all([
    mapContactsByPupil(store, pupilIds, now),
    mapChildEvents(store, pupilIds, now),
  ]);
  return (pupilId) => [...(sent.get(pupilId) ?? []), ...contactsAdded(added.get(pupilId) ?? [])];
}
