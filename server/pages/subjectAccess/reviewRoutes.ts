import { recordDecisions } from '../../../store/entryReviews.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { amendSubjectRequest } from '../../../store/subjectRequests.ts';
import { NOT_FOUND } from '../../problem.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import { childPage, type Answer, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { entryPage, type EntryPage } from './entryView.ts';
import { readDecision } from './readDecision.ts';
import { pathOf } from './requestView.ts';
import { isWaiting, loadWorkspace, openRequest, type Reviewed, type Workspace } from './workspace.ts';

const PATH = '/children/:pupilId/subject-access/:requestId/entries/:entryKey';
const ALLOW = 'share-records';

/** One entry of an answer: what is taken out, what is left in, or that it is kept back. */
export const reviewRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    async (visit, { pupil }) => {
      const { workspace, one } = await load(visit);
      return show(pupil, workspace, entryPage(workspace, one));
    },
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: ALLOW, audit: 'answered-subject-access' },
    async (visit, { pupil }) => {
      const { workspace, one } = await load(visit);
      const values = formFields(visit.request);
      const { viewer, now } = visit;
      const by = { personId: viewer.personId, name: viewer.name };
      const read = readDecision(values, one.entry, workspace.index, { by, at: now });
      if (!read.ok)
        return show(pupil, workspace, entryPage(workspace, one, { values, problems: read.problems }));
      return keep(visit, workspace, one, read.value);
    },
  ),
];

async function load(visit: Visit): Promise<{ workspace: Workspace; one: Reviewed }> {
  const workspace = await loadWorkspace(visit, await openRequest(visit));
  const one = workspace.entries.find(({ key }) => key === visit.param('entryKey'));
  if (!one) throw NOT_FOUND;
  return { workspace, one };
}

function show(pupil: PupilRecord, { request }: Workspace, page: EntryPage): PageAnswer {
  const back = pathOf(request);
  const { errors, ...view } = page;
  return {
    kind: 'page',
    template: 'subjectAccess/entry',
    title: page.heading,
    crumbs: [
      { text: childName(pupil), href: `/children/${pupil._id}` },
      { text: 'Subject access', href: back },
    ],
    errors,
    view: {
      ...view,
      childName: childName(pupil),
      action: '',
      back,
      sentencesOpen: view.sentences.some(({ checked }) => checked),
    },
  };
}

/** Words for everywhere first: should the rest fail, more is hidden than was meant and not less. */
async function keep(
  { store, scope }: Visit,
  { request, entries }: Workspace,
  one: Reviewed,
  { decision, terms }: Extract<ReturnType<typeof readDecision>, { ok: true }>['value'],
): Promise<Answer> {
  const known = request.terms.filter(
    ({ words }) => !terms.some((term) => term.words.toLowerCase() === words.toLowerCase()),
  );
  const amended = await amendSubjectRequest(store, scope, request, {
    reviewBegun: true,
    ...(terms.length === 0 ? {} : { terms: [...known, ...terms] }),
  });
  if (!amended)
    return {
      ...{ kind: 'redirect', to: `${pathOf(request)}/entries/${one.key}` },
      notice: 'Somebody else changed this request meanwhile: decide again.',
      about: { what: 'not reviewed' },
    };
  await recordDecisions(store, scope, request, [{ key: one.key, decision }]);
  const at = entries.indexOf(one);
  const next = [...entries.slice(at + 1), ...entries.slice(0, at)].find(isWaiting);
  return {
    kind: 'redirect',
    to: next === undefined ? `${pathOf(request)}#entries` : `${pathOf(request)}/entries/${next.key}`,
    notice: next === undefined ? 'Every entry is reviewed.' : 'Saved.',
    about: { what: decision.outcome === 'withhold' ? 'kept back' : 'reviewed' },
  };
}
