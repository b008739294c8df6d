import { FAMILIES, SHARED_FAMILIES } from './families.ts';
import { HARD_NEGATIVES } from './hardNegatives.ts';
import type { SimulatedChild, SimulatedSchool } from './locality.ts';
import { cutFor, falseAlertRate, found, type Trace } from './measure.ts';
import type { DetectorRun } from './runDetector.ts';

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const weeksText = (weeks: number): string => (Number.isFinite(weeks) ? String(weeks) : 'never');

/** Children by the part they play. */
export function childrenBy(children: readonly SimulatedChild[], role: SimulatedChild['role']) {
  return children.filter((child) => child.role === role);
}

/** One detector's line of the table of aims. */
export function aimsRow(name: string, trace: Trace, children: readonly SimulatedChild[]): string {
  const ordinary = childrenBy(children, 'ordinary');
  const planted = childrenBy(children, 'planted');
  const atFive = found(trace, planted, cutFor(trace, ordinary, 5));
  const atTwo = found(trace, planted, cutFor(trace, ordinary, 2));
  const { sensitivity, withinFourWeeks, medianWeeks } = atFive;
  return `| ${name} | ${percent(sensitivity)} | ${percent(withinFourWeeks)} | ${weeksText(medianWeeks)} | ${percent(atTwo.sensitivity)} |`;
}

/** The product's own levels: false alerts by school and by kind of hard negative, then patterns found and missed. */
export function levelLines(
  run: DetectorRun,
  schools: readonly SimulatedSchool[],
  children: readonly SimulatedChild[],
): readonly string[] {
  return [
    ...falseAlertLines(run, schools, children),
    ...severeLines(run, children),
    ...householdLines(run, children),
    ...familyLines(run, children),
  ];
}

function falseAlertLines(
  run: DetectorRun,
  schools: readonly SimulatedSchool[],
  children: readonly SimulatedChild[],
): readonly string[] {
  const ordinary = childrenBy(children, 'ordinary');
  const rate = (group: readonly SimulatedChild[]): string => falseAlertRate(run.concern, group, 1).toFixed(1);
  const settled = ordinary.filter(({ move }) => move === undefined);
  const rateOf = new Map<string, SimulatedSchool[]>();
  for (const school of schools) {
    const { habit, entriesPerPupilYear } = school;
    const name =
      habit === 'ordinary'
        ? `ordinary, a school that writes ${entriesPerPupilYear.toFixed(1)} a year`
        : `ordinary, a school that ${habit}`;
    rateOf.set(name, [...(rateOf.get(name) ?? []), school]);
  }
  const groups: (readonly [string, readonly SimulatedChild[]])[] = [...rateOf].map(([name, held]) => [
    name,
    settled.filter((child) => held.some((school) => run.schoolOf.get(child) === school)),
  ]);
  groups.push(['ordinary, moved in the year', ordinary.filter(({ move }) => move !== undefined)]);
  for (const role of HARD_NEGATIVES) groups.push([role, childrenBy(children, role)]);
  return [
    '',
    '| group | children | `concern` alerts per 100 child-years |',
    '| --- | --- | --- |',
    ...groups.map(([name, group]) => `| ${name} | ${group.length} | ${rate(group)} |`),
  ];
}

function severeLines(run: DetectorRun, children: readonly SimulatedChild[]): readonly string[] {
  const severe = childrenBy(children, 'single severe event');
  const alerted = severe.filter((child) => run.acute.get(child)?.includes(1)).length;
  return ['', `A single severe event alerted as acute: ${percent(alerted / Math.max(severe.length, 1))}.`];
}

function householdLines(run: DetectorRun, children: readonly SimulatedChild[]): readonly string[] {
  const homes = new Map<string, SimulatedChild[]>();
  for (const child of children)
    if (child.family?.household === true)
      homes.set(child.household, [...(homes.get(child.household) ?? []), child]);
  const raised = [...homes.values()].filter((home) => found(run.concern, home, 1).sensitivity > 0).length;
  return [
    '',
    `Households sharing one story: ${homes.size}; some member raised at \`concern\`: ${percent(raised / Math.max(homes.size, 1))}.`,
  ];
}

function familyLines(run: DetectorRun, children: readonly SimulatedChild[]): readonly string[] {
  const ordinary = childrenBy(children, 'ordinary');
  const cut = cutFor(run.scores, ordinary, 5);
  return [
    '',
    `Cut for 5 false alerts per 100 child-years: ${cut.toFixed(2)}; for 2: ${cutFor(run.scores, ordinary, 2).toFixed(2)}.`,
    '',
    '| pattern | children | found while it lasts | within 4 weeks of findable | median weeks from onset | found at `concern` |',
    '| --- | --- | --- | --- | --- | --- |',
    ...[...new Set([...FAMILIES, ...SHARED_FAMILIES])].flatMap((family) => {
      const group = children.filter((child) => child.family === family);
      if (group.length === 0) return [];
      const { sensitivity, withinFourWeeks, medianWeeks } = found(run.scores, group, cut);
      const own = found(run.concern, group, 1).sensitivity;
      return `| ${family.id} | ${group.length} | ${percent(sensitivity)} | ${percent(withinFourWeeks)} | ${weeksText(medianWeeks)} | ${percent(own)} |`;
    }),
  ];
}
