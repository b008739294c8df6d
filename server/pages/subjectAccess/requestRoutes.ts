import { randomUUID } from 'node:crypto';
import { mayAt } from '../../../domain/access/viewer.ts';
import { fingerprintOf } from '../../../domain/subjectAccess/subjectEntry.ts';
import { recordDecisions } from '../../../store/entryReviews.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import {
  amendSubjectRequest,
  listSubjectRequests,
  recordSubjectRequest,
  type SubjectRequestRecord,
} from '../../../store/subjectRequests.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { standingOf, STATE_WORDS } from '../../../domain/subjectAccess/request.ts';
import { renderPdf } from '../../../templates/pdf/renderPdf.ts';
import { NOT_FOUND } from '../../problem.ts';
import { filePage } from '../children/transferView.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { childPage, type Answer, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { answerOf, makeAnswer } from './makeAnswer.ts';
import { readChange, readRequest } from './readForms.ts';
import { RECORD } from './requestForms.ts';
import { pathOf, requestPage } from './requestView.ts';
import { loadWorkspace, openRequest, plainOnes, requestOf, type Workspace } from './workspace.ts';

const PATH = '/children/:pupilId/subject-access';
const ONE = `${PATH}/:requestId`;
const ALLOW = 'share-records';
const AUDIT = 'answered-subject-access';

/** Requests for what is held about a child: recorded, kept in time, answered or refused. */
export const requestRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    async (visit, { pupil }) => startPage(visit, pupil),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: ALLOW, audit: AUDIT },
    async (visit, { pupil }) => record(visit, pupil),
  ),
  childPage(
    { method: 'get', path: ONE, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    async (visit, { pupil }) => requestPage(visit, pupil, await loadWorkspace(visit, await requestOf(visit))),
  ),
  childPage(
    { method: 'post', path: ONE, kind: 'change', allow: ALLOW, audit: AUDIT },
    async (visit, { pupil }) => change(visit, pupil, await requestOf(visit)),
  ),
  childPage(
    { method: 'get', path: `${ONE}/answer.age`, kind: 'export', allow: ALLOW, audit: AUDIT },
    async (visit) => {
      const { prepared } = await requestOf(visit);
      if (prepared?.sealed === undefined) throw NOT_FOUND;
      return {
        kind: 'file',
        contentType: 'application/octet-stream',
        fileName: `subject-access-${visit.scope.today}.age`,
        body: prepared.sealed,
        about: { what: 'downloaded' },
      };
    },
  ),
  childPage(
    { method: 'get', path: `${ONE}/answer.pdf`, kind: 'export', allow: ALLOW, audit: AUDIT },
    async (visit, { pupil }) => {
      const answer = answerOf(visit, pupil, await loadWorkspace(visit, await openRequest(visit)));
      if (answer === undefined) throw NOT_FOUND;
      return {
        kind: 'file',
        contentType: 'application/pdf',
        fileName: `subject-access-${visit.scope.today}.pdf`,
        body: await renderPdf(answer.print),
        about: { what: 'PDF', count: answer.entries.length },
      };
    },
  ),
];

async function startPage(
  { store, scope }: Visit,
  pupil: PupilRecord,
  values: Readonly<Record<string, string>> = {},
  problems: Problems = {},
): Promise<PageAnswer> {
  const known = await listSubjectRequests(store, scope, pupil._id);
  return filePage(pupil, {
    title: 'Subject access',
    paragraphs: [
      'A child, or somebody for the child, may ask for all that is held about them. It is answered within one month. What tells of other people is taken out first, and what the law lets you keep back.',
    ],
    links: [
      ...known.map((request) => ({
        href: pathOf(request),
        text: `Request of ${writeDate(request.receivedOn)}: ${STATE_WORDS[standingOf(request, scope.today).state].toLowerCase()}`,
      })),
      { href: '/subject-access', text: 'Register of all requests' },
    ],
    forms: [
      {
        title: 'Record a request',
        action: `/children/${pupil._id}/subject-access`,
        fields: RECORD,
        hidden: { requestId: values['requestId'] ?? randomUUID() },
        submit: 'Record the request',
      },
    ],
    values,
    problems,
  });
}

async function record(visit: Visit, pupil: PupilRecord): Promise<Answer> {
  const { store, scope, viewer, now } = visit;
  const fields = formFields(visit.request);
  const read = readRequest(fields, scope.today);
  if (!read.ok) return startPage(visit, pupil, fields, read.problems);
  const schoolUrn = [...pupil.memberships]
    .reverse()
    .find((membership) => mayAt(viewer, ALLOW, membership.schoolUrn))?.schoolUrn;
  const sent = /^[0-9a-f-]{36}$/.exec(fields['requestId'] ?? '')?.[0] ?? randomUUID();
  const _id = `sar_${sent.replaceAll('-', '')}`;
  const kept =
    schoolUrn !== undefined &&
    (await recordSubjectRequest(store, scope, {
      ...{ _id, pupilId: pupil._id, schoolUrn, recordedAt: now },
      ...read.value,
    }));
  if (!kept) throw NOT_FOUND;
  return {
    ...{ kind: 'redirect', to: pathOf({ pupilId: pupil._id, _id }), notice: 'The request is recorded.' },
    about: { what: 'recorded' },
  };
}

async function change(visit: Visit, pupil: PupilRecord, request: SubjectRequestRecord): Promise<Answer> {
  const fields = formFields(visit.request);
  const workspace = await loadWorkspace(visit, request);
  if (fields['what'] === 'answer') return answer(visit, pupil, workspace);
  if (fields['what'] === 'machine') return acceptPlain(visit, workspace);
  const read = readChange(fields, request, visit);
  if (read === undefined || (fields['what'] === 'given' && request.prepared === undefined)) throw NOT_FOUND;
  if (!read.ok) return requestPage(visit, pupil, workspace, { values: fields, problems: read.problems });
  const { change: changed, audit, notice } = read.value;
  const done = await amendSubjectRequest(visit.store, visit.scope, request, changed);
  return {
    ...{ kind: 'redirect', to: pathOf(request) },
    notice: done ? notice : 'Somebody else changed this request meanwhile: look again.',
    about: { what: done ? audit : 'not changed' },
  };
}

async function answer(visit: Visit, pupil: PupilRecord, workspace: Workspace): Promise<Answer> {
  const made = await makeAnswer(visit, pupil, workspace);
  if (made === undefined)
    return {
      ...{ kind: 'redirect', to: pathOf(workspace.request) },
      notice: 'The answer cannot be made: an entry is not reviewed, or the request was changed.',
      about: { what: 'not made' },
    };
  const now = { ...workspace, request: await requestOf(visit) };
  return requestPage(visit, pupil, now, {
    shownOnce: { label: 'The passphrase of the answer', value: made.passphrase },
    about: { what: 'made', count: made.answer.entries.length },
  });
}

/** Gives out what Throughline wrote itself and in which nothing is marked. */
async function acceptPlain(visit: Visit, workspace: Workspace): Promise<Answer> {
  const { store, scope, viewer, now } = visit;
  const { request } = workspace;
  const plain = plainOnes(workspace);
  await recordDecisions(
    store,
    scope,
    request,
    plain.map(({ key, entry }) => ({
      key,
      decision: {
        ...{ outcome: 'include', redactions: [], leftIn: [], fingerprint: fingerprintOf(entry) },
        reason: 'Written by Throughline itself, and nothing in it was found to tell of anybody else',
        ...{ by: { personId: viewer.personId, name: viewer.name }, at: now },
      },
    })),
  );
  await amendSubjectRequest(store, scope, request, { reviewBegun: true });
  return {
    ...{
      kind: 'redirect',
      to: `${pathOf(request)}#entries`,
      notice: `${plain.length} entries are reviewed.`,
    },
    about: { what: 'reviewed', count: plain.length },
  };
}
