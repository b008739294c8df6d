import type { Phase } from '../locality.ts';

/**
 * How children miss school, after the Department for Education's published absence figures (Open Government
 * Licence): absence bands of 2022/23 with the bands from 10% to 50% thinned towards 2024/25, the mix of codes
 * in daily registers of 2025/26, and the shape of the week and the year. Rounded, and with fewer children who
 * hardly come at all, since the stories bring theirs: a demo, not a model.
 */
export interface AbsenceBand {
  /** Share of the school's pupils in the band. */
  readonly share: number;
  /** Absent share of possible sessions. */
  readonly from: number;
  readonly to: number;
}

export const ABSENCE_BANDS: Readonly<Record<Phase, readonly AbsenceBand[]>> = {
  primary: [
    { share: 0.58, from: 0.002, to: 0.05 },
    { share: 0.285, from: 0.05, to: 0.1 },
    { share: 0.08, from: 0.1, to: 0.15 },
    { share: 0.04, from: 0.15, to: 0.25 },
    { share: 0.015, from: 0.25, to: 0.4 },
  ],
  secondary: [
    { share: 0.52, from: 0.002, to: 0.05 },
    { share: 0.29, from: 0.05, to: 0.1 },
    { share: 0.105, from: 0.1, to: 0.15 },
    { share: 0.05, from: 0.15, to: 0.25 },
    { share: 0.025, from: 0.25, to: 0.45 },
    { share: 0.01, from: 0.5, to: 0.75 },
  ],
  special: [
    { share: 0.36, from: 0.005, to: 0.05 },
    { share: 0.27, from: 0.05, to: 0.1 },
    { share: 0.15, from: 0.1, to: 0.15 },
    { share: 0.12, from: 0.15, to: 0.25 },
    { share: 0.06, from: 0.25, to: 0.5 },
    { share: 0.04, from: 0.5, to: 0.7 },
  ],
};

/** Share of mornings a child comes late (L and U together), on average. */
export const LATE_SHARE: Readonly<Record<Phase, number>> = {
  primary: 0.012,
  secondary: 0.029,
  special: 0.009,
};

export interface AbsenceKind {
  readonly code: string;
  /** Relative frequency of spells. */
  readonly weight: number;
  readonly unauthorised: boolean;
  /** Length of a spell, in half days. */
  readonly sessions: { readonly from: number; readonly to: number };
  /** How often the register says N until the reason is known. */
  readonly unexplainedAtFirst: number;
}

export const ABSENCE_KINDS: readonly AbsenceKind[] = [
  { code: 'I', weight: 10, unauthorised: false, sessions: { from: 1, to: 6 }, unexplainedAtFirst: 0.12 },
  { code: 'M', weight: 5, unauthorised: false, sessions: { from: 1, to: 1 }, unexplainedAtFirst: 0.05 },
  { code: 'C', weight: 0.6, unauthorised: false, sessions: { from: 2, to: 4 }, unexplainedAtFirst: 0 },
  { code: 'R', weight: 0.2, unauthorised: false, sessions: { from: 2, to: 2 }, unexplainedAtFirst: 0 },
  { code: 'O', weight: 10, unauthorised: true, sessions: { from: 1, to: 4 }, unexplainedAtFirst: 0.45 },
  { code: 'G', weight: 0.8, unauthorised: true, sessions: { from: 6, to: 14 }, unexplainedAtFirst: 0.2 },
];

/** Against the week's mean, Monday (1) to Friday (5): lowest on Wednesdays, highest on Fridays (FFT, autumn 2021). */
export const DAY_FACTOR: Readonly<Record<number, number>> = { 1: 1.06, 2: 0.95, 3: 0.9, 4: 0.97, 5: 1.14 };

/** Against the year's mean, by month: low in September, high before Christmas (DfE weekly release, 2024/25). */
export const MONTH_FACTOR: Readonly<Record<string, number>> = {
  '09': 0.75,
  '12': 1.3,
  '03': 1.05,
  '07': 1.1,
};
