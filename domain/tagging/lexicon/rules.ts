import { FAMILY_CIRCUMSTANCES } from './familyCircumstances.ts';
import { GRAVEST } from './gravest.ts';
import { HARM_AND_FAMILY_MORE } from './harmAndFamilyMore.ts';
import { HARM_AT_HOME } from './harmAtHome.ts';
import { NEGLECT } from './neglect.ts';
import { OWN_HEALTH } from './ownHealth.ts';
import { PHYSICAL_ABUSE } from './physicalAbuse.ts';
import { RISK_AND_HEALTH_MORE } from './riskAndHealthMore.ts';
import { RISK_OUTSIDE_HOME } from './riskOutsideHome.ts';
import type { LexiconRule } from './rule.ts';
import { SCHOOL_AND_AGENCIES } from './schoolAndAgencies.ts';
import { WIDER_SETTINGS } from './widerSettings.ts';
import { WIDER_SIGNS } from './widerSigns.ts';

/** Every sign of the lexicon. */
export const RULES: readonly LexiconRule[] = [
  ...PHYSICAL_ABUSE,
  ...NEGLECT,
  ...HARM_AT_HOME,
  ...FAMILY_CIRCUMSTANCES,
  ...OWN_HEALTH,
  ...RISK_OUTSIDE_HOME,
  ...SCHOOL_AND_AGENCIES,
  ...WIDER_SIGNS,
  ...RISK_AND_HEALTH_MORE,
  ...WIDER_SETTINGS,
  ...HARM_AND_FAMILY_MORE,
  ...GRAVEST,
];
