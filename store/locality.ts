import type { CountedChild, SchoolFigures } from '../domain/locality/schoolFigures.ts';
import { countSchoolFigures } from '../domain/locality/schoolFigures.ts';
import type { Urn } from '../domain/identifiers.ts';
import { addDays, isoWeekOf, mondayOf, type LocalDate } from '../domain/localDate.ts';
import type { AssessmentMoment } from './assessments.ts';
import type { Store } from './openStore.ts';
import { remembered } from './remembered.ts';
import { isOnRoll, type PupilRecord } from './pupils.ts';
import { listSchoolsInScope } from './schoolsInScope.ts';
import type { SchoolRecord } from './schools.ts';
import type { Scope } from './scope.ts';

/** A school's true counts now and, where its week was kept, at earlier moments. Not to be shown unmasked. */
export interface CountedSchool {
  readonly school: Pick<SchoolRecord, '_id' | 'name' | 'locality'>;
  readonly now: SchoolFigures;
  readonly fourWeeksAgo: SchoolFigures | undefined;
  readonly yearAgo: SchoolFigures | undefined;
}

/** A week counts as kept when so many of the children on roll then were assessed. */
const KEPT_SHARE = 0.9;
const FOUR_WEEKS_DAYS = 28;
const YEAR_DAYS = 364;

/** How old counts may be. Kept weeks do not change; what is known now changes with every delivery. */
const NOW_FOR_MS = 10 * 60_000;
const WEEKS_FOR_MS = 24 * 3_600_000;

/**
 * The counts of the schools whose figures the viewer may see, by locality and name, ten minutes old at most. A school
 * is read in a few projected finds on its indexes, one school at a time; no child is loaded by itself.
 */
export async function countSchoolsInScope(store: Store, scope: Scope, now: Date): Promise<CountedSchool[]> {
  const schools = await listSchoolsInScope(store, scope, 'see-locality');
  const counted: CountedSchool[] = [];
  for (const school of schools) {
    const { _id: urn } = school;
    counted.push({
      school,
      now: await remembered(store, `figures:${urn}:${scope.today}`, { now, forMs: NOW_FOR_MS }, () =>
        countNow(store, urn, scope.today),
      ),
      ...(await remembered(store, `weeks:${urn}:${scope.today}`, { now, forMs: WEEKS_FOR_MS }, () =>
        countKeptWeeks(store, urn, scope.today),
      )),
    });
  }
  return counted.sort(({ school: a }, { school: b }) =>
    `${a.locality ?? '\uFFFF'}\0${a.name}`.localeCompare(`${b.locality ?? '\uFFFF'}\0${b.name}`, 'en-GB'),
  );
}

async function countNow(store: Store, urn: Urn, today: LocalDate): Promise<SchoolFigures> {
  const pupils = await listMemberships(store, urn);
  return (await countMoment(store, urn, pupils, 'now', today)).figures;
}

async function countKeptWeeks(
  store: Store,
  urn: Urn,
  today: LocalDate,
): Promise<Pick<CountedSchool, 'fourWeeksAgo' | 'yearAgo'>> {
  const pupils = await listMemberships(store, urn);
  const countAgo = (days: number) => countWeekNear(store, urn, pupils, addDays(today, -days));
  return { fourWeeksAgo: await countAgo(FOUR_WEEKS_DAYS), yearAgo: await countAgo(YEAR_DAYS) };
}

type Memberships = Pick<PupilRecord, '_id' | 'memberships'>;

function listMemberships(store: Store, schoolUrn: Urn): Promise<Memberships[]> {
  return store.pupils
    .find({ 'memberships.schoolUrn': schoolUrn }, { memberships: 1 })
    .lean<Memberships[]>()
    .exec();
}

/** The week that holds a day, or the one before or after it where that one was kept: schools have holidays. */
async function countWeekNear(
  store: Store,
  schoolUrn: Urn,
  pupils: readonly Memberships[],
  day: LocalDate,
): Promise<SchoolFigures | undefined> {
  for (const near of [day, addDays(day, -7), addDays(day, 7)]) {
    const sunday = addDays(mondayOf(near), 6);
    const { figures, onRoll } = await countMoment(store, schoolUrn, pupils, isoWeekOf(near), sunday);
    if (figures.children > 0 && figures.children >= KEPT_SHARE * onRoll) return figures;
  }
  return undefined;
}

/** The children on roll on a day, as assessed as of a moment: an assessment names every school a child was at. */
async function countMoment(
  store: Store,
  schoolUrn: Urn,
  pupils: readonly Memberships[],
  moment: AssessmentMoment,
  day: LocalDate,
): Promise<{ figures: SchoolFigures; onRoll: number }> {
  const onRoll = new Set(pupils.filter((pupil) => isOnRoll(pupil, schoolUrn, day)).map(({ _id }) => _id));
  const found = await store.assessments
    .find({ schoolUrns: schoolUrn, moment }, PROJECTION)
    .lean<{ pupilId: string; assessment: CountedChild }[]>();
  const ours = found.filter(({ pupilId }) => onRoll.has(pupilId)).map(({ assessment }) => assessment);
  return { figures: countSchoolFigures(ours), onRoll: onRoll.size };
}

const PROJECTION = {
  _id: 0,
  pupilId: 1,
  'assessment.level': 1,
  'assessment.kinds': 1,
  'assessment.contributions.id': 1,
  'assessment.contributions.points': 1,
  'assessment.attendance': 1,
};
