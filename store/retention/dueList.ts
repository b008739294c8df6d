import { mayAt } from '../../domain/access/viewer.ts';
import { addYears, type LocalDate } from '../../domain/localDate.ts';
import { candidateKeys } from '../../domain/matching/matchKeys.ts';
import { shortestPeriod } from '../../domain/retention/periods.ts';
import { keeperOf } from '../../domain/retention/retentionDue.ts';
import type { Store } from '../openStore.ts';
import type { PupilRecord } from '../pupils.ts';
import { writePupil } from '../writePupils.ts';
import { findPupilInScope } from '../pupilsInScope.ts';
import { pupilsInScope, type Scope } from '../scope.ts';
import { mapOwnPeriods } from './ownPeriods.ts';
import { loadRetention, type PupilRetention } from './retentionFacts.ts';

const ACTION = 'decide-retention';

/**
 * Former children whose file the viewer's schools keep and whose records are due or will be within a year, or that
 * have no date of birth; and every child of theirs on whom a hold stands. The longest due first.
 */
export async function listRetention(store: Store, scope: Scope): Promise<PupilRetention[]> {
  const { viewer, today } = scope;
  const own = await mapOwnPeriods(store, viewer.schoolUrns);
  const shortest = shortestPeriod([...own.values()], 'safeguarding-file');
  const held = await store.holds.distinct('pupilId', { ended: { $exists: false } });
  const pupils = await store.pupils
    .find({
      $and: [
        pupilsInScope(scope, ACTION),
        { merged: { $exists: false } },
        {
          $or: [
            { dateOfBirth: { $lte: addYears(today, 1 - shortest) } },
            { dateOfBirth: { $exists: false } },
            { _id: { $in: held } },
          ],
        },
      ],
    } as never)
    .lean<PupilRecord[]>();
  const theirs = pupils.filter((pupil) => held.includes(pupil._id) || isKept(pupil, scope));
  const all = await loadRetention(store, theirs, today);
  return all
    .filter(({ due }) => due.state !== 'later')
    .sort((a, b) => ((a.due.dueOn ?? '9') < (b.due.dueOn ?? '9') ? -1 : 1));
}

/** True for a child on no roll whose file a school of the viewer's keeps. */
function isKept({ memberships }: PupilRecord, { viewer, today }: Scope): boolean {
  const keeper = keeperOf(memberships);
  const gone = memberships.every(({ left }) => left !== undefined && left <= today);
  return gone && keeper !== undefined && mayAt(viewer, ACTION, keeper);
}

/** One child with when their records fall due; undefined for a child outside the viewer's walls. */
export async function getRetention(
  store: Store,
  scope: Scope,
  pupilId: string,
): Promise<(PupilRetention & { readonly isKeeper: boolean }) | undefined> {
  const found = await findPupilInScope(store, scope, ACTION, pupilId);
  if (!found) return undefined;
  const [retention] = await loadRetention(store, [found.pupil], scope.today);
  return retention && { ...retention, isKeeper: isKept(found.pupil, scope) };
}

/**
 * Gives a former child the date of birth that nobody had told us.
 * @returns false for a child outside the viewer's walls or with a date already, or when somebody else wrote first
 */
export async function setBirthDate(
  store: Store,
  scope: Scope,
  { pupilId, dateOfBirth }: { pupilId: string; dateOfBirth: LocalDate },
): Promise<boolean> {
  const found = await findPupilInScope(store, scope, ACTION, pupilId);
  if (!found || found.pupil.dateOfBirth !== undefined) return false;
  const known = { ...found.pupil, dateOfBirth };
  const matchKeys = [
    ...new Set([...known.matchKeys, ...candidateKeys({ ...known, upns: known.upns ?? [] })]),
  ];
  return writePupil(store, found.pupil, { ...known, matchKeys });
}
