import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { writeCsv } from '../../../domain/export/writeCsv.ts';
import { londonDate } from '../../../domain/localDate.ts';
import { listErasures, type ErasureRecord } from '../../../store/retention/erasures.ts';
import { page, type PageRoute } from '../page.ts';
import { retentionPage } from './retentionPage.ts';
import { writeCounts, writeCovered, writeRuleNames, writeRules, writeWhat } from './writeErasure.ts';

const ALLOW = 'see-retention';

/** What was destroyed, by whose decision and by which rule; kept for good. */
export const registerRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: '/retention/register',
      kind: 'view',
      allow: ALLOW,
      audit: 'viewed-administration',
    },
    async ({ store, scope, viewer }) => {
      const lines = await listErasures(store, scope, ['erased']);
      return retentionPage({
        title: 'Register of deletions',
        paragraphs: [
          'One line for each erasing that two people decided on. It names no child and quotes no record, and is kept for good.',
        ],
        links:
          lines.length === 0 ? [] : [{ text: 'The register as a CSV file', href: '/retention/register.csv' }],
        tables: [
          {
            heading: 'Erased',
            columns: [
              'Erased on',
              'What',
              'Covered',
              'By which rules',
              'Proposed by',
              'Confirmed by',
              'School',
            ],
            rows: lines.map((line) => ({
              head: erasedOn(line),
              cells: [
                `${writeWhat(line)}: ${writeCounts(line.counts ?? {})}`,
                writeCovered(line),
                writeRuleNames(line),
                line.proposed.by.name,
                line.confirmed?.by.name ?? '',
                line.schoolUrn,
              ],
            })),
          },
        ],
        about: { schoolUrns: viewer.schoolUrns, count: lines.length, what: 'register of deletions' },
      });
    },
  ),
  page(
    { method: 'get', path: '/retention/register.csv', kind: 'export', allow: ALLOW, audit: 'exported' },
    async ({ store, scope, viewer }) => {
      const lines = await listErasures(store, scope, ['erased']);
      return {
        kind: 'file',
        contentType: 'text/csv; charset=utf-8',
        fileName: 'throughline-register-of-deletions.csv',
        body: writeCsv(HEADER, lines.map(csvRow)),
        about: { schoolUrns: viewer.schoolUrns, count: lines.length, what: 'register of deletions' },
      };
    },
  ),
];

const HEADER = [
  ...['number', 'school', 'what', 'year of birth', 'records', 'covered', 'rules', 'due since'],
  ...['proposed by', 'proposed at', 'confirmed by', 'confirmed at', 'erased at'],
];

function csvRow(line: ErasureRecord): (string | number)[] {
  const { _id, schoolUrn, yearOfBirth, counts = {}, dueOn, proposed, confirmed, erasedAt } = line;
  return [
    ...[_id, schoolUrn, writeWhat(line), yearOfBirth ?? '', writeCounts(counts), writeCovered(line)],
    ...[writeRules(line), dueOn, proposed.by.name, proposed.at.toISOString()],
    ...[confirmed?.by.name ?? '', confirmed?.at.toISOString() ?? '', erasedAt?.toISOString() ?? ''],
  ];
}

function erasedOn({ erasedAt }: ErasureRecord): string {
  return erasedAt === undefined ? '' : writeDate(londonDate(erasedAt));
}
