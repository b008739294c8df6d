import type { Severity } from '../../severity.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { RuleReading } from '../readByRules.ts';
import { TAXONOMY } from '../../concernDefinitions.ts';
import type { Sign } from '../readSigns.ts';
import { USUAL_SEVERITY } from './usualSeverity.ts';

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

/** Likelihood from which a concern is taken to be there. */
const CLEAR = 0.7;

/**
 * Takes what the rules found and the concerns asserted; returns the severity that the entry is not graded below,
 * 0 where nothing sets one: an attempt or plan to die, sexual abuse told, a feared forced marriage or cutting,
 * fear of going home where harm there is asserted. An entry in which a worry is clear is more than information.
 */
export function floorOf(
  reading: RuleReading,
  asserted: readonly { readonly category: ConcernCategory; readonly likelihood: number }[],
): Severity {
  const afraid =
    reading.read.cues.has('afraid-of-home') && asserted.some(({ category }) => AT_HOME.has(category));
  const isWorry = asserted.some(
    ({ category, likelihood }) => likelihood >= CLEAR && isNeverInformation(category),
  );
  return floorSigns(reading).reduce<Severity>(
    (least, { rule }) => (rule.severity > least ? rule.severity : least),
    afraid ? 4 : isWorry ? 1 : 0,
  );
}

/**
 * Of 100 narratives of our own about such a concern one or two at most are graded 0; of illness, a change of school
 * and what agencies do, up to 36 are.
 */
function isNeverInformation(category: ConcernCategory): boolean {
  return USUAL_SEVERITY[category] >= 2 && TAXONOMY[category].theme !== 'agencies';
}
