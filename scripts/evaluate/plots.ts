import type { Truth } from './narratives.ts';

/**
 * Courses planted in the simulated schools. Each runs in stages; a stage is a bag notes are drawn from. They
 * are written apart from the detector's own courses: as stories over time, not as shares.
 */
export interface Plot {
  readonly id: string;
  readonly stages: readonly (readonly Truth[])[];
  /** Extra share of sessions missed without leave while it lasts. */
  readonly missing: number;
  /** Weeks it lasts, shortest and longest. */
  readonly weeks: readonly [number, number];
  /** Shared out among the brothers and sisters of a home. */
  readonly household?: true;
}

export const PLOTS: readonly Plot[] = [
  {
    id: 'slow neglect',
    missing: 0.03,
    weeks: [16, 34],
    stages: [
      ['neglect', 'attendance-punctuality'],
      ['neglect', 'neglect', 'medical-health'],
      ['neglect', 'housing-poverty', 'child-mental-health'],
    ],
  },
  {
    id: 'drift into criminal exploitation',
    missing: 0.08,
    weeks: [8, 22],
    stages: [
      ['behaviour', 'attendance-punctuality', 'child-criminal-exploitation'],
      ['child-criminal-exploitation', 'substance-misuse-child'],
      ['missing-from-home', 'child-criminal-exploitation', 'police-involvement'],
    ],
  },
  {
    id: 'domestic abuse at home',
    missing: 0.02,
    weeks: [10, 28],
    stages: [
      ['child-mental-health', 'domestic-abuse'],
      ['domestic-abuse', 'emotional-abuse'],
      ['domestic-abuse', 'police-involvement', 'child-mental-health'],
    ],
  },
  {
    id: 'parent becoming unwell',
    missing: 0.05,
    weeks: [10, 26],
    stages: [
      ['parental-mental-health', 'attendance-punctuality'],
      ['parental-mental-health', 'neglect', 'young-carer'],
      ['parental-mental-health', 'child-mental-health'],
    ],
  },
  {
    id: 'parent drinking',
    missing: 0.04,
    weeks: [10, 26],
    stages: [
      ['attendance-punctuality', 'parental-substance-misuse'],
      ['parental-substance-misuse', 'neglect'],
      ['parental-substance-misuse', 'neglect', 'young-carer'],
    ],
  },
  {
    id: 'young carer',
    missing: 0.04,
    weeks: [12, 28],
    stages: [
      ['young-carer', 'attendance-punctuality'],
      ['young-carer', 'child-mental-health'],
      ['young-carer', 'young-carer', 'neglect'],
    ],
  },
  {
    id: 'school avoidance',
    missing: 0.12,
    weeks: [8, 22],
    stages: [
      ['medical-health', 'school-avoidance-ebsa'],
      ['school-avoidance-ebsa', 'child-mental-health'],
      ['school-avoidance-ebsa', 'attendance-punctuality'],
    ],
  },
  {
    id: 'online to sexual exploitation',
    missing: 0.04,
    weeks: [8, 22],
    stages: [
      ['online-safety'],
      ['online-safety', 'child-sexual-exploitation', 'child-mental-health'],
      ['child-sexual-exploitation', 'missing-from-home'],
    ],
  },
  {
    id: 'bullying to self-harm',
    missing: 0.03,
    weeks: [8, 22],
    stages: [
      ['bullying-child-on-child'],
      ['bullying-child-on-child', 'child-mental-health'],
      ['child-mental-health', 'self-harm-suicide'],
    ],
  },
  {
    id: 'hurt by an adult at home',
    missing: 0.02,
    weeks: [8, 24],
    stages: [
      ['child-mental-health', 'emotional-abuse'],
      ['physical-abuse', 'emotional-abuse'],
      ['physical-abuse', 'child-mental-health'],
    ],
  },
  {
    id: 'household across siblings',
    missing: 0.02,
    weeks: [10, 26],
    household: true,
    stages: [
      ['neglect', 'attendance-punctuality'],
      ['neglect', 'domestic-abuse'],
      ['neglect', 'parental-substance-misuse'],
    ],
  },
];

/** What ordinary logs are about, in parts of a hundred; each school bends it its own way. */
export const ORDINARY: readonly (readonly [Truth, number])[] = [
  ['none', 24],
  ['behaviour', 24],
  ['medical-health', 10],
  ['child-mental-health', 7],
  ['bullying-child-on-child', 6],
  ['attendance-punctuality', 6],
  ['bereavement-family-change', 4],
  ['neglect', 4],
  ['parental-conflict-with-school', 3],
  ['send-unmet-need', 2],
  ['online-safety', 2],
  ['social-care-involvement', 1.5],
  ['domestic-abuse', 1],
  ['school-avoidance-ebsa', 1],
  ['parental-mental-health', 0.7],
  ['parental-substance-misuse', 0.6],
  ['young-carer', 0.6],
  ['housing-poverty', 0.8],
  ['child-criminal-exploitation', 0.6],
  ['missing-from-home', 0.3],
  ['substance-misuse-child', 0.4],
  ['child-sexual-exploitation', 0.4],
  ['physical-abuse', 0.6],
  ['emotional-abuse', 0.5],
  ['self-harm-suicide', 0.4],
  ['harmful-sexual-behaviour', 0.3],
  ['school-move', 0.5],
  ['police-involvement', 0.3],
  ['radicalisation', 0.1],
];

/** Truths that are everyday matters however often they are written. */
export const EVERYDAY: ReadonlySet<Truth> = new Set([
  'none',
  'behaviour',
  'medical-health',
  'parental-conflict-with-school',
]);
