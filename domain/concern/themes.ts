import { CONCERN_CATEGORIES, type ConcernCategory, type Theme } from '../taxonomy.ts';

/** How a concern is shown and how fast it fades when nothing more is heard. */
interface Fading {
  readonly theme: Theme;
  readonly title: string;
  readonly halfLifeWeeks: number;
}

const SLOW = 30;
const MIDDLE = 24;
const QUICK = 9;

/**
 * Half-lives: what happens at home changes slowly and is written down rarely; friendship and behaviour come
 * and go within a half-term. Chosen, then held up by the evaluation; no published figure exists.
 */
export const FADING: Readonly<Record<ConcernCategory, Fading>> = {
  'physical-abuse': { theme: 'harm-at-home', title: 'physical harm', halfLifeWeeks: SLOW },
  'sexual-abuse': { theme: 'harm-at-home', title: 'sexual harm', halfLifeWeeks: SLOW },
  'emotional-abuse': { theme: 'harm-at-home', title: 'emotional harm', halfLifeWeeks: SLOW },
  neglect: { theme: 'harm-at-home', title: 'basic needs not met', halfLifeWeeks: SLOW },
  'domestic-abuse': { theme: 'harm-at-home', title: 'domestic abuse', halfLifeWeeks: SLOW },
  'honour-based-abuse-fgm': {
    theme: 'harm-at-home',
    title: 'so-called honour-based abuse',
    halfLifeWeeks: SLOW,
  },
  'parental-mental-health': {
    theme: 'family-circumstances',
    title: 'a parent’s mental health',
    halfLifeWeeks: SLOW,
  },
  'parental-substance-misuse': {
    theme: 'family-circumstances',
    title: 'a parent’s drinking or drug use',
    halfLifeWeeks: SLOW,
  },
  'young-carer': { theme: 'family-circumstances', title: 'caring for somebody at home', halfLifeWeeks: SLOW },
  'housing-poverty': { theme: 'family-circumstances', title: 'housing or money', halfLifeWeeks: MIDDLE },
  'bereavement-family-change': {
    theme: 'family-circumstances',
    title: 'loss or change in the family',
    halfLifeWeeks: QUICK,
  },
  'child-mental-health': {
    theme: 'own-health',
    title: 'the child’s own mental health',
    halfLifeWeeks: MIDDLE,
  },
  'self-harm-suicide': { theme: 'own-health', title: 'self-harm', halfLifeWeeks: SLOW },
  'substance-misuse-child': {
    theme: 'exploitation-and-risk',
    title: 'the child’s own drink or drugs',
    halfLifeWeeks: MIDDLE,
  },
  'medical-health': { theme: 'own-health', title: 'physical health', halfLifeWeeks: QUICK },
  'send-unmet-need': { theme: 'school-life', title: 'special needs not met', halfLifeWeeks: MIDDLE },
  'child-criminal-exploitation': {
    theme: 'exploitation-and-risk',
    title: 'criminal exploitation',
    halfLifeWeeks: MIDDLE,
  },
  'child-sexual-exploitation': {
    theme: 'exploitation-and-risk',
    title: 'sexual exploitation',
    halfLifeWeeks: MIDDLE,
  },
  'online-safety': { theme: 'exploitation-and-risk', title: 'safety online', halfLifeWeeks: MIDDLE },
  'harmful-sexual-behaviour': {
    theme: 'exploitation-and-risk',
    title: 'harmful sexual behaviour',
    halfLifeWeeks: MIDDLE,
  },
  radicalisation: { theme: 'exploitation-and-risk', title: 'extreme views', halfLifeWeeks: MIDDLE },
  'missing-from-home': { theme: 'exploitation-and-risk', title: 'missing from home', halfLifeWeeks: MIDDLE },
  'bullying-child-on-child': { theme: 'school-life', title: 'bullying', halfLifeWeeks: MIDDLE },
  'attendance-punctuality': { theme: 'school-life', title: 'attendance and lateness', halfLifeWeeks: MIDDLE },
  'school-avoidance-ebsa': {
    theme: 'school-life',
    title: 'finding school too hard to face',
    halfLifeWeeks: MIDDLE,
  },
  behaviour: { theme: 'school-life', title: 'behaviour', halfLifeWeeks: QUICK },
  'parental-conflict-with-school': {
    theme: 'school-life',
    title: 'conflict with the school',
    halfLifeWeeks: QUICK,
  },
  'school-move': { theme: 'school-life', title: 'a change of school', halfLifeWeeks: MIDDLE },
  'police-involvement': { theme: 'agencies', title: 'police', halfLifeWeeks: MIDDLE },
  'social-care-involvement': { theme: 'agencies', title: 'social care', halfLifeWeeks: MIDDLE },
};

export const THEME_TITLES: Readonly<Record<Theme, string>> = {
  'harm-at-home': 'Harm at home',
  'family-circumstances': 'Family circumstances',
  'own-health': 'The child’s own health',
  'exploitation-and-risk': 'Exploitation and risk outside the home',
  'school-life': 'School life',
  agencies: 'Agencies',
};

const INDEX: ReadonlyMap<ConcernCategory, number> = new Map(CONCERN_CATEGORIES.map((c, i) => [c, i]));

/** Position of a concern in the taxonomy: dense arrays are kept in this order. */
export function categoryIndex(category: ConcernCategory): number {
  return INDEX.get(category) ?? -1;
}

/** The theme a concern is shown under and scored in. */
export function themeOf(category: ConcernCategory): Theme {
  return FADING[category].theme;
}
