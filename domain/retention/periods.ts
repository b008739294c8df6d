import { RETENTION_RULES, RULE_IDS, type RuleId } from './retentionRules.ts';

/** The period of each rule, years. */
export type Periods = Readonly<Record<RuleId, number>>;

/** Periods a school set itself; those it did not set are as published. */
export type OwnPeriods = Readonly<Partial<Record<RuleId, number>>>;

/** Longer than this is a slip of the keyboard. */
export const MOST_YEARS = 120;

/** What is published, with nothing set by any school. */
export const PUBLISHED: Periods = periodsOf([]);

/**
 * The periods that hold for a child of several schools: of each rule the longest, since the file is one and none of
 * them may lose it early.
 * @param schools what each of the child's schools set
 */
export function periodsOf(schools: readonly OwnPeriods[]): Periods {
  const longest = (id: RuleId): number => {
    const { years } = RETENTION_RULES[id];
    return schools.length === 0 ? years : Math.max(...schools.map((own) => own[id] ?? years));
  };
  return {
    'safeguarding-file': longest('safeguarding-file'),
    'sexual-abuse': longest('sexual-abuse'),
    'admission-register': longest('admission-register'),
    'attendance-register': longest('attendance-register'),
  };
}

/** The shortest period any of these schools has for a rule: nobody falls due before it. */
export function shortestPeriod(schools: readonly OwnPeriods[], id: RuleId): number {
  const { years } = RETENTION_RULES[id];
  return Math.min(years, ...schools.map((own) => own[id] ?? years));
}

/**
 * What stands against a period a school wants to set.
 * @returns a problem for the field it is about; undefined when the period may be set
 */
export function periodProblem(
  id: RuleId,
  wanted: { readonly years: number; readonly reason: string },
): { readonly field: 'years' | 'reason'; readonly message: string } | undefined {
  const { years, least } = RETENTION_RULES[id];
  if (!Number.isInteger(wanted.years) || wanted.years > MOST_YEARS || wanted.years < 1)
    return { field: 'years', message: `Give whole years, at most ${MOST_YEARS}` };
  if (wanted.years < least.years)
    return { field: 'years', message: `Not below ${least.years} years: ${least.why}` };
  if (wanted.years < years && wanted.reason.trim() === '')
    return { field: 'reason', message: 'Say why it is shorter than published' };
  return undefined;
}

/** Every rule, in the order they are told. */
export function eachRule<T>(tell: (id: RuleId) => T): T[] {
  return RULE_IDS.map(tell);
}
