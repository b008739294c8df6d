import { may } from '../../../domain/access/actions.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { HOLD_KINDS, isForReview } from '../../../domain/retention/hold.ts';
import type { RetentionState } from '../../../domain/retention/retentionDue.ts';
import { listRetention } from '../../../store/retention/dueList.ts';
import type { PupilRetention } from '../../../store/retention/retentionFacts.ts';
import { childName } from '../children/describeChild.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';
import { retentionPage, type TableOf } from './retentionPage.ts';

/** What is due, what will be, what is held, and whose age nobody knows. */
export const retentionRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/retention', kind: 'view', allow: 'see-retention', audit: 'viewed-list' },
    retentionHome,
  ),
];

const LINKS: readonly Link[] = [
  { text: 'How long records are kept, and by which source', href: '/retention/rules' },
];

async function retentionHome({ store, scope, viewer }: Visit): Promise<Answer> {
  const decides = may(viewer.role, 'decide-retention');
  const listed = decides ? await listRetention(store, scope) : [];
  return retentionPage({
    title: 'Keeping and erasing',
    crumbs: [],
    paragraphs: [
      'A child’s records are kept as long as the rules say and no longer. When they fall due one person proposes to erase them, another confirms, and a line without names stays in the register.',
    ],
    links: LINKS,
    tables: decides ? tablesOf(listed, scope.today) : [],
    about: { schoolUrns: viewer.schoolUrns, count: listed.length },
  });
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
