import { randomUUID } from 'node:crypto';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import type { MatchDecisionRecord } from '../../../store/matchDecisions.ts';
import { mapPupilsInScope } from '../../../store/pupilsInScope.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import {
  changeMatchDecision,
  findMatchDecision,
  listMatchDecisions,
  takeBackMatchDecision,
} from '../../../store/reviewMatches.ts';
import { enqueueDecisions } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import { buildFields, problemLinks, type Problems } from '../formView.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { childOption, FIND_CHILD, findToChoose, NOTHING_TYPED, oneLine } from './chooseChild.ts';
import { toldFacts, toldName } from './heldRowView.ts';

const LIST = '/review/decisions';
const PATH = `${LIST}/:decisionId`;
const SHOWN = 100;
const CRUMBS = [{ text: 'To review', href: '/review' }];

/** What was decided on whom a school means, and putting it right: everything filed by a decision goes along. */
export const decisionRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: LIST, kind: 'view', allow: 'review-matches', audit: 'viewed-list' },
    async ({ store, scope, viewer }) => {
      const decisions = await listMatchDecisions(store, scope, SHOWN);
      const children = await childrenOf({ store, scope }, decisions);
      return {
        kind: 'page',
        template: 'review/decisions',
        title: 'Matches people decided',
        crumbs: CRUMBS,
        view: {
          decisions: decisions.map((one) => ({
            href: pathOf(one),
            told: toldName(one.identity),
            child: nameOf(one.pupilId, children),
            by: `${one.by}, ${writeInstant(one.at)}`,
          })),
          more: decisions.length === SHOWN ? `The latest ${SHOWN} are shown.` : null,
        },
        about: { schoolUrns: viewer.schoolUrns, what: 'decisions', count: decisions.length },
      };
    },
  ),
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'review-matches', audit: 'viewed-list' },
    async (visit) => decisionPage(visit, await findIt(visit), { values: {}, problems: {} }),
  ),
  page(
    { method: 'post', path: `${PATH}/find`, kind: 'search', allow: 'review-matches', audit: 'searched' },
    async (visit) => {
      const decision = await findIt(visit);
      const values = formFields(visit.request);
      const words = (values['words'] ?? '').trim();
      if (words === '') return decisionPage(visit, decision, { values, problems: { words: NOTHING_TYPED } });
      const found = await findToChoose(visit, words, decision.schoolUrn);
      return decisionPage(visit, decision, { values, problems: {}, found });
    },
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'review-matches', audit: 'reviewed-match' },
    async (visit) => {
      const decision = await findIt(visit);
      const values = formFields(visit.request);
      const takeBack = values['what'] === 'take-back';
      const why = (values[takeBack ? 'takeBackWhy' : 'why'] ?? '').trim();
      const toPupilId = values['pupilId'] ?? '';
      const problems: Problems = {
        ...(takeBack || toPupilId !== '' ? {} : { pupilId: 'Choose the child it is about' }),
        ...(why === '' ? { [takeBack ? 'takeBackWhy' : 'why']: 'Say why' } : {}),
      };
      const again = async (wrong: Problems): Promise<PageAnswer> => {
        const chosen = await mapPupilsInScope(visit.store, visit.scope, 'review-matches', [toPupilId]);
        return decisionPage(visit, decision, { values, problems: wrong, found: [...chosen.values()] });
      };
      if (Object.keys(problems).length > 0) return again(problems);
      const said = { decisionId: decision._id, why, at: visit.now };
      const done = takeBack
        ? await takeBackMatchDecision(visit.store, visit.scope, said)
        : await changeMatchDecision(visit.store, visit.scope, { ...said, toPupilId });
      if (!done) return again({ pupilId: 'Choose a child who is or was at this school' });
      await enqueueDecisions(visit.context.queues, randomUUID());
      return {
        kind: 'redirect',
        to: LIST,
        notice: takeBack
          ? 'It is taken back. What was filed by it is on nobody’s file, and its rows wait for you again.'
          : 'Everything that was filed by it moves to the child you chose, and both are weighed anew.',
        about: { ...about(decision), what: takeBack ? 'match taken back' : 'match changed' },
      };
    },
  ),
];

interface Forms {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly found?: readonly PupilRecord[];
}

async function findIt({ store, scope, param }: Visit): Promise<MatchDecisionRecord> {
  const decision = await findMatchDecision(store, scope, param('decisionId'));
  if (!decision) throw NOT_FOUND;
  return decision;
}

function pathOf({ _id }: MatchDecisionRecord): string {
  return `${LIST}/${encodeURIComponent(_id)}`;
}

function about({ schoolUrn, pupilId }: MatchDecisionRecord) {
  return { schoolUrns: [schoolUrn], pupilId };
}

function childrenOf(
  { store, scope }: Pick<Visit, 'store' | 'scope'>,
  decisions: readonly MatchDecisionRecord[],
): Promise<Map<string, PupilRecord>> {
  const ids = decisions.flatMap(({ pupilId, before }) => [pupilId, ...before.map((one) => one.pupilId)]);
  return mapPupilsInScope(store, scope, 'review-matches', [...new Set(ids)]);
}

function nameOf(pupilId: string, children: ReadonlyMap<string, PupilRecord>): string {
  const child = children.get(pupilId);
  return child ? oneLine(childName(child), child) : 'nobody';
}

async function decisionPage(
  visit: Visit,
  decision: MatchDecisionRecord,
  { values, problems, found }: Forms,
): Promise<PageAnswer> {
  const children = await childrenOf(visit, [decision]);
  const current = children.get(decision.pupilId);
  const others = (found ?? []).filter(({ _id }) => _id !== decision.pupilId);
  const fields = (list: Parameters<typeof buildFields>[0]) => buildFields(list, values, problems);
  return {
    kind: 'page',
    template: 'review/decision',
    title: 'Whom the school means',
    crumbs: [...CRUMBS, { text: 'Matches people decided', href: LIST }],
    errors: problemLinks(problems),
    view: {
      action: pathOf(decision),
      find: `${pathOf(decision)}/find`,
      told: toldFacts(decision.identity),
      child: nameOf(decision.pupilId, children),
      childHref: current ? `/children/${current._id}` : null,
      history: [...decision.before, decision].map(({ by, at, why, pupilId }) => ({
        what: `${nameOf(pupilId, children)}: ${by}, ${writeInstant(at)}`,
        why: why ?? null,
      })),
      search: fields([FIND_CHILD]),
      nothingFound:
        found !== undefined && others.length === 0 ? 'Nobody else was found. Try another spelling.' : null,
      choose:
        others.length === 0
          ? null
          : fields([
              {
                name: 'pupilId',
                label: 'Which child is it about?',
                kind: 'radios',
                options: others.map(childOption),
              },
              { name: 'why', label: 'Why the match was wrong', hint: 'Kept with your name.', kind: 'area' },
            ]),
      takeBack: current
        ? fields([
            {
              name: 'takeBackWhy',
              label: 'Why it is taken back',
              hint: 'Kept with your name.',
              kind: 'area',
            },
          ])
        : null,
      takeBackOpen: 'takeBackWhy' in problems,
    },
    about: { ...about(decision), what: 'match decision' },
  };
}
