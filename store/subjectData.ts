import type { PeopleAround } from '../domain/subjectAccess/knownPeople.ts';
import type { SubjectFacts } from '../domain/subjectAccess/subjectEntries.ts';
import { assessPupil } from '../domain/concern/assessPupil.ts';
import { recordsFrom } from '../domain/concern/recordsFrom.ts';
import { reachOf } from '../domain/access/viewer.ts';
import type { Upn } from '../domain/identifiers.ts';
import { londonInstant, type LocalDate } from '../domain/localDate.ts';
import { listFormerChildEvents } from './childEvents.ts';
import { storedContexts, tellChronology } from './chronology.ts';
import { listFlagsOfPupil } from './flags.ts';
import { loadHistories } from './loadHistories.ts';
import type { Store } from './openStore.ts';
import { listHouseholdsOf, mapPupilsByUpn, schoolsOf, siblingsAmong, type PupilRecord } from './pupils.ts';
import { findPupilInScope } from './pupilsInScope.ts';
import { mapSchoolNames } from './schools.ts';
import { pupilsInScope, type Scope } from './scope.ts';

const ACTION = 'share-records';

/** Everything the viewer's schools hold about a child, and whom the store knows around them. */
export interface SubjectData {
  readonly pupil: PupilRecord;
  readonly facts: Omit<SubjectFacts, 'card' | 'receivedOn'>;
  readonly people: Omit<PeopleAround, 'requester' | 'terms'>;
  /** Names of brothers and sisters. */
  readonly siblings: readonly string[];
}

/**
 * Loads what is held about a child for the answer to a subject access request: also wordings that were replaced or
 * taken back, which are held all the same. A school that the child has left answers for what it recorded itself.
 * @param receivedOn the day of the request, as of which register and score are given
 * @returns undefined for a child whose records the viewer may not share, as for one that is not there
 */
export async function getSubjectData(
  store: Store,
  scope: Scope,
  pupilId: string,
  { receivedOn, now }: { readonly receivedOn: LocalDate; readonly now: Date },
): Promise<SubjectData | undefined> {
  const found = await findPupilInScope(store, scope, ACTION, pupilId);
  if (!found) return undefined;
  const { pupil, part } = found;
  const endOfDay = londonInstant(receivedOn, '23:59:59');
  const then = endOfDay < now ? endOfDay : now;
  const [[history], [before], contexts, flags, schoolNames, formerAdded] = await Promise.all([
    loadHistories(store, [pupil], { asOf: now }),
    loadHistories(store, [pupil], { asOf: then }),
    storedContexts(store, pupil),
    listFlagsOfPupil(store, pupilId),
    mapSchoolNames(store, schoolsOf(pupil)),
    listFormerChildEvents(store, pupilId),
  ]);
  if (!history || !before) return undefined;
  const whole = part === 'whole';
  const reach = reachOf(scope.viewer, ACTION);
  const ours = reach.kind === 'schools' ? reach.schoolUrns : [];
  const held = whole ? history : recordsFrom(history, ours);
  const told = { history, contexts, flags, asOf: now };
  const [chronology, register, people] = await Promise.all([
    tellChronology(store, scope, found, told),
    tellChronology(store, scope, found, { ...told, history: before, asOf: then }),
    listPeopleAround(store, scope, pupil),
  ]);
  return {
    pupil,
    facts: {
      entries: chronology.entries,
      registerEntries: register.entries,
      former: held.entries.filter(({ withdrawnAt }) => withdrawnAt !== undefined && withdrawnAt <= now),
      formerAdded: formerAdded.filter(({ event }) => whole || ours.includes(event.schoolUrn)),
      marks: whole ? before.marks : recordsFrom(before, ours).marks,
      linked: new Set(held.entries.filter(({ role }) => role !== 'subject').map(({ entryId }) => entryId)),
      schoolNames,
      ...(whole ? { judged: { assessment: assessPupil(before, contexts, then), flags } } : {}),
    },
    people: {
      ...people,
      staff: [...people.staff, ...chronology.entries.flatMap(({ by }) => (by === undefined ? [] : [[by]]))],
    },
    siblings: people.siblings,
  };
}

/** Names the store knows around a child, of the viewer's schools alone. */
async function listPeopleAround(store: Store, scope: Scope, pupil: PupilRecord) {
  const reach = reachOf(scope.viewer, ACTION);
  const schoolUrns = schoolsOf(pupil).filter(
    (urn) => reach.kind === 'schools' && reach.schoolUrns.includes(urn),
  );
  const [onRoll, household, incidents, staff] = await Promise.all([
    store.pupils
      .find(
        { $and: [{ 'memberships.schoolUrn': { $in: schoolUrns } }, pupilsInScope(scope, ACTION)] } as never,
        {
          forename: 1,
          surname: 1,
          preferredName: 1,
          formerSurnames: 1,
        },
      )
      .lean<PupilRecord[]>(),
    listHouseholdsOf(store, [pupil]),
    store.incidents
      .find({ pupilId: pupil._id, schoolUrn: { $in: schoolUrns } }, { linkedUpns: 1 })
      .lean<{ linkedUpns: Upn[] }[]>(),
    store.people.find({ schoolUrns: { $in: schoolUrns } }, { name: 1 }).lean<{ name: string }[]>(),
  ]);
  const linked = await mapPupilsByUpn(store, [...new Set(incidents.flatMap(({ linkedUpns }) => linkedUpns))]);
  const siblings = siblingsAmong(pupil, household);
  return {
    child: namesOf(pupil),
    upns: pupil.upns ?? [],
    close: [...siblings, ...linked.values()].filter(({ _id }) => _id !== pupil._id).map(namesOf),
    pupils: onRoll.filter(({ _id }) => _id !== pupil._id).map(namesOf),
    staff: staff.map(({ name }) => [name]),
    siblings: siblings.map(({ forename, surname }) => `${forename} ${surname}`),
  };
}

function namesOf({ forename, surname, preferredName, formerSurnames = [] }: PupilRecord): string[] {
  return [
    `${forename} ${surname}`,
    ...(preferredName === undefined ? [] : [preferredName]),
    ...formerSurnames,
  ];
}
