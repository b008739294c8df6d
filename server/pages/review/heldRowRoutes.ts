import { randomUUID } from 'node:crypto';
import { parseLocalDate } from '../../../domain/localDate.ts';
import {
  decideHeldRow,
  findHeldRow,
  listHeldRows,
  type HeldRowForReview,
  type HeldVerdict,
} from '../../../store/reviewMatches.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { countHeldForReview } from '../../../store/thisWeek.ts';
import { enqueueDecisions } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import { problemLinks, type Problems } from '../formView.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { findToChoose, NOTHING_TYPED } from './chooseChild.ts';
import { heldRowLine, heldRowView, type HeldRowForms } from './heldRowView.ts';

const LIST = '/review/pupils';
const PATH = `${LIST}/:rowId`;
const SHOWN = 50;
const CRUMBS = [{ text: 'To review', href: '/review' }];

/** Rows that wait for somebody to say whom they are about. Once said, they flow on by themselves. */
export const heldRowRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: LIST, kind: 'view', allow: 'review-matches', audit: 'viewed-list' },
    async ({ store, scope, viewer }) => {
      const [rows, count, schools] = await Promise.all([
        listHeldRows(store, scope, { limit: SHOWN }),
        countHeldForReview(store, scope),
        listSchoolNames(store, scope, 'review-matches'),
      ]);
      const names = new Map<string, string>(schools.map(({ urn, name }) => [urn, name]));
      return {
        kind: 'page',
        template: 'review/heldRows',
        title: 'Unmatched pupils',
        crumbs: CRUMBS,
        view: {
          rows: rows.map((row) => heldRowLine(row, names)),
          more: count > rows.length ? `The oldest ${rows.length} of ${count} are shown.` : null,
        },
        about: { schoolUrns: viewer.schoolUrns, what: 'held rows', count: rows.length },
      };
    },
  ),
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'review-matches', audit: 'viewed-list' },
    async (visit) => rowPage(await findIt(visit), { values: {}, problems: {} }),
  ),
  page(
    { method: 'post', path: `${PATH}/find`, kind: 'search', allow: 'review-matches', audit: 'searched' },
    async (visit) => {
      const row = await findIt(visit);
      const values = formFields(visit.request);
      if ((values['words'] ?? '').trim() === '')
        return rowPage(row, { values, problems: { words: NOTHING_TYPED } });
      const found = await findToChoose(visit, values['words'] ?? '', row.schoolUrn);
      return rowPage(row, { values, problems: {}, found });
    },
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'review-matches', audit: 'reviewed-match' },
    async (visit) => {
      const row = await findIt(visit);
      const values = formFields(visit.request);
      const read = readVerdict(values);
      if ('problems' in read) return rowPage(row, { values, problems: read.problems });
      const { heldRowId } = row;
      const why = (values['why'] ?? '').trim();
      const decided = await decideHeldRow(visit.store, visit.scope, {
        heldRowId,
        verdict: read.verdict,
        at: visit.now,
        ...(why === '' ? {} : { why }),
      });
      if (!decided)
        return rowPage(row, { values, problems: { pupilId: 'Choose a child who is at this school' } });
      await enqueueDecisions(visit.context.queues, randomUUID());
      return {
        kind: 'redirect',
        to: LIST,
        notice:
          read.verdict.kind === 'nobody'
            ? 'The row is left out, and your reason kept.'
            : 'Your decision is kept. The row, and every other that says the same, flows on to the child’s file.',
        about: { ...aboutRow(row), what: read.verdict.kind },
      };
    },
  ),
];

async function findIt({ store, scope, param }: Visit): Promise<HeldRowForReview> {
  const row = await findHeldRow(store, scope, param('rowId'));
  if (!row) throw NOT_FOUND;
  return row;
}

function readVerdict(
  fields: Readonly<Record<string, string>>,
): { verdict: HeldVerdict } | { problems: Problems } {
  const given = (name: string): string => (fields[name] ?? '').trim();
  switch (fields['verdict']) {
    case 'new':
      return readNewChild(given);
    case 'nobody':
      return given('why') === ''
        ? { problems: { why: 'Say why the row is left out' } }
        : { verdict: { kind: 'nobody' } };
    default:
      return given('pupilId') === ''
        ? { problems: { pupilId: 'Choose which child it is about' } }
        : { verdict: { kind: 'is', pupilId: given('pupilId') } };
  }
}

function readNewChild(given: (name: string) => string): { verdict: HeldVerdict } | { problems: Problems } {
  const [forename, surname, born] = [given('forename'), given('surname'), given('dateOfBirth')];
  const dateOfBirth = parseLocalDate(born);
  const problems = {
    ...(forename === '' ? { forename: 'Enter a forename' } : {}),
    ...(surname === '' ? { surname: 'Enter a surname' } : {}),
    ...(born !== '' && dateOfBirth === undefined ? { dateOfBirth: 'Enter a day of the calendar' } : {}),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return {
    verdict: { kind: 'new', forename, surname, ...(dateOfBirth === undefined ? {} : { dateOfBirth }) },
  };
}

function rowPage(row: HeldRowForReview, forms: HeldRowForms): PageAnswer {
  return {
    kind: 'page',
    template: 'review/heldRow',
    title: 'Which child is this about?',
    crumbs: [...CRUMBS, { text: 'Unmatched pupils', href: LIST }],
    errors: problemLinks(forms.problems),
    view: heldRowView(row, forms),
    about: { ...aboutRow(row), what: 'held row' },
  };
}

/** The id of a held row begins with that of its delivery. */
function aboutRow({ heldRowId, schoolUrn }: HeldRowForReview) {
  return { deliveryId: heldRowId.split(':')[0] ?? heldRowId, schoolUrns: [schoolUrn] };
}
