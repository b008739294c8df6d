import { randomUUID } from 'node:crypto';
import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { londonDate } from '../../../domain/localDate.ts';
import { findIncidentToMove, moveIncident, type IncidentToMove } from '../../../store/moveRecords.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { mapPupilsInScope } from '../../../store/pupilsInScope.ts';
import { enqueueTagging } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import { buildFields, problemLinks, type Problems } from '../formView.ts';
import { childPage, type Link, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { childOption, FIND_CHILD, findToChoose, NOTHING_TYPED } from '../review/chooseChild.ts';
import { childName } from './describeChild.ts';

const PATH = '/children/:pupilId/entries/:entryId/child';

/** Saying that one entry, matched by itself, is about another child. */
export const otherChildRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: 'review-matches', audit: 'viewed-child' },
    async (visit, { pupil }) => otherChildPage(pupil, await entryOf(visit), { values: {}, problems: {} }),
  ),
  childPage(
    { method: 'post', path: `${PATH}/find`, kind: 'search', allow: 'review-matches', audit: 'searched' },
    async (visit, { pupil }) => {
      const entry = await entryOf(visit);
      const values = formFields(visit.request);
      const words = (values['words'] ?? '').trim();
      if (words === '') return otherChildPage(pupil, entry, { values, problems: { words: NOTHING_TYPED } });
      const found = await findToChoose(visit, words, entry.schoolUrn);
      return otherChildPage(pupil, entry, { values, problems: {}, found });
    },
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: 'review-matches', audit: 'reviewed-match' },
    async (visit, { pupil }) => {
      const { store, scope, now, context } = visit;
      const entry = await entryOf(visit);
      const values = formFields(visit.request);
      const toPupilId = values['toPupilId'] ?? '';
      const why = (values['why'] ?? '').trim();
      const problems: Problems = {
        ...(toPupilId === '' ? { toPupilId: 'Choose the child it is about' } : {}),
        ...(why === '' ? { why: 'Say how you know' } : {}),
      };
      const again = async (wrong: Problems): Promise<PageAnswer> => {
        const chosen = await mapPupilsInScope(store, scope, 'review-matches', [toPupilId]);
        return otherChildPage(pupil, entry, { values, problems: wrong, found: [...chosen.values()] });
      };
      if (Object.keys(problems).length > 0) return again(problems);
      const from = { incidentId: entry.incidentId, fromPupilId: pupil._id };
      const moved = await moveIncident(store, scope, { ...from, toPupilId, why, at: now });
      if (!moved) return again({ toPupilId: 'Choose a child who is or was at this school' });
      await enqueueTagging(context.queues, [entry.incidentId], randomUUID());
      return {
        kind: 'redirect',
        to: `/children/${pupil._id}#entries`,
        notice: 'The entry is on the file of the child you chose, and both are weighed anew.',
        about: { incidentId: entry.incidentId, what: 'entry moved to another child' },
      };
    },
  ),
];

/** The way there from where an entry is put right. */
export function linkToOtherChild(pupilId: string, entryId: string): Link {
  return { text: 'The entry is about another child', href: `/children/${pupilId}/entries/${entryId}/child` };
}

/** One they may move; an entry of another school, or about somebody else, is none. */
async function entryOf({ store, scope, param }: Visit): Promise<IncidentToMove> {
  const entry = await findIncidentToMove(store, scope, {
    incidentId: param('entryId'),
    pupilId: param('pupilId'),
  });
  if (!entry) throw NOT_FOUND;
  return entry;
}

interface Forms {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly found?: readonly PupilRecord[];
}

function otherChildPage(
  pupil: PupilRecord,
  entry: IncidentToMove,
  { values, problems, found }: Forms,
): PageAnswer {
  const back = `/children/${pupil._id}`;
  const action = `${back}/entries/${entry.incidentId}/child`;
  const others = (found ?? []).filter(({ _id }) => _id !== pupil._id);
  const fields = (list: Parameters<typeof buildFields>[0]) => buildFields(list, values, problems);
  const { occurredAt, occurredDateOnly, narrative } = entry;
  return {
    kind: 'page',
    template: 'children/otherChild',
    title: 'An entry about another child',
    crumbs: [
      { text: 'This week', href: '/week' },
      { text: childName(pupil), href: back },
    ],
    errors: problemLinks(problems),
    view: {
      childName: childName(pupil),
      when: occurredDateOnly ? writeDate(londonDate(occurredAt)) : writeInstant(occurredAt),
      narrative,
      action,
      back,
      search: fields([FIND_CHILD]),
      nothingFound:
        found !== undefined && others.length === 0 ? 'Nobody else was found. Try another spelling.' : null,
      choose:
        others.length === 0
          ? null
          : fields([
              {
                name: 'toPupilId',
                label: 'Which child is it about?',
                kind: 'radios',
                options: others.map(childOption),
              },
              { name: 'why', label: 'How you know', hint: 'Kept with your name.', kind: 'area' },
            ]),
    },
    about: { incidentId: entry.incidentId },
  };
}
