import { may } from '../../../domain/access/actions.ts';
import { mayAt } from '../../../domain/access/viewer.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { isUrn } from '../../../domain/identifiers.ts';
import { londonDate } from '../../../domain/localDate.ts';
import { eachRule, periodProblem } from '../../../domain/retention/periods.ts';
import { FIXED_RULES, isRuleId, RETENTION_RULES } from '../../../domain/retention/retentionRules.ts';
import { listOwnPeriods, setOwnPeriod } from '../../../store/retention/ownPeriods.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import type { Field, Problems } from '../formView.ts';
import { page, type Answer, type PageRoute, type Visit } from '../page.ts';
import { retentionPage } from './retentionPage.ts';

const PATH = '/retention/rules';

/** How long what is kept, by which source, and what schools set instead. */
export const rulesRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'see-retention', audit: 'viewed-administration' },
    (visit) => rulesPage(visit),
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'decide-retention', audit: 'decided-retention' },
    async (visit) => {
      const fields = formFields(visit.request);
      const { school = '', rule = '', reason = '' } = fields;
      const years = Number(fields['years']?.trim() || Number.NaN);
      const wrong = isRuleId(rule) ? periodProblem(rule, { years, reason }) : undefined;
      const problems: Problems = {
        ...(isUrn(school) && mayAt(visit.viewer, 'decide-retention', school)
          ? {}
          : { school: 'Choose the school' }),
        ...(isRuleId(rule) ? {} : { rule: 'Choose the records' }),
        ...(wrong === undefined ? {} : { [wrong.field]: wrong.message }),
      };
      if (Object.keys(problems).length > 0 || !isUrn(school) || !isRuleId(rule))
        return rulesPage(visit, fields, problems);
      const said = { schoolUrn: school, ruleId: rule, years, reason: reason.trim(), at: visit.now };
      if (!(await setOwnPeriod(visit.store, visit.scope, said))) throw NOT_FOUND;
      return {
        kind: 'redirect',
        to: PATH,
        notice: `${RETENTION_RULES[rule].title}: ${years} years from now on.`,
        about: { schoolUrns: [school], what: `period ${rule}`, count: years },
      };
    },
  ),
];

async function rulesPage(
  visit: Visit,
  values: Readonly<Record<string, string>> = {},
  problems: Problems = {},
): Promise<Answer> {
  const { store, scope, viewer } = visit;
  const [own, schools] = await Promise.all([
    listOwnPeriods(store, scope),
    listSchoolNames(store, scope, 'see-retention'),
  ]);
  const names = new Map<string, string>(schools.map(({ urn, name }) => [urn, name]));
  return retentionPage({
    title: 'How long records are kept',
    paragraphs: [
      'These are the periods schools are told to follow. The school decides as controller, and may set its own: a longer one freely, a shorter one with its reason, and none below what is said here to be the least. Of a child of several schools the longest period holds. Nothing is erased because a day has come: two people decide.',
    ],
    tables: [
      {
        heading: 'Published periods',
        columns: ['Records', 'Kept', 'What they are', 'Source', 'Least'],
        rows: eachRule((id) => {
          const { title, covers, years, from, source, least } = RETENTION_RULES[id];
          return {
            head: title,
            cells: [`${years} years from ${from}`, covers, source, `${least.years} years: ${least.why}`],
          };
        }),
      },
      {
        heading: 'Set by schools',
        columns: ['School', 'Records', 'Kept', 'Why', 'By'],
        rows: own.map(({ schoolUrn, ruleId, years, reason, by, at }) => ({
          head: names.get(schoolUrn) ?? schoolUrn,
          cells: [
            RETENTION_RULES[ruleId].title,
            `${years} years in place of ${RETENTION_RULES[ruleId].years}`,
            reason === '' ? 'No reason given' : reason,
            `${by.name}, ${writeDate(londonDate(at))}`,
          ],
        })),
      },
      {
        heading: 'Kept by rules nobody sets',
        columns: ['What', 'Kept', 'Why'],
        rows: FIXED_RULES.map(({ title, kept, why }) => ({ head: title, cells: [kept, why] })),
      },
    ],
    forms: may(viewer.role, 'decide-retention')
      ? [
          {
            title: 'Set a period of your own',
            action: PATH,
            fields: fieldsFor(schools),
            submit: 'Set the period',
          },
        ]
      : [],
    values: { school: schools.length === 1 ? (schools[0]?.urn ?? '') : '', ...values },
    problems,
    about: { schoolUrns: viewer.schoolUrns, what: 'retention rules' },
  });
}

function fieldsFor(schools: readonly { urn: string; name: string }[]): Field[] {
  return [
    {
      name: 'school',
      label: 'School',
      kind: 'select',
      options: [['', 'Choose'], ...schools.map(({ urn, name }) => [urn, name] as const)],
    },
    {
      name: 'rule',
      label: 'Records',
      kind: 'select',
      options: [['', 'Choose'], ...eachRule((id) => [id, RETENTION_RULES[id].title] as const)],
    },
    {
      name: 'years',
      label: 'Years',
      hint: 'The published period takes away one you set before',
      kind: 'text',
    },
    { name: 'reason', label: 'Why', hint: 'Needed for a shorter period', kind: 'area' },
  ];
}
