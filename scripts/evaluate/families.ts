import type { Truth } from './narratives.ts';

type Bag = Readonly<Partial<Record<Truth, number>>>;

/**
 * A family of harm as it is planted in the simulated schools: what staff would notice early and late, in
 * parts, and what the register shows. Written apart from the detector's courses, as stories over time.
 */
export interface Family {
  readonly id: string;
  readonly early: Bag;
  readonly late: Bag;
  /** Weeks it lasts, shortest and longest. */
  readonly weeks: readonly [number, number];
  /** Extra chance, each day, of beginning a spell without leave or one called illness, and of being late. */
  readonly away?: number;
  readonly ill?: number;
  readonly tardy?: number;
  /** Entries, fewest and most, where it is not four to nine. */
  readonly entries?: readonly [number, number];
  readonly phase?: 'primary' | 'secondary';
  /** Shared out among the brothers and sisters of a home. */
  readonly household?: true;
  /** Absent altogether over the last third of it: nobody at school sees the child. */
  readonly unseen?: true;
  /** Half-way the child changes school. */
  readonly moves?: true;
  /** Each child's bag is three concerns drawn at random: a story that follows no known course. */
  readonly unspecific?: true;
}

const HOME_AND_AWAY: Bag = { 'attendance-punctuality': 2, 'child-mental-health': 1 };

export const FAMILIES: readonly Family[] = [
  {
    id: 'slow neglect',
    weeks: [16, 36],
    away: 0.02,
    tardy: 0.05,
    early: { neglect: 5, ...HOME_AND_AWAY, none: 1 },
    late: { neglect: 6, 'medical-health': 1, 'housing-poverty': 1, 'parental-substance-misuse': 0.5 },
  },
  {
    id: 'domestic abuse',
    weeks: [10, 30],
    away: 0.014,
    early: { 'child-mental-health': 2, 'domestic-abuse': 3, behaviour: 1 },
    late: { 'domestic-abuse': 5, 'emotional-abuse': 1, 'police-involvement': 1, neglect: 0.5 },
  },
  {
    id: 'criminal exploitation',
    phase: 'secondary',
    weeks: [8, 24],
    away: 0.068,
    tardy: 0.04,
    early: { behaviour: 2, 'child-criminal-exploitation': 3, 'attendance-punctuality': 1 },
    late: {
      'child-criminal-exploitation': 4,
      'missing-from-home': 2,
      'substance-misuse-child': 2,
      'police-involvement': 1,
    },
  },
  {
    id: 'sexual exploitation',
    phase: 'secondary',
    weeks: [8, 24],
    away: 0.043,
    early: { 'online-safety': 3, 'child-sexual-exploitation': 2, 'child-mental-health': 1 },
    late: { 'child-sexual-exploitation': 4, 'missing-from-home': 2, 'substance-misuse-child': 1 },
  },
  {
    id: 'own drugs and drink',
    phase: 'secondary',
    weeks: [8, 26],
    away: 0.051,
    tardy: 0.06,
    early: { 'substance-misuse-child': 3, behaviour: 2, 'attendance-punctuality': 1 },
    late: { 'substance-misuse-child': 4, 'police-involvement': 1, 'child-mental-health': 1 },
  },
  {
    id: 'parent becoming unwell',
    weeks: [10, 28],
    away: 0.025,
    tardy: 0.05,
    early: { 'parental-mental-health': 3, ...HOME_AND_AWAY },
    late: { 'parental-mental-health': 4, neglect: 2, 'young-carer': 1 },
  },
  {
    id: 'parent drinking',
    weeks: [10, 28],
    away: 0.025,
    tardy: 0.05,
    early: { 'parental-substance-misuse': 3, ...HOME_AND_AWAY },
    late: { 'parental-substance-misuse': 4, neglect: 2, 'domestic-abuse': 1 },
  },
  {
    id: 'young carer',
    weeks: [12, 32],
    away: 0.025,
    tardy: 0.08,
    early: { 'young-carer': 3, ...HOME_AND_AWAY },
    late: { 'young-carer': 4, 'parental-mental-health': 1, neglect: 1, 'child-mental-health': 1 },
  },
  {
    id: 'school avoidance',
    weeks: [8, 24],
    away: 0.051,
    ill: 0.05,
    early: { 'school-avoidance-ebsa': 3, 'medical-health': 2, 'child-mental-health': 1 },
    late: { 'school-avoidance-ebsa': 4, 'attendance-punctuality': 2, 'child-mental-health': 2 },
  },
  {
    id: 'child’s own mental health',
    weeks: [8, 26],
    ill: 0.02,
    early: { 'child-mental-health': 5, 'bereavement-family-change': 1 },
    late: { 'child-mental-health': 4, 'self-harm-suicide': 2, 'school-avoidance-ebsa': 1 },
  },
  {
    id: 'bullying to self-harm',
    weeks: [8, 24],
    away: 0.017,
    ill: 0.015,
    early: { 'bullying-child-on-child': 5, 'online-safety': 1 },
    late: { 'bullying-child-on-child': 2, 'child-mental-health': 3, 'self-harm-suicide': 2 },
  },
  {
    id: 'hurt by an adult at home',
    weeks: [8, 26],
    away: 0.014,
    early: { 'child-mental-health': 2, 'emotional-abuse': 3, behaviour: 1 },
    late: { 'physical-abuse': 4, 'emotional-abuse': 2, 'child-mental-health': 1 },
  },
  {
    id: 'losing home and footing',
    weeks: [10, 30],
    away: 0.034,
    tardy: 0.06,
    early: { 'housing-poverty': 4, 'bereavement-family-change': 1, 'attendance-punctuality': 1 },
    late: { 'housing-poverty': 3, neglect: 2, 'parental-mental-health': 1, 'school-move': 1 },
  },
  {
    id: 'extreme views',
    phase: 'secondary',
    weeks: [8, 26],
    early: { radicalisation: 3, behaviour: 1, 'bullying-child-on-child': 1 },
    late: { radicalisation: 4, 'online-safety': 2 },
  },
  {
    id: 'sexual harm, shown in behaviour',
    weeks: [8, 26],
    away: 0.014,
    early: { 'harmful-sexual-behaviour': 3, 'child-mental-health': 2 },
    late: { 'harmful-sexual-behaviour': 3, 'sexual-abuse': 2, 'online-safety': 1 },
  },
  {
    id: 'honour and control',
    phase: 'secondary',
    weeks: [8, 24],
    away: 0.017,
    early: { 'honour-based-abuse-fgm': 3, 'child-mental-health': 2 },
    late: { 'honour-based-abuse-fgm': 4, 'emotional-abuse': 2, 'missing-from-home': 1 },
  },
  {
    id: 'health needs not met',
    weeks: [14, 34],
    ill: 0.02,
    early: { neglect: 3, 'medical-health': 4 },
    late: { neglect: 4, 'medical-health': 3, 'social-care-involvement': 1 },
  },
  {
    id: 'going missing',
    phase: 'secondary',
    weeks: [8, 22],
    away: 0.051,
    early: { 'missing-from-home': 3, 'parental-conflict-with-school': 1, 'child-mental-health': 1 },
    late: { 'missing-from-home': 4, 'police-involvement': 2, 'substance-misuse-child': 1 },
  },
  {
    id: 'told by the register',
    weeks: [10, 26],
    entries: [3, 5],
    away: 0.119,
    tardy: 0.12,
    early: { 'attendance-punctuality': 3, neglect: 1 },
    late: { 'attendance-punctuality': 2, neglect: 1, 'parental-mental-health': 1, 'housing-poverty': 1 },
  },
  {
    id: 'avoidance called illness',
    weeks: [8, 24],
    ill: 0.1,
    early: { 'medical-health': 4, 'school-avoidance-ebsa': 1, 'child-mental-health': 1 },
    late: { 'school-avoidance-ebsa': 2, 'medical-health': 2, 'child-mental-health': 2 },
  },
  {
    id: 'out of sight',
    weeks: [10, 22],
    entries: [3, 5],
    away: 0.05,
    unseen: true,
    early: { 'attendance-punctuality': 2, neglect: 1, 'parental-mental-health': 1 },
    late: { 'attendance-punctuality': 2, 'parental-conflict-with-school': 1, 'social-care-involvement': 1 },
  },
  {
    id: 'broken off by a move',
    weeks: [14, 30],
    away: 0.02,
    moves: true,
    early: { neglect: 3, 'domestic-abuse': 1, ...HOME_AND_AWAY },
    late: { neglect: 3, 'domestic-abuse': 2, 'housing-poverty': 1, 'school-move': 1 },
  },
  { id: 'follows no known course', weeks: [8, 28], away: 0.017, unspecific: true, early: {}, late: {} },
  {
    id: 'shared by brothers and sisters',
    weeks: [10, 28],
    entries: [6, 9],
    away: 0.02,
    household: true,
    early: { neglect: 3, 'domestic-abuse': 2, ...HOME_AND_AWAY },
    late: { neglect: 3, 'domestic-abuse': 2, 'parental-substance-misuse': 2 },
  },
];

const ALSO_SHARED: ReadonlySet<string> = new Set([
  'slow neglect',
  'domestic abuse',
  'parent becoming unwell',
  'parent drinking',
  'losing home and footing',
  'told by the register',
]);

/** Stories shared out among the brothers and sisters of a home: the one of all worlds, and others told so. */
export const SHARED_FAMILIES: readonly Family[] = [
  ...FAMILIES.filter(({ household }) => household === true),
  ...FAMILIES.filter(({ id }) => ALSO_SHARED.has(id)).map((family): Family => ({
    ...family,
    id: `${family.id}, shared`,
    household: true,
    entries: [6, 9],
  })),
];
