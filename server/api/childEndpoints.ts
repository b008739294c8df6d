import { z } from 'zod';
import { isUsual } from '../../domain/access/usualList.ts';
import type { Action } from '../../domain/access/actions.ts';
import { STANDING_STATES, type Flag } from '../../domain/flags/flag.ts';
import { getChronology } from '../../store/chronology.ts';
import { findJudged, listFlagsInScope, listJudged, type JudgedChild } from '../../store/judgedChildren.ts';
import { findPupilInScope, hasStandingFlag } from '../../store/pupilsInScope.ts';
import type { PupilRecord } from '../../store/pupils.ts';
import { aboutChild } from '../pages/aboutChild.ts';
import { childName } from '../pages/children/describeChild.ts';
import type { Visit } from '../pages/page.ts';
import { NOT_FOUND } from '../problem.ts';
import { CHILD, CHILD_LIST, CHRONOLOGY, FLAG_LIST, FLAG_STATE } from './answers.ts';
import { CURSOR, PAGE_SIZE, queryOf, WRONG_QUERY, type Endpoint } from './endpoint.ts';

const LIST_QUERY = z.object({ cursor: CURSOR });
const FLAGS_QUERY = LIST_QUERY.extend({
  state: FLAG_STATE.optional().describe('Without it, those that stand: open, acknowledged, actioned'),
});
const CHRONOLOGY_QUERY = LIST_QUERY.extend({
  asOf: z.iso
    .datetime()
    .optional()
    .describe('Tells what was known at that instant, in UTC; a cursor has its own'),
});

/** Children, their chronologies and their flags. */
export const CHILD_ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/children',
    scope: 'read-lists',
    operationId: 'listChildren',
    summary: 'Lists the children on your usual list, in the order of their ids',
    query: LIST_QUERY,
    answer: CHILD_LIST,
    give: async (visit) => {
      const { cursor: after = '' } = queryOf(LIST_QUERY, visit);
      const found = await listJudged(visit.store, visit.scope, { after, limit: PAGE_SIZE });
      const usual = found.filter(({ flags }) => isOnList(visit, flags));
      const next = found.length < PAGE_SIZE ? null : (found.at(-1)?.pupil._id ?? null);
      return {
        body: { children: usual.map(childLine), next },
        about: { schoolUrns: visit.viewer.schoolUrns, count: usual.length },
      };
    },
  },
  {
    path: '/api/v1/children/{pupilId}',
    scope: 'read-lists',
    operationId: 'getChild',
    summary: 'Tells how a child stands, with reasons that add up to the score',
    answer: CHILD,
    give: async (visit) => {
      const pupil = await usualChild(visit, 'see-flags');
      const judged = await findJudged(visit.store, visit.scope, pupil);
      if (!judged) throw NOT_FOUND;
      const body = {
        ...childLine(judged),
        asOf: judged.assessment?.asOf ?? null,
        reasons: judged.assessment?.contributions.map(reason) ?? [],
        flags: judged.flags.map(flagLine),
      };
      return { body, about: aboutChild(visit, pupil) };
    },
  },
  {
    path: '/api/v1/children/{pupilId}/chronology',
    scope: 'read-records',
    operationId: 'getChronology',
    summary: 'Tells a child’s chronology, newest first, as it was known at an instant',
    query: CHRONOLOGY_QUERY,
    answer: CHRONOLOGY,
    give: async (visit) => {
      const { asOf, from } = placeOf(visit);
      const pupil = await usualChild(visit, 'see-narratives');
      const told = await getChronology(visit.store, visit.scope, pupil._id, asOf);
      if (!told) throw NOT_FOUND;
      const { entries } = told.chronology;
      const to = from + PAGE_SIZE;
      const body = {
        pupilId: pupil._id,
        asOf,
        entries: entries.slice(from, to).map((entry) => ({
          id: entry.id,
          date: entry.date,
          until: entry.until ?? null,
          kind: entry.kind,
          title: entry.title,
          effect: entry.effect,
          weight: entry.weight,
          theme: entry.theme ?? null,
          reasons: entry.reasons,
          by: entry.by ?? null,
          text: entry.incident?.narrative ?? entry.text ?? null,
          actionTaken: entry.actionTaken ?? null,
          outcome: entry.outcome ?? null,
        })),
        next: entries.length > to ? `${asOf.getTime()}-${to}` : null,
      };
      return { body, about: { ...aboutChild(visit, pupil), what: 'chronology' } };
    },
  },
  {
    path: '/api/v1/flags',
    scope: 'read-lists',
    operationId: 'listFlags',
    summary: 'Lists flags, child by child',
    query: FLAGS_QUERY,
    answer: FLAG_LIST,
    give: async (visit) => {
      const { cursor: after = '', state } = queryOf(FLAGS_QUERY, visit);
      const states = state === undefined ? [...STANDING_STATES] : [state];
      const found = await listFlagsInScope(visit.store, visit.scope, { after, limit: PAGE_SIZE, states });
      const flags = found
        .filter((record) => isOnList(visit, record.flags))
        .flatMap((record) => record.flags.filter((flag) => states.includes(flag.state)).map(flagLine));
      const next = found.length < PAGE_SIZE ? null : (found.at(-1)?._id ?? null);
      return {
        body: { flags, next },
        about: { schoolUrns: visit.viewer.schoolUrns, count: flags.length, what: 'flags' },
      };
    },
  },
];

/** The pages of a chronology are of one instant, which the cursor carries. */
function placeOf(visit: Visit): { asOf: Date; from: number } {
  const { cursor, asOf } = queryOf(CHRONOLOGY_QUERY, visit);
  if (cursor === undefined) {
    const instant = asOf === undefined ? visit.now : new Date(asOf);
    return { asOf: instant > visit.now ? visit.now : instant, from: 0 };
  }
  const [, instant, from] = /^(\d{1,15})-(\d{1,9})$/.exec(cursor) ?? [];
  if (instant === undefined) throw WRONG_QUERY;
  return { asOf: new Date(Math.min(Number(instant), visit.now.getTime())), from: Number(from) };
}

/**
 * A child whose whole file the viewer sees and who is on their usual list. Of others a page asks why first; a
 * program cannot be asked, so to it they are not there.
 */
async function usualChild(visit: Visit, action: Action): Promise<PupilRecord> {
  const found = await findPupilInScope(visit.store, visit.scope, action, visit.param('pupilId'));
  if (!found) throw NOT_FOUND;
  const flagged = await hasStandingFlag(visit.store, visit.scope, found);
  if (!isUsual(visit.viewer, { part: found.part, hasStandingFlag: flagged })) throw NOT_FOUND;
  return found.pupil;
}

function childLine({ pupil, assessment, flags }: JudgedChild) {
  return {
    pupilId: pupil._id,
    name: childName(pupil),
    yearGroup: pupil.yearGroup ?? null,
    level: assessment?.level ?? null,
    score: assessment?.score ?? null,
    standingFlags: flags.filter(stands).length,
  };
}

function flagLine({ flagId, pupilId, track, kinds, level, state, since, score, contributions }: Flag) {
  return {
    ...{ flagId, pupilId, track, kinds, level, state, since, score },
    reasons: contributions.map(reason),
  };
}

function reason({ id, what, points, entryIds }: Flag['contributions'][number]) {
  return { id, what, points, entryIds };
}

function isOnList({ viewer }: Visit, flags: readonly Flag[]): boolean {
  return isUsual(viewer, { part: 'whole', hasStandingFlag: flags.some(stands) });
}

function stands({ state }: Flag): boolean {
  return STANDING_STATES.has(state);
}
