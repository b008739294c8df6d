import type { Assessment } from '../../domain/concern/assessment.ts';
import type { ChildFacts, SiblingFacts } from '../../domain/digest/digestFacts.ts';
import { decisionFacts } from '../../domain/digest/decisionFacts.ts';
import { asListed } from '../../domain/flags/isToDiscuss.ts';
import { addDays, type LocalDate } from '../../domain/localDate.ts';
import { findAssessment } from '../../store/assessments.ts';
import { listFlagsOfPupil } from '../../store/flags.ts';
import { entryFacts, nameOf } from '../../store/entryFacts.ts';
import { listIncidentsByIds } from '../../store/incidents.ts';
import type { Store } from '../../store/openStore.ts';
import { listHouseholdsOf, siblingsAmong, type PupilRecord } from '../../store/pupils.ts';
import { listSchools, type SchoolRecord } from '../../store/schools.ts';
import type { AssessedWeek } from './assessWeek.ts';
import { attendanceWeeks, type Register } from './registerFacts.ts';

export interface ChildInWeek {
  readonly pupil: PupilRecord;
  readonly now: Assessment;
  readonly before: Assessment | undefined;
  readonly register: Register | undefined;
  readonly school: SchoolRecord;
  readonly week: { readonly name: string; readonly start: LocalDate; readonly assessed: AssessedWeek };
  /** The instants between which an entry was recorded this week. */
  readonly recorded: { readonly from: Date; readonly to: Date };
}

/** Gathers what a digest says of one child. */
export async function loadChildFacts(store: Store, child: ChildInWeek): Promise<ChildFacts> {
  const { pupil, now, before, register, school, week, recorded } = child;
  // The reasons speak of every entry they rest on; the few that matter most come first and are shown.
  const rested = now.contributions.flatMap(({ entryIds }) => entryIds);
  const ids = [...new Set([...now.acuteEntryIds, ...now.keyEntryIds, ...rested])];
  const incidents = new Map(
    (await listIncidentsByIds(store, ids)).map((incident) => [incident._id, incident]),
  );
  return {
    pupilId: pupil._id,
    name: nameOf(pupil),
    ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }),
    now,
    ...(before === undefined ? {} : { before }),
    keyEntries: ids.flatMap((id) => {
      const incident = incidents.get(id);
      return incident ? [entryFacts(incident)] : [];
    }),
    entriesThisWeek: await store.incidents.countDocuments({
      pupilId: pupil._id,
      recordedAt: { $gte: recorded.from, $lt: recorded.to },
      'tagging.severity': { $gt: 0 },
      withdrawnAt: { $exists: false },
    }),
    attendanceWeeks: attendanceWeeks(register, school, week.start),
    siblings: await loadSiblings(store, child),
    ...cameFrom(child),
    ...unseenFacts(child),
    ...decisionFacts(await listFlagsOfPupil(store, pupil._id)),
  };
}

const YEAR_DAYS = 365;

function cameFrom({
  pupil,
  school,
  week,
}: Pick<ChildInWeek, 'pupil' | 'school' | 'week'>): Pick<ChildFacts, 'cameFrom'> {
  const joined = pupil.memberships.findLast(({ schoolUrn }) => schoolUrn === school._id)?.joined;
  if (joined === undefined || joined < addDays(week.start, -YEAR_DAYS)) return {};
  const before = pupil.memberships
    .filter((one) => one.schoolUrn !== school._id && (one.joined ?? '') < joined)
    .sort((a, b) => ((a.joined ?? '') < (b.joined ?? '') ? -1 : 1))
    .at(-1);
  return before === undefined ? {} : { cameFrom: { schoolUrn: before.schoolUrn, joined } };
}

function unseenFacts({ pupil, week }: Pick<ChildInWeek, 'pupil' | 'week'>): Pick<ChildFacts, 'unseen'> {
  const unseen = week.assessed.unseen.get(pupil._id);
  return unseen === undefined ? {} : { unseen };
}

/** What is told of a child of whom nothing is known: that, and no more. */
export function factsOfUnknown(child: Pick<ChildInWeek, 'pupil' | 'now' | 'week'>): ChildFacts {
  const { pupil, now } = child;
  return {
    pupilId: pupil._id,
    name: nameOf(pupil),
    ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }),
    now,
    keyEntries: [],
    entriesThisWeek: 0,
    attendanceWeeks: [],
    siblings: [],
    ...unseenFacts(child),
  };
}

/** Brothers and sisters at their level at the week's end, or as it is now where their school's week is not made up. */
async function loadSiblings(store: Store, { pupil, school, week }: ChildInWeek): Promise<SiblingFacts[]> {
  const members = siblingsAmong(pupil, await listHouseholdsOf(store, [pupil]));
  if (members.length === 0) return [];
  const names = new Map((await listSchools(store)).map((known) => [known._id, known.name]));
  return Promise.all(
    members.map(async (member) => {
      const current = member.memberships.find(({ left }) => left === undefined) ?? member.memberships.at(-1);
      const assessment =
        week.assessed.assessments.get(member._id) ??
        (await findAssessment(store, member._id, week.name)) ??
        (await findAssessment(store, member._id, 'now'));
      return {
        pupilId: member._id,
        initials: nameOf(member).initials,
        schoolName: (current && names.get(current.schoolUrn)) ?? 'another school',
        atThisSchool: current?.schoolUrn === school._id,
        level: assessment ? asListed(assessment).level : 'none',
      };
    }),
  );
}
