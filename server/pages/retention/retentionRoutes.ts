import { may } from '../../../domain/access/actions.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { HOLD_KINDS, isForReview } from '../../../domain/retention/hold.ts';
import { writeAcademicYear, type RetentionState } from '../../../domain/retention/retentionDue.ts';
import { listRetention } from '../../../store/retention/dueList.ts';
import { mapErasedChildren } from '../../../store/retention/erasureDetail.ts';
import { listErasures, type ErasureRecord } from '../../../store/retention/erasures.ts';
import { listDueRegisters, proposeRegisters, type DueRegisters } from '../../../store/retention/propose.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import type { PupilRetention } from '../../../store/retention/retentionFacts.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';
import { PROPOSE_REGISTERS } from './retentionForms.ts';
import { retentionPage, type TableOf } from './retentionPage.ts';
import { writeState, writeWhat } from './writeErasure.ts';

/** What is due, what will be, what is held, and whose age nobody knows. */
export const retentionRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/retention', kind: 'view', allow: 'see-retention', audit: 'viewed-list' },
    (visit) => retentionHome(visit),
  ),
  page(
    {
      method: 'post',
      path: '/retention/registers',
      kind: 'change',
      allow: 'decide-retention',
      audit: 'decided-retention',
    },
    proposeSchoolYear,
  ),
];

const LINKS: readonly Link[] = [
  { text: 'How long records are kept, and by which source', href: '/retention/rules' },
  { text: 'Register of deletions', href: '/retention/register' },
];

async function retentionHome(
  { store, scope, viewer }: Visit,
  values: Readonly<Record<string, string>> = {},
  problems: Problems = {},
): Promise<Answer> {
  const decides = may(viewer.role, 'decide-retention');
  const [listed, registers, proposals] = await Promise.all([
    decides ? listRetention(store, scope) : [],
    listDueRegisters(store, scope),
    may(viewer.role, 'confirm-erasure')
      ? listErasures(store, scope, ['proposed', 'confirmed', 'stopped'])
      : [],
  ]);
  const children = await mapErasedChildren(store, scope, proposals);
  return retentionPage({
    title: 'Keeping and erasing',
    crumbs: [],
    paragraphs: [
      'A child’s records are kept as long as the rules say and no longer. When they fall due one person proposes to erase them, another confirms, and a line without names stays in the register.',
    ],
    links: LINKS,
    tables: [
      ...(may(viewer.role, 'confirm-erasure') ? [proposalsTable(proposals, children)] : []),
      ...(decides ? tablesOf(listed, scope.today) : []),
    ],
    forms:
      registers.length === 0
        ? []
        : [
            {
              title: 'Attendance registers that are due',
              intro:
                'They go by their own rule, while the children’s files stay. Marks of children on whom a hold or a flag stands are left.',
              action: '/retention/registers',
              fields: PROPOSE_REGISTERS(registers.map(registerOption)),
              submit: 'Propose to erase',
            },
          ],
    values,
    problems,
    about: { schoolUrns: viewer.schoolUrns, count: listed.length },
  });
}

function registerOption({ schoolUrn, academicYear, count, dueOn }: DueRegisters) {
  const what = `${writeAcademicYear(academicYear)} at school ${schoolUrn}: ${writeCountOf(count, 'register', 'registers')}, due since ${writeDate(dueOn)}`;
  return [`${schoolUrn}:${academicYear}`, what] as const;
}

function proposalsTable(
  proposals: readonly ErasureRecord[],
  children: ReadonlyMap<string, PupilRecord>,
): TableOf {
  return {
    heading: 'Proposed to be erased',
    columns: ['What', 'Proposed by', 'State'],
    rows: proposals.map((one) => {
      const pupil = one.kind === 'child' ? children.get(one.pupilIds[0] ?? '') : undefined;
      return {
        head: pupil ? childName(pupil) : writeWhat(one),
        href: `/retention/erasures/${one._id}`,
        cells: [`${one.proposed.by.name}, ${writeInstant(one.proposed.at)}`, writeState(one)],
      };
    }),
  };
}

async function proposeSchoolYear(visit: Visit): Promise<Answer> {
  const fields = formFields(visit.request);
  const [schoolUrn = '', year = ''] = (fields['registers'] ?? '').split(':');
  const reason = fields['registersReason']?.trim() ?? '';
  if (schoolUrn === '') return retentionHome(visit, fields, { registers: 'Choose which' });
  if (reason === '') return retentionHome(visit, fields, { registersReason: 'Say why they may go now' });
  const wanted = { schoolUrn, academicYear: Number(year), reason, at: visit.now };
  const proposed = await proposeRegisters(visit.store, visit.scope, wanted);
  if (proposed === undefined)
    return retentionHome(visit, fields, { registers: 'They are not due, or it is proposed already' });
  return {
    kind: 'redirect',
    to: `/retention/erasures/${proposed}`,
    notice: 'Proposed. Another person must confirm it before anything is erased.',
    about: { schoolUrns: [schoolUrn], what: `erasure proposed: ${proposed}` },
  };
}

function tablesOf(listed: readonly PupilRetention[], today: Visit['scope']['today']): TableOf[] {
  const of = (...states: readonly RetentionState[]) => listed.filter(({ due }) => states.includes(due.state));
  const byAge = (heading: string, state: RetentionState): TableOf => ({
    heading,
    columns: ['Child', 'Born', state === 'due' ? 'Due since' : 'Due on'],
    rows: of(state).map((one) => row(one, [bornOn(one), dueOn(one)])),
  });
  return [
    byAge('Due', 'due'),
    byAge('Due within the year', 'soon'),
    {
      heading: 'Held',
      intro: 'Nothing of these children is erased while the hold stands.',
      columns: ['Child', 'Why', 'Look at it again'],
      rows: of('held').map((one) =>
        row(one, [
          one.holds.map(({ kind }) => HOLD_KINDS[kind]).join('; '),
          one.holds
            .map((hold) => `${writeDate(hold.reviewOn)}${isForReview(hold, today) ? ' (now)' : ''}`)
            .join('; '),
        ]),
      ),
    },
    {
      heading: 'Kept for another reason',
      columns: ['Child', 'By age alone', 'What stands in the way'],
      rows: of('kept').map((one) => row(one, [dueOn(one), one.due.obstacles.join(' ')])),
    },
    {
      heading: 'Without a date that decides',
      intro: 'These never fall due by themselves: somebody must find the date of birth or of leaving.',
      columns: ['Child', 'What is missing'],
      rows: of('no-birth-date').map((one) =>
        row(one, [
          one.due.classes
            .filter((found) => found.dueOn === undefined)
            .map(({ sentence }) => sentence)
            .join(' '),
        ]),
      ),
    },
  ];
}

function row({ pupil }: PupilRetention, cells: readonly string[]) {
  return { head: childName(pupil), href: `/children/${pupil._id}/retention`, cells };
}

function bornOn({ pupil }: PupilRetention): string {
  return pupil.dateOfBirth === undefined ? 'Not known' : writeDate(pupil.dateOfBirth);
}

function dueOn({ due }: PupilRetention): string {
  return due.dueOn === undefined ? 'No day known' : writeDate(due.dueOn);
}
