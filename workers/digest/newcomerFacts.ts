import type { Assessment, Level } from '../../domain/concern/assessment.ts';
import type { NewcomerFacts } from '../../domain/digest/digestFacts.ts';
import { asListed } from '../../domain/flags/isToDiscuss.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, londonDate, type LocalDate } from '../../domain/localDate.ts';
import { nameOf } from '../../store/entryFacts.ts';
import type { Store } from '../../store/openStore.ts';
import type { PupilRecord } from '../../store/pupils.ts';
import { findSchool } from '../../store/schools.ts';
import type { WeekToReport } from './loadDigestFacts.ts';

/** Joined so long before the week and not known of at the last digest: told when it is known, days. */
const TOLD_LATE_DAYS = 28;

/**
 * Who joined in the week, and who joined shortly before and was not known of when the last digest was written.
 * @param before what was made of the school's children then; undefined for the first digest
 */
export async function loadNewcomers(
  store: Store,
  week: WeekToReport,
  before: ReadonlyMap<string, Assessment> | undefined,
): Promise<NewcomerFacts[]> {
  const lately = addDays(week.start, -TOLD_LATE_DAYS);
  const joined = week.assessed.pupils.flatMap((pupil) => {
    const from = before === undefined || before.has(pupil._id) ? week.start : lately;
    return pupil.memberships.flatMap(({ schoolUrn, joined: on }) =>
      schoolUrn === week.school._id && on !== undefined && on >= from && on <= addDays(week.start, 6)
        ? [{ pupil, on }]
        : [],
    );
  });
  return Promise.all(joined.map(({ pupil, on }) => newcomerFacts(store, week, pupil, on)));
}

/** The school a child was at last before joining this one. */
function lastSchoolBefore(
  { memberships }: PupilRecord,
  here: Urn,
  joined: LocalDate,
): PupilRecord['memberships'][number] | undefined {
  const until = ({ left, joined: from }: PupilRecord['memberships'][number]): string => left ?? from ?? '';
  return memberships
    .filter(({ schoolUrn, joined: from }) => schoolUrn !== here && (from === undefined || from <= joined))
    .sort((a, b) => (until(a) < until(b) ? 1 : -1))[0];
}

async function newcomerFacts(
  store: Store,
  week: WeekToReport,
  pupil: PupilRecord,
  joined: LocalDate,
): Promise<NewcomerFacts> {
  const former = lastSchoolBefore(pupil, week.school._id, joined);
  const school = former ? await findSchool(store, former.schoolUrn) : null;
  const fromThere = {
    pupilId: pupil._id,
    schoolUrn: former?.schoolUrn ?? week.school._id,
    withdrawnAt: { $exists: false },
  };
  const last = former
    ? await store.incidents.findOne(fromThere).sort({ occurredAt: -1 }).lean<{ occurredAt: Date }>()
    : null;
  return {
    pupilId: pupil._id,
    name: nameOf(pupil),
    ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }),
    joined,
    ...(school
      ? {
          previousSchool: {
            name: school.name,
            entries: await store.incidents.countDocuments(fromThere),
            ...(last ? { lastEntryOn: londonDate(last.occurredAt) } : {}),
          },
        }
      : {}),
    characteristics: pupil.characteristics,
    level: levelOf(week.assessed.assessments.get(pupil._id)),
  };
}

function levelOf(assessment: Assessment | undefined): Level {
  return assessment === undefined ? 'none' : asListed(assessment).level;
}
