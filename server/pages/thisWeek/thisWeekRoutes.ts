import type { ChildFacts } from '../../../domain/digest/digestFacts.ts';
import type { NoDataReason } from '../../../domain/concern/assessment.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { writeMoves } from '../../../domain/moves/writeMoves.ts';
import { addDays, londonDate } from '../../../domain/localDate.ts';
import { SOON_DAYS } from '../../../domain/subjectAccess/request.ts';
import {
  buildThisWeek,
  type ListedFacts,
  type ThisWeekFacts,
} from '../../../domain/thisWeek/buildThisWeek.ts';
import { may } from '../../../domain/access/actions.ts';
import { entryFacts, nameOf } from '../../../store/entryFacts.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import {
  countHeldForReview,
  listFlagged,
  listNewEntries,
  mapReasonEntries,
  type FlaggedChild,
} from '../../../store/thisWeek.ts';
import { listMoves, type ChildMoves } from '../../../store/moves.ts';
import { listUnseen, type ListedUnseen } from '../../../store/unseen.ts';
import { listOpenTransfers } from '../../../store/transfers.ts';
import { listRegisteredRequests } from '../../../store/subjectRequests.ts';
import { recordVisit } from '../../../store/visits.ts';
import { childName, schoolOf, yearOf } from '../children/describeChild.ts';
import { page, type PageRoute, type Visit } from '../page.ts';

const NEW_SHOWN = 15;
const UNSEEN_SHOWN = 15;
const MOVES_SHOWN = 15;
/** What is new to somebody who has not been here before, days. */
const FIRST_VISIT_DAYS = 7;

/** Where a safeguarding lead begins: who needs attention and why, what is new, what waits. */
export const thisWeekRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/week', kind: 'view', allow: 'see-flags', audit: 'viewed-list' },
    async (visit) => {
      const facts = await loadThisWeek(visit);
      return {
        kind: 'page',
        template: 'thisWeek',
        title: 'This week',
        view: buildThisWeek(facts),
        about: { schoolUrns: visit.viewer.schoolUrns, count: facts.listed.length },
      };
    },
  ),
];

async function loadThisWeek(visit: Visit): Promise<ThisWeekFacts> {
  const { store, scope, viewer, now } = visit;
  const since = await recordVisit(store, scope, now);
  const [flagged, unseen, moves, held, schools, transfers, requests] = await Promise.all([
    listFlagged(store, scope),
    listUnseen(store, scope, now),
    listMoves(store, scope, now),
    may(viewer.role, 'review-matches') ? countHeldForReview(store, scope) : null,
    listSchoolNames(store, scope, 'see-flags'),
    listOpenTransfers(store, scope),
    listRegisteredRequests(store, scope, 'open'),
  ]);
  const entries = await mapReasonEntries(store, scope, flagged);
  const names = new Map<string, string>(schools.map(({ urn, name }) => [urn, name]));
  return {
    today: scope.today,
    ...(since === undefined ? {} : { since }),
    listed: flagged.map((child) => listedFacts(visit, child, entries, names)),
    newEntries: may(viewer.role, 'see-narratives') ? await loadNewEntries(visit, since) : null,
    unseen: unseen.slice(0, UNSEEN_SHOWN).map(unseenLine),
    moves: moves.slice(0, MOVES_SHOWN).map(moveLine),
    heldRows: held,
    lateReceipts: transfers.filter(({ overdue }) => overdue).length,
    subjectRequests: {
      overdue: requests.filter(({ standing }) => standing.overdue).length,
      soon: requests.filter(
        ({ standing: { due, overdue } }) =>
          due !== undefined && !overdue && due <= addDays(scope.today, SOON_DAYS),
      ).length,
    },
  };
}

function listedFacts(
  { scope, viewer }: Visit,
  { pupil, assessment, flags }: FlaggedChild,
  entries: Awaited<ReturnType<typeof mapReasonEntries>>,
  names: ReadonlyMap<string, string>,
): ListedFacts {
  const ids = [
    ...new Set([...assessment.keyEntryIds, ...assessment.contributions.flatMap(({ entryIds }) => entryIds)]),
  ];
  const child: ChildFacts = {
    pupilId: pupil._id,
    name: nameOf(pupil),
    now: assessment,
    keyEntries: ids.flatMap((id) => entries.get(id) ?? []),
    entriesThisWeek: 0,
    attendanceWeeks: [],
    siblings: [],
  };
  const where = [
    yearOf(pupil),
    ...(viewer.schoolUrns.length > 1 ? [schoolOf(pupil, names, scope.today)] : []),
  ].filter((part) => part !== undefined);
  return { child, name: childName(pupil), where: where.join(', '), flags };
}

async function loadNewEntries({ store, scope, now }: Visit, since: Date | undefined) {
  const from = since ?? new Date(now.getTime() - FIRST_VISIT_DAYS * 86_400_000);
  const { entries, count } = await listNewEntries(store, scope, { since: from, limit: NEW_SHOWN });
  return {
    count,
    entries: entries.map(({ incident, pupil }) => ({
      pupilId: pupil._id,
      name: childName(pupil),
      title: entryFacts(incident).title,
      date: londonDate(incident.occurredAt),
      by: incident.recordedBy ?? '',
    })),
  };
}

function moveLine({ pupil, ...asked }: ChildMoves) {
  return { pupilId: pupil._id, name: childName(pupil), line: writeMoves(asked).join(' ') };
}

const NO_DATA: Readonly<Record<NoDataReason, string>> = {
  'not-on-roll': 'on no school’s roll',
  'waiting-for-place': 'waiting for a school place',
  'register-not-received': 'the register does not reach us',
};

function unseenLine({ pupil, state, tried }: ListedUnseen) {
  const attempts =
    tried.length === 0 ? '' : `; ${writeCountOf(tried.length, 'attempt', 'attempts')} to reach them since`;
  const line =
    state.kind === 'no-data'
      ? `nothing is known: ${NO_DATA[state.why]}`
      : `not seen ${state.everSeen ? `since ${writeDate(state.since)}` : 'since joining'}, ${writeCountOf(state.schoolDays, 'school day', 'school days')}${attempts}`;
  return { pupilId: pupil._id, name: childName(pupil), line };
}
