import { randomUUID } from 'node:crypto';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import type { DeliveryReport } from '../../../domain/webhooks/deliveryReport.ts';
import {
  findReportInScope,
  listDeliveryProblems,
  rerunInScope,
  type DeliveryLine,
} from '../../../store/deliveriesInScope.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { enqueueIngest } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { page, type PageRoute, type Visit } from '../page.ts';

const PATH = '/review/deliveries';
const SHOWN = 100;
const PROBLEMS_SHOWN = 200;
/** How far back problems are shown, days: a term. */
const DAYS = 90;
const CRUMBS = [{ text: 'To review', href: '/review' }];

/** From when on deliveries with problems are shown. */
export function problemsSince(now: Date): Date {
  return new Date(now.getTime() - DAYS * 86_400_000);
}

/** Deliveries that could not be read, or not wholly: by row and field, without a word of what they say. */
export const deliveryRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'see-deliveries', audit: 'viewed-deliveries' },
    async ({ store, scope, now }) => {
      const found = await listDeliveryProblems(store, scope, { since: problemsSince(now), limit: SHOWN });
      const schools = await listSchoolNames(store, scope, 'see-deliveries');
      const names = new Map<string, string>(schools.map(({ urn, name }) => [urn, name]));
      return {
        kind: 'page',
        template: 'review/deliveries',
        title: 'Delivery problems',
        crumbs: CRUMBS,
        view: {
          deliveries: found.map((line) => lineView(line, names)),
          more: found.length === SHOWN ? `The latest ${SHOWN} are shown.` : null,
        },
        about: { what: 'deliveries', count: found.length },
      };
    },
  ),
  page(
    {
      method: 'get',
      path: `${PATH}/:deliveryId`,
      kind: 'view',
      allow: 'see-deliveries',
      audit: 'viewed-deliveries',
    },
    async (visit) => {
      const { line, report } = await findIt(visit);
      return {
        kind: 'page',
        template: 'review/delivery',
        title: titleOf(line),
        crumbs: [...CRUMBS, { text: 'Delivery problems', href: PATH }],
        view: reportView(line, report),
        about: aboutDelivery(line),
      };
    },
  ),
  page(
    {
      method: 'post',
      path: `${PATH}/:deliveryId/rerun`,
      kind: 'change',
      allow: 'see-deliveries',
      audit: 'changed-source',
    },
    async (visit) => {
      const { line } = await findIt(visit);
      const waits = await rerunInScope(visit.store, visit.scope, line._id);
      if (waits) await enqueueIngest(visit.context.queues, line._id, randomUUID());
      return {
        kind: 'redirect',
        to: `${PATH}/${line._id}`,
        notice: waits
          ? 'It is being processed once more. Look again in a minute.'
          : 'It was not set aside; nothing was changed.',
        about: { ...aboutDelivery(line), what: 'rerun' },
      };
    },
  ),
];

async function findIt({ store, scope, param }: Visit) {
  const found = await findReportInScope(store, scope, param('deliveryId'));
  if (!found) throw NOT_FOUND;
  return found;
}

function aboutDelivery({ _id, schoolUrn, sourceId }: DeliveryLine) {
  return { deliveryId: _id, schoolUrns: [schoolUrn], sourceId };
}

const KINDS = {
  incidents: 'Incidents',
  attendance: 'Attendance',
  pupils: 'Pupils',
  contacts: 'Contacts',
} as const satisfies Record<DeliveryLine['kind'], string>;

const STATES = {
  accepted: { text: 'Waiting', tone: 'yellow' },
  processed: { text: 'Some rows rejected', tone: 'yellow' },
  refused: { text: 'Could not be read', tone: 'red' },
  failed: { text: 'Set aside', tone: 'red' },
} as const satisfies Record<DeliveryLine['state'], object>;

function titleOf({ kind, sourceName }: DeliveryLine): string {
  return `${KINDS[kind]} from ${sourceName}`;
}

function stateOf({ state, counts }: DeliveryLine): { text: string; tone: string } {
  if (state === 'processed' && (counts?.rejected ?? 0) === 0) return { text: 'Processed', tone: 'green' };
  return STATES[state];
}

function lineView(line: DeliveryLine, schools: ReadonlyMap<string, string>): object {
  const { _id, schoolUrn, receivedAt, counts } = line;
  return {
    href: `${PATH}/${_id}`,
    title: titleOf(line),
    school: schools.get(schoolUrn) ?? `School ${schoolUrn}`,
    received: writeInstant(receivedAt),
    state: stateOf(line),
    rejected: counts === undefined ? '' : `${counts.rejected} of ${counts.rows}`,
  };
}

function reportView(line: DeliveryLine, { rows, problems, problem, warnings }: DeliveryReport): object {
  return {
    state: stateOf(line),
    received: writeInstant(line.receivedAt),
    deliveryId: line._id,
    why: problem,
    counts:
      rows === null
        ? []
        : [
            { what: 'Rows in it', value: rows.rows },
            { what: 'Brought something new', value: rows.landed },
            { what: 'Known already', value: rows.unchanged },
            { what: 'Still wait for a child to be known', value: rows.heldNow },
            { what: 'Rejected', value: rows.rejected },
          ],
    tables: [
      problemTable('Rejected rows', problems),
      problemTable('Taken all the same, with a remark', warnings),
    ].filter(({ lines }) => lines.length > 0),
    rerun: line.state === 'failed' ? `${PATH}/${line._id}/rerun` : null,
  };
}

function problemTable(heading: string, problems: DeliveryReport['problems']) {
  const cut = problems.length > PROBLEMS_SHOWN;
  return {
    heading,
    lines: problems.slice(0, PROBLEMS_SHOWN).map(({ row, field, message }) => ({ row, field, message })),
    more: cut ? `The first ${PROBLEMS_SHOWN} of ${problems.length} are shown.` : null,
  };
}
