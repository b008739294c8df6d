import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { parseLocalDate } from '../../../domain/localDate.ts';
import { HOLD_KINDS, isForReview, isHoldKind } from '../../../domain/retention/hold.ts';
import { RETENTION_RULES } from '../../../domain/retention/retentionRules.ts';
import { getRetention, setBirthDate } from '../../../store/retention/dueList.ts';
import { endHold, listHolds, putHold, type HoldRecord } from '../../../store/retention/holds.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { NOT_FOUND } from '../../problem.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { childPage, type Answer, type PageRoute, type RedirectAnswer, type Visit } from '../page.ts';
import { proposeChild } from '../../../store/retention/propose.ts';
import { BIRTH_DATE, END_HOLD, PROPOSE, PUT_HOLD } from './retentionForms.ts';
import { RETENTION_CRUMB, retentionPage, type RetentionForm } from './retentionPage.ts';
import { describeState } from './describeState.ts';

const PATH = '/children/:pupilId/retention';
const ALLOW = 'decide-retention';

type Values = Readonly<Record<string, string>>;

/** Until when a child's records are kept and why, and the holds on them. */
export const childRetentionRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    (visit, { pupil }) => childRetentionPage(visit, pupil),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: ALLOW, audit: 'decided-retention' },
    (visit, { pupil }) => change(visit, pupil),
  ),
];

async function childRetentionPage(
  visit: Visit,
  pupil: PupilRecord,
  values: Values = {},
  problems: Problems = {},
): Promise<Answer> {
  const { store, scope } = visit;
  const [retention, holds] = await Promise.all([
    getRetention(store, scope, pupil._id),
    listHolds(store, scope, pupil._id),
  ]);
  if (!retention) throw NOT_FOUND;
  const { due } = retention;
  const standing = holds.filter(({ ended }) => ended === undefined);
  return retentionPage({
    title: 'Keeping and erasing the records',
    caption: childName(pupil),
    crumbs: [RETENTION_CRUMB, { text: childName(pupil), href: `/children/${pupil._id}` }],
    warnings: standing.filter((hold) => isForReview(hold, scope.today)).map(reviewLine),
    paragraphs: [describeState(due), ...due.obstacles],
    tables: [
      {
        heading: 'When each class of records falls due',
        columns: ['Records', 'Due on', 'Why then'],
        rows: due.classes.map(({ ruleId, dueOn, sentence }) => ({
          head: RETENTION_RULES[ruleId].title,
          cells: [dueOn === undefined ? 'No day known' : writeDate(dueOn), sentence],
        })),
      },
      {
        heading: 'Holds',
        intro: 'While one stands nothing of the child is erased, whatever the day.',
        columns: ['Why', 'Reason', 'By', 'To be looked at', 'Ended'],
        rows: holds.map(holdRow),
      },
    ],
    forms: formsFor(pupil, standing, due.state === 'due' && retention.isKeeper),
    values,
    problems,
  });
}

function reviewLine({ kind, reviewOn }: HoldRecord): string {
  return `The hold for ${HOLD_KINDS[kind].toLowerCase()} was to be looked at again on ${writeDate(reviewOn)}.`;
}

function holdRow({ kind, reason, by, at, reviewOn, ended }: HoldRecord) {
  return {
    head: HOLD_KINDS[kind],
    cells: [
      reason,
      `${by.name}, ${writeInstant(at)}`,
      writeDate(reviewOn),
      ended ? `${writeInstant(ended.at)}, ${ended.by.name}: ${ended.reason}` : 'Stands',
    ],
  };
}

function formsFor(pupil: PupilRecord, standing: readonly HoldRecord[], isDue: boolean): RetentionForm[] {
  const action = `/children/${pupil._id}/retention`;
  return [
    ...(isDue
      ? [
          {
            ...{ title: 'Propose to erase', action, fields: PROPOSE, submit: 'Propose to erase' },
            intro:
              'Everything of this child, everywhere. Nothing is erased until another person confirms it.',
            hidden: { what: 'propose' },
          },
        ]
      : []),
    ...(pupil.dateOfBirth === undefined
      ? [
          {
            ...{ title: 'Date of birth', action, fields: BIRTH_DATE, submit: 'Record the date of birth' },
            intro: 'Nobody told us. From the admission register or the paper file.',
            hidden: { what: 'birth-date' },
          },
        ]
      : []),
    {
      ...{ title: 'Put a hold', action, fields: PUT_HOLD, submit: 'Put the hold' },
      hidden: { what: 'hold' },
    },
    ...(standing.length === 0
      ? []
      : [
          {
            ...{ title: 'End a hold', action, submit: 'End the hold', hidden: { what: 'end-hold' } },
            fields: END_HOLD(standing.map((hold) => [hold._id, `${HOLD_KINDS[hold.kind]}: ${hold.reason}`])),
          },
        ]),
  ];
}

async function change(visit: Visit, pupil: PupilRecord): Promise<Answer> {
  const { store, scope, now } = visit;
  const fields = formFields(visit.request);
  const done = (notice: string, what: string): RedirectAnswer => ({
    ...{ kind: 'redirect', to: `/children/${pupil._id}/retention`, notice, about: { what } },
  });
  const refuse = (problems: Problems) => childRetentionPage(visit, pupil, fields, problems);
  const text = (name: string): string => fields[name]?.trim() ?? '';
  const pupilId = pupil._id;
  switch (fields['what']) {
    case 'hold': {
      const [kind, reason] = [text('kind'), text('holdReason')];
      const reviewOn = parseLocalDate(text('reviewOn'));
      if (!isHoldKind(kind)) return refuse({ kind: 'Choose why' });
      if (reason === '') return refuse({ holdReason: 'Say what it is about' });
      if (reviewOn === undefined || reviewOn <= scope.today)
        return refuse({ reviewOn: 'Give a day to come' });
      if (!(await putHold(store, scope, { pupilId, kind, reason, at: now, reviewOn }))) throw NOT_FOUND;
      return done('The hold stands: nothing of this child is erased.', `hold ${kind}`);
    }
    case 'end-hold': {
      const reason = text('endReason');
      if (text('hold') === '') return refuse({ hold: 'Choose the hold' });
      if (reason === '') return refuse({ endReason: 'Say why it is no longer needed' });
      const ended = await endHold(store, scope, { pupilId, holdId: text('hold'), reason, at: now });
      if (!ended) throw NOT_FOUND;
      return done('The hold is ended.', 'hold ended');
    }
    case 'propose': {
      const reason = text('proposeReason');
      if (reason === '') return refuse({ proposeReason: 'Say why they may go now' });
      const proposed = await proposeChild(store, scope, { pupilId, reason, at: now });
      if (proposed === undefined)
        return refuse({ proposeReason: 'They are not due, or it is proposed already' });
      const notice = 'Proposed. Another person must confirm it before anything is erased.';
      return { ...done(notice, `erasure proposed: ${proposed}`), to: `/retention/erasures/${proposed}` };
    }
    case 'birth-date': {
      const dateOfBirth = parseLocalDate(text('dateOfBirth'));
      if (dateOfBirth === undefined || dateOfBirth >= scope.today)
        return refuse({ dateOfBirth: 'Give a day that has been' });
      if (!(await setBirthDate(store, scope, { pupilId, dateOfBirth }))) throw NOT_FOUND;
      return done('The date of birth is recorded.', 'date of birth');
    }
    default:
      return childRetentionPage(visit, pupil, fields, { kind: 'Choose what to do' });
  }
}
