import type { Assessment } from '../../domain/concern/assessment.ts';
import type { ChildFacts, GoodNewsFacts, SchoolWeekFacts } from '../../domain/digest/digestFacts.ts';
import { isWorthPraise } from '../../domain/digest/isWorthPraise.ts';
import { asListed, isToDiscuss } from '../../domain/flags/isToDiscuss.ts';
import { addDays, londonInstant, mondayOfIsoWeek, type LocalDate } from '../../domain/localDate.ts';
import { listAssessments } from '../../store/assessments.ts';
import { listDeliveries } from '../../store/deliveries.ts';
import { findPreviousDigest } from '../../store/digests.ts';
import { countIncidentsRecorded, countReceivedLate, listProtectiveIncidents } from '../../store/incidents.ts';
import type { Store } from '../../store/openStore.ts';
import type { PupilRecord } from '../../store/pupils.ts';
import type { SchoolRecord } from '../../store/schools.ts';
import { earlierOf, type AssessedWeek } from './assessWeek.ts';
import { groupRejected, loadHeldRows } from './heldBackFacts.ts';
import { entryFacts, nameOf } from '../../store/entryFacts.ts';
import { factsOfUnknown, loadChildFacts } from './childFacts.ts';
import { loadNewcomers } from './newcomerFacts.ts';
import { countMarksInWeek, findMissingRegisters, isClosedWeek } from './registerFacts.ts';

/** Deliveries of the week itself and of the days after it, in which they may still be processed. */
const WEEK_MS = 7 * 86_400_000;
/** More than any school has in a week of them; which are shown, and how many are not, the digest says. */
const GOOD_NEWS_READ = 200;

export interface WeekToReport {
  readonly school: SchoolRecord;
  readonly name: string;
  readonly start: LocalDate;
  readonly assessed: AssessedWeek;
  readonly now: Date;
  /** The week whose kept assessments it is compared with; that of the last digest when not given. */
  readonly heldAgainst?: string;
}

/** Gathers everything a school's digest for a week is made from. */
export async function loadDigestFacts(store: Store, week: WeekToReport): Promise<SchoolWeekFacts> {
  const { school, assessed, now } = week;
  // Up to the midnight after Sunday, so that no minute falls between two weeks.
  const recorded = {
    from: londonInstant(week.start, '00:00'),
    to: londonInstant(addDays(week.start, 7), '00:00'),
  };
  const { registers } = assessed;
  const last = await findPreviousDigest(store, school._id, week.name);
  const previous = week.heldAgainst ?? last?.week;
  const before = previous ? await assessmentsOf(store, school, previous) : new Map<string, Assessment>();
  const listed = assessed.pupils.filter((pupil) =>
    isListed(assessed.assessments.get(pupil._id), before.get(pupil._id)),
  );
  const children = [];
  for (const pupil of listed) {
    const assessment = assessed.assessments.get(pupil._id);
    if (!assessment) continue;
    children.push(
      await loadChildFacts(store, {
        pupil,
        now: asListed(assessment),
        before: before.get(pupil._id),
        register: registers.get(pupil._id),
        school,
        week,
        recorded,
      }),
    );
  }
  const marks = countMarksInWeek(registers, week.start);
  const unknown = marks === 0 ? [] : unknownBesides(week, new Set(listed));
  const deliveries = await listDeliveries(
    store,
    school._id,
    recorded.from,
    earlierOf(now, new Date(recorded.to.getTime() + WEEK_MS)),
  );
  return {
    school: { urn: school._id, name: school.name },
    week: week.name,
    weekStart: week.start,
    weekEnd: addDays(week.start, 6),
    generatedAt: now,
    roll: assessed.pupils.length,
    children: [...children, ...unknown],
    newAtSchool: await loadNewcomers(store, week, previous === undefined ? undefined : before),
    goodNews: await loadGoodNews(store, week, recorded),
    arrivals: {
      incidents: await countIncidentsRecorded(store, school._id, recorded.from, recorded.to),
      lateEntries: last ? await countReceivedLate(store, school._id, recorded.from, last.writtenAt) : 0,
      marks,
      deliveries: deliveries.length,
    },
    heldRows: await loadHeldRows(store, school),
    rejectedRows: groupRejected(deliveries),
    missingRegisters: findMissingRegisters(school, week.start, { ...assessed, now }),
    ...previousWeek(previous),
    schoolClosed: isClosedWeek(school, week.start),
  };
}

/** Children on no list of whom nobody can say when they were last seen. */
function unknownBesides(week: WeekToReport, listed: ReadonlySet<PupilRecord>): ChildFacts[] {
  return week.assessed.pupils.flatMap((pupil) => {
    const now = week.assessed.assessments.get(pupil._id);
    return now?.unseen.kind === 'no-data' && !listed.has(pupil)
      ? [factsOfUnknown({ pupil, now: asListed(now), week })]
      : [];
  });
}

function previousWeek(week: string | undefined): Pick<SchoolWeekFacts, 'previousWeekStart'> {
  const previousWeekStart = week === undefined ? undefined : mondayOfIsoWeek(week);
  return previousWeekStart === undefined ? {} : { previousWeekStart };
}

async function assessmentsOf(
  store: Store,
  school: SchoolRecord,
  week: string,
): Promise<Map<string, Assessment>> {
  const assessments = await listAssessments(store, school._id, week);
  return new Map(assessments.map((assessment) => [assessment.pupilId, asListed(assessment)]));
}

/** On the list now or at the last digest, or not seen as expected. */
function isListed(now: Assessment | undefined, before: Assessment | undefined): boolean {
  if (!now) return false;
  return [now, before].some((one) => one !== undefined && isToDiscuss(one));
}

async function loadGoodNews(
  store: Store,
  week: WeekToReport,
  recorded: { from: Date; to: Date },
): Promise<GoodNewsFacts[]> {
  const incidents = await listProtectiveIncidents(
    store,
    week.school._id,
    recorded.from,
    recorded.to,
    GOOD_NEWS_READ,
  );
  const pupils = new Map(week.assessed.pupils.map((pupil) => [pupil._id, pupil]));
  return incidents.flatMap((incident) => {
    const pupil = pupils.get(incident.pupilId);
    const entry = entryFacts(incident);
    if (!pupil || !isWorthPraise(entry)) return [];
    const { yearGroup } = pupil;
    return [
      { pupilId: pupil._id, name: nameOf(pupil), ...(yearGroup === undefined ? {} : { yearGroup }), entry },
    ];
  });
}
