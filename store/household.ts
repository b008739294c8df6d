import { reachOf } from '../domain/access/viewer.ts';
import { assessPupil } from '../domain/concern/assessPupil.ts';
import type { ChildEvent } from '../domain/childEvents/childEvent.ts';
import { buildHousehold, type Household, type Sight } from '../domain/household/buildHousehold.ts';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate } from '../domain/localDate.ts';
import { storedContexts } from './chronology.ts';
import { loadHistories } from './loadHistories.ts';
import type { Store } from './openStore.ts';
import { isOnRoll, listHouseholdsOf, schoolsOf, siblingsAmong, type PupilRecord } from './pupils.ts';
import { findWholeFile } from './pupilsInScope.ts';
import { mapSchoolNames } from './schools.ts';
import { filePartInScope, type Scope } from './scope.ts';

/**
 * A child's household as of an instant, across schools, as far as the reader may see each member.
 * @returns undefined for a child whose file the reader may not read
 */
export async function getHousehold(
  store: Store,
  scope: Scope,
  pupilId: string,
  asOf: Date,
): Promise<Household | undefined> {
  const pupil = await findWholeFile(store, scope, 'see-narratives', pupilId);
  if (!pupil) return undefined;
  const everybody = [pupil, ...siblingsAmong(pupil, await listHouseholdsOf(store, [pupil]))];
  const histories = new Map(
    (await loadHistories(store, everybody, { asOf })).map((history) => [history.pupilId, history]),
  );
  const names = await mapSchoolNames(store, [...new Set(everybody.flatMap(schoolsOf))]);
  const members = everybody.map((member) => {
    const history = histories.get(member._id);
    const sight = sightOf(scope, member, history?.added ?? []);
    const schoolUrn = schoolOf(member, asOf);
    return {
      pupilId: member._id,
      name: nameFor(member, sight),
      schoolName: (schoolUrn && names.get(schoolUrn)) ?? 'another school',
      ...(schoolUrn === undefined ? {} : { schoolUrn }),
      sight,
      entries: history?.entries ?? [],
    };
  });
  const own = histories.get(pupilId);
  const assessment = own && assessPupil(own, await storedContexts(store, pupil), asOf);
  return buildHousehold(members, assessment, asOf);
}

/** What the reader may read of a member: the whole file, what their own schools wrote, and what others share. */
function sightOf(scope: Scope, member: PupilRecord, added: readonly ChildEvent[]): Sight {
  const part = filePartInScope(scope, 'see-narratives', member);
  if (part === 'whole') return 'whole';
  const reach = reachOf(scope.viewer, 'see-narratives');
  const ours = 'schoolUrns' in reach ? reach.schoolUrns : [];
  return { only: [...(part === 'own-records' ? ours : []), ...sharedBy(added, ours)] };
}

/** The schools whose last decision was to share their record of a child with one of these. */
function sharedBy(added: readonly ChildEvent[], withSchools: readonly Urn[]): readonly Urn[] {
  const last = new Map<Urn, boolean>();
  const inOrder = [...added].sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  for (const { content, schoolUrn } of inOrder)
    if (content.kind === 'share' && withSchools.includes(content.withSchool))
      last.set(schoolUrn, content.shared);
  return [...last].flatMap(([schoolUrn, shared]) => (shared ? [schoolUrn] : []));
}

function schoolOf(pupil: PupilRecord, asOf: Date): Urn | undefined {
  const today = londonDate(asOf);
  return schoolsOf(pupil).find((urn) => isOnRoll(pupil, urn, today)) ?? pupil.memberships.at(-1)?.schoolUrn;
}

/** Names are for those who may read; a brother or sister elsewhere is told by initials. */
function nameFor({ forename, preferredName, surname }: PupilRecord, sight: Sight): string {
  const called = preferredName ?? forename;
  if (sight === 'whole' || sight.only.length > 0) return `${called} ${surname}`;
  return `${called.charAt(0)}${surname.charAt(0)}`.toUpperCase();
}
