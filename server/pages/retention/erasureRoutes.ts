import { randomUUID } from 'node:crypto';
import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { getErasure, type ErasureDetail } from '../../../store/retention/erasureDetail.ts';
import { confirmErasure, declineErasure } from '../../../store/retention/erasures.ts';
import { enqueueDecisions } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { page, type Answer, type PageRoute, type Visit } from '../page.ts';
import { DECLINE } from './retentionForms.ts';
import { retentionPage, type RetentionForm } from './retentionPage.ts';
import { writeCounts, writeCovered, writeRules, writeState, writeWhat } from './writeErasure.ts';

const PATH = '/retention/erasures/:erasureId';
const ALLOW = 'confirm-erasure';

/** What one person proposed to erase, for another to confirm. */
export const erasureRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: PATH, kind: 'view', allow: ALLOW, audit: 'viewed-list' }, async (visit) =>
    erasurePage(visit, await detailOf(visit)),
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: ALLOW, audit: 'decided-retention' },
    async (visit) => decide(visit, await detailOf(visit)),
  ),
];

async function detailOf({ store, scope, param, now }: Visit): Promise<ErasureDetail> {
  const found = await getErasure(store, scope, param('erasureId'), now);
  if (!found) throw NOT_FOUND;
  return found;
}

function aboutOf({ erasure }: ErasureDetail, what: string) {
  const [pupilId] = erasure.kind === 'child' ? erasure.pupilIds : [];
  return {
    ...(pupilId === undefined ? {} : { pupilId }),
    schoolUrns: [erasure.schoolUrn],
    what: `${what}: ${erasure._id}`,
  };
}

function erasurePage(
  { viewer }: Visit,
  detail: ErasureDetail,
  values: Readonly<Record<string, string>> = {},
  problems: Problems = {},
): Answer {
  const { erasure, counts, pupil } = detail;
  const { proposed, confirmed, ended, state, reason, dueOn } = erasure;
  const own = proposed.by.personId === viewer.personId;
  const open = state === 'proposed';
  return retentionPage({
    title: 'Erase for good?',
    caption: pupil ? childName(pupil) : writeWhat(erasure),
    warnings: [
      ...(open ? ['What is erased cannot be brought back, not from a backup either.'] : []),
      ...(open && detail.inTheWay !== undefined ? [detail.inTheWay] : []),
    ],
    paragraphs: open && own ? ['You proposed it: somebody else must confirm it.'] : [],
    facts: [
      { what: 'State', value: writeState(erasure) },
      { what: 'What', value: writeWhat(erasure) },
      { what: 'Would go', value: writeCounts(counts) },
      { what: 'Covers', value: writeCovered(erasure) },
      { what: 'Due since', value: writeDate(dueOn) },
      { what: 'Rules', value: writeRules(erasure) },
      { what: 'Proposed', value: `${proposed.by.name}, ${writeInstant(proposed.at)}` },
      ...(reason === undefined ? [] : [{ what: 'Why', value: reason }]),
      ...(confirmed
        ? [{ what: 'Confirmed', value: `${confirmed.by.name}, ${writeInstant(confirmed.at)}` }]
        : []),
      ...(ended
        ? [
            {
              what: 'Not done',
              value: `${ended.by ? `${ended.by.name}, ` : ''}${writeInstant(ended.at)}: ${ended.why ?? 'the child was erased later'}`,
            },
          ]
        : []),
    ],
    links: pupil ? [{ text: 'Look at the records first', href: `/children/${pupil._id}/retention` }] : [],
    forms: open ? formsFor(detail, own) : [],
    values,
    problems,
    about: aboutOf(detail, 'erasure looked at'),
  });
}

function formsFor({ erasure, inTheWay }: ErasureDetail, own: boolean): RetentionForm[] {
  const action = PATH.replace(':erasureId', erasure._id);
  return [
    ...(own || inTheWay !== undefined
      ? []
      : [
          {
            ...{ title: 'Confirm', action, fields: [], submit: 'Erase for good' },
            ...{ hidden: { what: 'confirm' }, destroys: true as const },
            intro: 'It is carried out at once, and a line without names stays in the register.',
          },
        ]),
    {
      ...{ title: own ? 'Take it back' : 'Decline', action, fields: DECLINE, hidden: { what: 'decline' } },
      submit: own ? 'Take the proposal back' : 'Decline the proposal',
    },
  ];
}

async function decide(visit: Visit, detail: ErasureDetail): Promise<Answer> {
  const { store, scope, now, context } = visit;
  const fields = formFields(visit.request);
  const { _id, state } = detail.erasure;
  if (state !== 'proposed') return erasurePage(visit, detail);
  if (fields['what'] === 'confirm') {
    const refused = detail.inTheWay !== undefined || !(await confirmErasure(store, scope, _id, now));
    if (refused)
      return erasurePage(visit, detail, fields, {
        why: detail.inTheWay ?? 'You proposed it: somebody else must confirm it',
      });
    await enqueueDecisions(context.queues, randomUUID());
    return {
      kind: 'redirect',
      to: '/retention',
      notice: 'Confirmed. The records are being erased; the register shows it in a moment.',
      about: aboutOf(detail, 'erasure confirmed'),
    };
  }
  const why = fields['why']?.trim() ?? '';
  if (why === '') return erasurePage(visit, detail, fields, { why: 'Say why not' });
  await declineErasure(store, scope, _id, { why, at: now });
  return {
    kind: 'redirect',
    to: '/retention',
    notice: 'Nothing is erased.',
    about: aboutOf(detail, 'erasure declined'),
  };
}
