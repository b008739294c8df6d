import { randomUUID } from 'node:crypto';
import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { londonDate } from '../../../domain/localDate.ts';
import { anchorOf } from '../../../domain/timeline/entryView.ts';
import {
  answerMissingRow,
  countMissingRows,
  listMissingForReview,
  type MissingRowForReview,
} from '../../../store/missingRows.ts';
import { enqueueTagging } from '../../../workers/queues.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import { buildFields, problemLinks, type Problems } from '../formView.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';

const PATH = '/review/missing';
const SHOWN = 50;
/** What the name of a box begins with; the id of its incident follows. */
const BOX = 'entry-';

const ANSWERS = {
  keep: {
    text: 'They still stand',
    hint: 'The export left them out for another reason. They are not asked about again.',
    notice: 'They stand, and are not asked about again.',
  },
  withdrawn: {
    text: 'They were deleted at the source',
    hint: 'They are withdrawn here too: they stay on record and no longer count.',
    notice: 'They are withdrawn: they stay on record and no longer count.',
  },
} as const;
type MissingAnswer = keyof typeof ANSWERS;

/** Incidents that a full export of their source did not have: a question, and never a deletion by itself. */
export const missingRowRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: PATH, kind: 'view', allow: 'review-matches', audit: 'viewed-list' }, (visit) =>
    questionsPage(visit, {}, {}),
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'review-matches', audit: 'reviewed-match' },
    async (visit) => {
      const values = formFields(visit.request);
      const incidentIds = Object.keys(values)
        .filter((name) => name.startsWith(BOX))
        .map((name) => name.slice(BOX.length));
      const { answer } = values;
      const problems: Problems = {
        ...(incidentIds.length === 0 ? { entries: 'Tick the incidents you answer for' } : {}),
        ...(isAnswer(answer) ? {} : { answer: 'Choose what became of them' }),
      };
      if (!isAnswer(answer) || incidentIds.length === 0) return questionsPage(visit, values, problems);
      const answered: string[] = [];
      for (const incidentId of incidentIds.slice(0, SHOWN)) {
        const given = { incidentId, answer, at: visit.now };
        if (await answerMissingRow(visit.store, visit.scope, given)) answered.push(incidentId);
      }
      if (answer === 'withdrawn') await enqueueTagging(visit.context.queues, answered, randomUUID());
      return {
        kind: 'redirect',
        to: PATH,
        notice: answered.length === 0 ? 'Somebody has answered already.' : ANSWERS[answer].notice,
        about: {
          schoolUrns: visit.viewer.schoolUrns,
          what: `missing ${answer}`,
          count: answered.length,
          ...(answered.length === 1 && answered[0] !== undefined ? { incidentId: answered[0] } : {}),
        },
      };
    },
  ),
];

function isAnswer(text: string | undefined): text is MissingAnswer {
  return text !== undefined && Object.hasOwn(ANSWERS, text);
}

async function questionsPage(
  { store, scope, viewer }: Visit,
  values: Readonly<Record<string, string>>,
  problems: Problems,
): Promise<PageAnswer> {
  const [rows, count] = await Promise.all([
    listMissingForReview(store, scope, SHOWN),
    countMissingRows(store, scope),
  ]);
  return {
    kind: 'page',
    template: 'review/missing',
    title: 'Missing from an export',
    crumbs: [{ text: 'To review', href: '/review' }],
    errors: problemLinks(problems),
    view: {
      rows: rows.map((row) => rowView(row, values)),
      problem: problems['entries'] ?? null,
      answer: buildFields(
        [
          {
            name: 'answer',
            label: 'What became of those you ticked?',
            kind: 'radios',
            options: Object.entries(ANSWERS).map(([value, { text, hint }]) => [value, text, hint] as const),
          },
        ],
        values,
        problems,
      ),
      more: count > rows.length ? `The oldest ${rows.length} of ${count} are shown.` : null,
    },
    about: { schoolUrns: viewer.schoolUrns, what: 'missing rows', count: rows.length },
  };
}

function rowView(
  { question, incident, pupil, sourceName }: MissingRowForReview,
  values: Readonly<Record<string, string>>,
): object {
  const { _id, occurredAt, occurredDateOnly, category, recordedBy } = incident;
  const name = `${BOX}${_id}`;
  const when = occurredDateOnly ? writeDate(londonDate(occurredAt)) : writeInstant(occurredAt);
  return {
    id: name,
    name,
    ticked: name in values,
    who: pupil ? childName(pupil) : 'On nobody’s file',
    what: [when, category, recordedBy].filter((part) => part !== undefined).join(', '),
    since: `${question.externalId} at ${sourceName}; missing since ${writeInstant(question.askedAt)}`,
    href: pupil ? `/children/${pupil._id}#${anchorOf(_id)}` : null,
  };
}
