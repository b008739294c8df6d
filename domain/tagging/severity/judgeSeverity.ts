import type { Severity } from '../../severity.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { CueName } from '../lexicon/rule.ts';
import type { SignsRead } from '../readSigns.ts';
import type { SignGroup } from '../readByRules.ts';

/** Low signs of these mount up: several together, or one again and again, are for the DSL's attention. */
const CUMULATIVE: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'neglect',
  'emotional-abuse',
  'physical-abuse',
  'domestic-abuse',
  'bullying-child-on-child',
  'young-carer',
  'housing-poverty',
  'missing-from-home',
  'child-criminal-exploitation',
  'child-sexual-exploitation',
  'parental-substance-misuse',
  'parental-mental-health',
  'school-avoidance-ebsa',
]);

/** Harm that calls for acting at once when the words say that it is happening now. */
const ACUTE: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'physical-abuse',
  'sexual-abuse',
  'emotional-abuse',
  'domestic-abuse',
  'child-criminal-exploitation',
  'child-sexual-exploitation',
  'honour-based-abuse-fgm',
  'harmful-sexual-behaviour',
]);

/** Concerns that a weapon makes immediate. */
const ARMED: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'physical-abuse',
  'domestic-abuse',
  'child-criminal-exploitation',
]);

/** Concerns about circumstances, which help that is working makes lighter. */
const EASED_BY_SUPPORT: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'young-carer',
  'parental-mental-health',
  'child-mental-health',
  'housing-poverty',
  'bereavement-family-change',
  'send-unmet-need',
  'attendance-punctuality',
  'school-avoidance-ebsa',
]);

/** Everyday matters of which a review, an agreed plan or a settled outcome leaves nothing to worry about. */
const EVERYDAY: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'send-unmet-need',
  'medical-health',
  'school-move',
]);

/**
 * Severity of one asserted concern in one entry. Starts from its most telling sign and moves with what is said
 * around it: repetition and several signs raise low ones; weapons, a child afraid to go home today and an
 * injury that needed care raise grave ones; a settled outcome, a plausible account or the past lower it.
 */
export function judgeSeverity(group: SignGroup, read: SignsRead): Severity {
  const has = (cue: CueName): boolean => read.cues.has(cue);
  const worst = group.signs.reduce((most, sign) => Math.max(most, sign.rule.severity), 0);
  const raised = raiseByPattern(worst, group, read);
  const judged = raiseByUrgency(judgeCategory(raised, group, has), group, has);
  return toSeverity(lowerByOutcome(judged, group, has));
}

function raiseByPattern(severity: number, group: SignGroup, read: SignsRead): number {
  if (severity !== 1 || !CUMULATIVE.has(group.category)) return severity;
  const distinct = new Set(group.signs.map((sign) => sign.rule.id)).size;
  const company = new Set(
    read.signs
      .filter((sign) => sign.polarity === 'asserted' && sign.rule.severity > 0)
      .map((sign) => sign.rule.category)
      .filter((category) => category !== group.category && CUMULATIVE.has(category)),
  ).size;
  const saddened =
    (group.category === 'physical-abuse' || group.category === 'emotional-abuse') &&
    read.signs.some(
      (sign) => sign.rule.id === 'child-mental-health.change-in-child' && sign.polarity === 'asserted',
    );
  const repeated = read.cues.has('frequent') || read.cues.has('several-occasions');
  return repeated || distinct >= 2 || company >= 2 || saddened ? 2 : 1;
}

function judgeCategory(severity: number, group: SignGroup, has: (cue: CueName) => boolean): number {
  switch (group.category) {
    case 'physical-abuse':
      return judgeInjury(severity, group, has);
    case 'missing-from-home':
      return severity === 3 && has('located') ? 2 : severity;
    case 'neglect':
      return severity === 2 && has('getting-worse') ? 3 : severity;
    default:
      return severity;
  }
}

function judgeInjury(severity: number, group: SignGroup, has: (cue: CueName) => boolean): number {
  const told = group.signs.some((sign) => sign.rule.id === 'physical-abuse.struck-by-carer');
  const marked = group.signs.some((sign) => sign.rule.id.endsWith('mark'));
  if (!told && marked && has('plausible') && !has('changed-account') && !has('unusual-site'))
    return Math.min(severity, 1);
  if (!marked) return severity;
  if (severity === 2 && (has('changed-account') || has('unusual-site'))) return 3;
  return severity === 3 && has('very-young') ? 4 : severity;
}

function raiseByUrgency(severity: number, group: SignGroup, has: (cue: CueName) => boolean): number {
  if (group.category === 'social-care-involvement') return has('immediate') && severity >= 2 ? 4 : severity;
  if (severity !== 3) return severity;
  if (ACUTE.has(group.category) && has('immediate')) return 4;
  if (ARMED.has(group.category) && has('weapon')) return 4;
  return group.category === 'physical-abuse' && has('injury-needed-care') ? 4 : severity;
}

function lowerByOutcome(severity: number, group: SignGroup, has: (cue: CueName) => boolean): number {
  const past = group.signs.every((sign) => sign.past);
  if (past && severity >= 2) return severity - 1;
  if (severity > 2) return severity;
  const alarming = has('frequent') && severity === 2 && group.category === 'neglect';
  if (has('resolved'))
    return severity === 2 && group.category === 'social-care-involvement' ? 0 : Math.max(0, severity - 2);
  if (EVERYDAY.has(group.category) && severity === 1 && (has('routine') || has('progress'))) return 0;
  if (EASED_BY_SUPPORT.has(group.category) && has('progress') && !alarming) return Math.max(0, severity - 1);
  if (group.category === 'social-care-involvement' && has('reassured') && has('progress')) return 0;
  return severity;
}

function toSeverity(value: number): Severity {
  if (value >= 4) return 4;
  if (value === 3) return 3;
  if (value === 2) return 2;
  return value === 1 ? 1 : 0;
}
