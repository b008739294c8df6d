import { HARD_NEGATIVES } from './hardNegatives.ts';
import { cutFor, falseAlertRate, found, type Trace } from './measure.ts';
import { PLOTS } from './plots.ts';
import type { DetectorRun } from './runDetector.ts';
import type { SimulatedChild } from './locality.ts';

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

/** The product's own levels: false alerts by school and by kind of hard negative, patterns found and missed. */
export function levelLines(run: DetectorRun, children: readonly SimulatedChild[]): readonly string[] {
  const ordinary = childrenBy(children, 'ordinary');
  const rate = (trace: Trace, group: readonly SimulatedChild[]): string =>
    falseAlertRate(trace, group, 1).toFixed(1);
  const schools = [...new Set(children.map(({ schoolUrn }) => schoolUrn))];
  const lines = [
    '',
    '| group | children | `concern` alerts per 100 child-years |',
    '| --- | --- | --- |',
    ...schools.map((urn) => {
      const group = ordinary.filter(({ schoolUrn }) => schoolUrn === urn);
      return `| ordinary, school ${urn} | ${group.length} | ${rate(run.concern, group)} |`;
    }),
    ...HARD_NEGATIVES.map((role) => {
      const group = childrenBy(children, role);
      return `| ${role} | ${group.length} | ${rate(run.concern, group)} |`;
    }),
  ];
  const severe = childrenBy(children, 'single severe event');
  const alerted = severe.filter((child) => run.acute.get(child)?.includes(1)).length;
  lines.push('', `A single severe event alerted as acute: ${percent(alerted / Math.max(severe.length, 1))}.`);
  const cut = cutFor(run.scores, ordinary, 5);
  lines.push(
    '',
    `Cut for 5 false alerts per 100 child-years: ${cut.toFixed(2)}; for 2: ${cutFor(run.scores, ordinary, 2).toFixed(2)}.`,
  );
  lines.push(
    '',
    '| pattern | children | found while it lasts | median weeks from onset | found at `concern` |',
    '| --- | --- | --- | --- | --- |',
  );
  for (const plot of PLOTS) {
    const group = children.filter((child) => child.plot === plot);
    const { sensitivity, medianWeeks } = found(run.scores, group, cut);
    const own = found(run.concern, group, 1).sensitivity;
    lines.push(
      `| ${plot.id} | ${group.length} | ${percent(sensitivity)} | ${weeksText(medianWeeks)} | ${percent(own)} |`,
    );
  }
  return lines;
}
