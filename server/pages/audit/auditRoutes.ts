import { AUDIT_ACTIONS, type AuditLine } from '../../../domain/audit/auditEvent.ts';
import { ROLE_TITLES } from '../../../domain/access/roles.ts';
import { may } from '../../../domain/access/actions.ts';
import { writeCsv } from '../../../domain/export/writeCsv.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { listAudit } from '../../../store/audit.ts';
import { page, type Answer, type PageRoute, type Visit } from '../page.ts';
import { readAskedFor, toAuditQuery, writeAskedFor } from './auditQuery.ts';

const ON_A_PAGE = 50;
/** As many as a spreadsheet and this server's memory take easily; more is asked for by dates. */
const IN_A_FILE = 20_000;

export const auditRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: '/audit', kind: 'view', allow: 'see-audit', audit: 'viewed-audit' }, auditPage),
  page(
    { method: 'get', path: '/audit.csv', kind: 'export', allow: 'see-audit', audit: 'exported' },
    async ({ store, scope, request }) => {
      const lines = await listAudit(store, scope, toAuditQuery(readAskedFor(request.query)), IN_A_FILE);
      return {
        kind: 'file',
        contentType: 'text/csv; charset=utf-8',
        fileName: 'throughline-audit.csv',
        body: writeCsv(HEADER, lines.map(csvRow)),
        about: { count: lines.length, what: 'audit' },
      };
    },
  ),
];

const HEADER = [
  'line',
  'at',
  'action',
  'who',
  'person id',
  'role then',
  'schools then',
  'child',
  'schools concerned',
  'person concerned',
  'what',
  'reason',
  'count',
  'route',
  'address',
  'hash',
];

function csvRow({
  sequence,
  at,
  action,
  actor,
  about,
  route,
  address,
  hash,
}: AuditLine): (string | number)[] {
  return [
    sequence,
    at.toISOString(),
    action,
    actor?.name ?? '',
    actor?.personId ?? '',
    actor?.role ?? '',
    actor?.schoolUrns.join(' ') ?? '',
    about.pupilId ?? '',
    about.schoolUrns?.join(' ') ?? '',
    about.otherPersonId ?? '',
    about.what ?? '',
    about.reason ?? '',
    about.count ?? '',
    route,
    address ?? '',
    hash,
  ];
}

async function auditPage({ store, scope, request, viewer }: Visit): Promise<Answer> {
  const asked = readAskedFor(request.query);
  const before = /^\d{1,15}$/.exec(String(request.query['before'] ?? ''))?.[0];
  const query = toAuditQuery(asked, before === undefined ? undefined : Number(before));
  const lines = await listAudit(store, scope, query, ON_A_PAGE + 1);
  const shown = lines.slice(0, ON_A_PAGE);
  const last = shown.at(-1);
  return {
    kind: 'page',
    template: 'audit/audit',
    title: 'Audit log',
    about: { count: shown.length },
    view: {
      asked,
      actions: Object.entries(AUDIT_ACTIONS).map(([value, text]) => ({
        value,
        text,
        selected: value === asked.action,
      })),
      lines: shown.map((line) => lineView(line, may(viewer.role, 'see-children'))),
      csv: `/audit.csv${writeAskedFor(asked)}`,
      previous: before === undefined ? null : `/audit${writeAskedFor(asked)}`,
      next:
        lines.length > ON_A_PAGE && last
          ? `/audit${writeAskedFor(asked, { before: String(last.sequence) })}`
          : null,
    },
  };
}

function lineView(
  { sequence, at, action, actor, about, route, address }: AuditLine,
  linksChild: boolean,
): object {
  const { pupilId } = about;
  return {
    sequence,
    when: { iso: at.toISOString(), text: writeInstant(at) },
    action: AUDIT_ACTIONS[action],
    who: actor
      ? {
          name: actor.name,
          role: ROLE_TITLES[actor.role],
          href: `/audit${writeAskedFor({ person: actor.personId, child: '', action: '', from: '', to: '' })}`,
        }
      : null,
    what: [about.what, about.reason, about.count === undefined ? undefined : `${about.count} shown`]
      .filter((part) => part !== undefined)
      .join('; '),
    child:
      pupilId === undefined
        ? null
        : {
            id: pupilId,
            href: `/audit${writeAskedFor({ person: '', child: pupilId, action: '', from: '', to: '' })}`,
            record: linksChild ? `/children/${pupilId}` : null,
          },
    route,
    address: address ?? '',
  };
}
