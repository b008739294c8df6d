import type { Severity } from '../../severity.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { SignsRead } from '../readSigns.ts';
import type { CueName } from '../lexicon/rule.ts';
import type { SignGroup } from '../tagNarrative.ts';

/** Low signs of these mount up: several together, or one again and again, are for the DSL's attention. */
const CUMULATIVE: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'neglect',
  'emotional-abuse',
  'physical-abuse',
  'domestic-abuse',
  'bullying-child-on-child',
  'child-mental-health',
  'young-carer',
  'housing-poverty',
  'missing-from-home',
  'child-criminal-exploitation',
  'child-sexual-exploitation',
  'parental-substance-misuse',
  'parental-mental-health',
  'school-avoidance-ebsa',
]);

/** Harm that calls for acting at once when the words say it is happening now. */
const ACUTE: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'physical-abuse',
  'sexual-abuse',
  'emotional-abuse',
  'neglect',
  'domestic-abuse',
  'self-harm-suicide',
  'child-criminal-exploitation',
  'child-sexual-exploitation',
  'honour-based-abuse-fgm',
  'radicalisation',
  'missing-from-home',
  'harmful-sexual-behaviour',
  'online-safety',
]);

/**
 * Severity of one asserted concern in one entry. Starts from its most telling sign and moves with what is said
 * around it: repetition and several signs raise low ones; weapons, a child afraid to go home today and an
 * injury that needed care raise grave ones; a settled outcome, a plausible account or the past lower it.
 */
export function judgeSeverity(group: SignGroup, asserted: readonly SignGroup[], read: SignsRead): Severity {
  const has = (cue: CueName): boolean => read.cues.has(cue);
  const worst = group.signs.reduce((most, sign) => Math.max(most, sign.rule.severity), 0);
  const distinct = new Set(group.signs.map((sign) => sign.rule.id)).size;
  let severity: number = worst;

  if (severity === 1 && CUMULATIVE.has(group.category)) {
    const repeated = has('frequent') || has('several-occasions');
    const company = lowSignsElsewhere(group, asserted);
    if (repeated || distinct >= 2 || company >= 2) severity = 2;
  }
  if (group.category === 'physical-abuse' && severity >= 2) severity = judgeInjury(severity, has);
  if (severity === 3 && ACUTE.has(group.category)) {
    if (has('weapon') || has('immediate') || has('agency-urgent')) severity = 4;
    if (group.category === 'physical-abuse' && has('injury-needed-care')) severity = 4;
  }
  if (severity <= 2 && has('resolved')) severity = Math.max(0, severity - 1);
  else if (severity === 1 && has('progress') && !has('frequent')) severity = 0;
  return toSeverity(severity);
}

function judgeInjury(severity: number, has: (cue: CueName) => boolean): number {
  if (has('plausible') && !has('changed-account') && !has('unusual-site')) return Math.min(severity, 1);
  if (severity === 2 && (has('changed-account') || has('unexplained') || has('unusual-site'))) return 3;
  return severity;
}

function lowSignsElsewhere(group: SignGroup, asserted: readonly SignGroup[]): number {
  return asserted.filter((other) => other.category !== group.category && CUMULATIVE.has(other.category))
    .length;
}

function toSeverity(value: number): Severity {
  if (value >= 4) return 4;
  if (value === 3) return 3;
  if (value === 2) return 2;
  return value === 1 ? 1 : 0;
}
