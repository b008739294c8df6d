import { randomUUID } from 'node:crypto';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import {
  answerHousehold,
  listHouseholdAnswers,
  listHouseholdSuggestions,
  takeBackHousehold,
} from '../../../store/householdAnswers.ts';
import { mapPupilsInScope } from '../../../store/pupilsInScope.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { enqueueChronology } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import { problemLinks, type Problems } from '../formView.ts';
import { page, type Answer, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { oneLine } from './chooseChild.ts';

const PATH = '/review/households';
const SHOWN = 30;
const ANSWERS_SHOWN = 100;
/** What the name of a box begins with; the id of its child follows. */
const BOX = 'child-';
const CHANGE = { method: 'post', kind: 'change', allow: 'correct', audit: 'corrected' } as const;

/** Children of one address: a person says whether they live together, and nothing is joined without. */
export const householdRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: PATH, kind: 'view', allow: 'correct', audit: 'viewed-list' }, (visit) =>
    householdsPage(visit, {}),
  ),
  page({ ...CHANGE, path: PATH }, async (visit) => {
    const fields = formFields(visit.request);
    const pupilIds = (fields['asked'] ?? '').split(' ').filter((id) => id !== '');
    const ticked = pupilIds.filter((id) => `${BOX}${id}` in fields);
    const apart = fields['says'] === 'apart';
    if (!apart && ticked.length < 2)
      return householdsPage(visit, { [placeOf(pupilIds)]: 'Tick at least two who live together' });
    const together = apart ? [] : ticked;
    const touched = await answerHousehold(visit.store, visit.scope, { pupilIds, together, at: visit.now });
    return done(visit, touched, {
      notice: apart
        ? 'They are not joined, and not asked about again.'
        : 'They are one household. Each is weighed anew, with what is known of the others.',
      what: apart ? 'household apart' : 'household together',
      count: pupilIds.length,
    });
  }),
  page({ ...CHANGE, path: `${PATH}/take-back` }, async (visit) => {
    const { answerId = '' } = formFields(visit.request);
    const touched = await takeBackHousehold(visit.store, visit.scope, { answerId, at: visit.now });
    return done(visit, touched, {
      notice: 'It is taken back. They are asked about again.',
      what: 'household taken back',
      count: touched?.length ?? 0,
    });
  }),
];

async function done(
  visit: Visit,
  touched: readonly string[] | undefined,
  { notice, ...about }: { notice: string; what: string; count: number },
): Promise<Answer> {
  if (touched === undefined) throw NOT_FOUND;
  await enqueueChronology(visit.context.queues, touched, randomUUID());
  return { kind: 'redirect', to: PATH, notice, about: { schoolUrns: visit.viewer.schoolUrns, ...about } };
}

function placeOf(pupilIds: readonly string[]): string {
  return `household-${pupilIds[0] ?? ''}`;
}

async function householdsPage(visit: Visit, problems: Problems): Promise<PageAnswer> {
  const { store, scope, viewer } = visit;
  const [open, answers] = await Promise.all([
    listHouseholdSuggestions(store, scope),
    listHouseholdAnswers(store, scope, ANSWERS_SHOWN),
  ]);
  const shown = open.slice(0, SHOWN);
  const ids = shown.flatMap(({ pupilIds }) => pupilIds);
  const children = await mapPupilsInScope(store, scope, 'correct', ids);
  return {
    kind: 'page',
    template: 'review/households',
    title: 'Brothers and sisters?',
    crumbs: [{ text: 'To review', href: '/review' }],
    errors: problemLinks(problems),
    view: {
      suggestions: shown.map(({ pupilIds }) => ({
        id: `field-${placeOf(pupilIds)}`,
        asked: pupilIds.join(' '),
        problem: problems[placeOf(pupilIds)] ?? null,
        names: namesOf(pupilIds, children),
        boxes: pupilIds.map((pupilId) => ({
          id: `${BOX}${pupilId}`,
          name: `${BOX}${pupilId}`,
          text: lineOf(pupilId, children),
          href: `/children/${pupilId}`,
        })),
      })),
      more: open.length > SHOWN ? `The first ${SHOWN} of ${open.length} are shown.` : null,
      answers: answers.map(({ answer, children: known }) => ({
        answerId: answer._id,
        names: namesOf(answer.together.length > 0 ? answer.together : answer.pupilIds, known),
        what: answer.together.length > 0 ? 'live together' : 'do not live together',
        by: `${answer.by}, ${writeInstant(answer.at)}`,
      })),
    },
    about: { schoolUrns: viewer.schoolUrns, what: 'household suggestions', count: shown.length },
  };
}

function lineOf(pupilId: string, children: ReadonlyMap<string, PupilRecord>): string {
  const child = children.get(pupilId);
  return child ? oneLine(childName(child), child) : 'A child of another school';
}

function namesOf(pupilIds: readonly string[], children: ReadonlyMap<string, PupilRecord>): string {
  return pupilIds
    .map((id) => children.get(id))
    .map((child) => (child ? childName(child) : 'a child of another school'))
    .join(', ');
}
