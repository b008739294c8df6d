import type { Severity } from '../../severity.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { RuleReading } from '../readByRules.ts';
import type { Sign } from '../readSigns.ts';

/** Harm at home, which makes a child's fear of going there an immediate matter. */
const AT_HOME: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'physical-abuse',
  'sexual-abuse',
  'emotional-abuse',
  'neglect',
  'domestic-abuse',
  'honour-based-abuse-fgm',
  'parental-substance-misuse',
]);

/** Takes what the rules found; returns the signs that are a concern whatever a model makes of the entry. */
export function floorSigns({ groups }: Pick<RuleReading, 'groups'>): Sign[] {
  return groups
    .filter(({ polarity }) => polarity === 'asserted')
    .flatMap(({ signs }) => signs)
    .filter(({ rule, past }) => rule.floor === true && !past);
}

/**
 * Takes what the rules found and the concerns asserted; returns the severity that the entry is not graded below,
 * 0 where nothing sets one: an attempt or plan to die, sexual abuse told, a feared forced marriage or cutting,
 * fear of going home where harm there is asserted.
 */
export function floorOf(reading: RuleReading, asserted: readonly ConcernCategory[]): Severity {
  const afraid = reading.read.cues.has('afraid-of-home') && asserted.some((concern) => AT_HOME.has(concern));
  return floorSigns(reading).reduce<Severity>(
    (least, { rule }) => (rule.severity > least ? rule.severity : least),
    afraid ? 4 : 0,
  );
}
