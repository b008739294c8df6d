import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { localDate } from '../../domain/localDate.ts';
import type { IncidentVersion } from '../replay/incidentVersions.ts';
import type { HardNegative } from './hardNegatives.ts';
import type { Truth } from './narratives.ts';
import type { Plot } from './plots.ts';
import type { SimulatedMark } from './simulateRegister.ts';

export const FIRST_MONDAY = localDate('2024-09-02');
export const WEEKS = 46;

export type Role = 'ordinary' | 'planted' | HardNegative;

export interface SimulatedChild {
  readonly upn: Upn;
  readonly schoolUrn: Urn;
  readonly household: string;
  role: Role;
  plot?: Plot;
  /** Week of the year in which the harm begins and ends. */
  onsetWeek: number;
  endWeek: number;
  /** Weeks in which an entry of the plot was recorded. */
  readonly plotWeeks: number[];
}

export interface Locality {
  readonly children: readonly SimulatedChild[];
  readonly pupils: readonly PupilRow[];
  readonly versions: readonly IncidentVersion[];
  readonly marks: readonly SimulatedMark[];
  /** What each note is truly about, by its text. */
  readonly truths: ReadonlyMap<string, { readonly truth: Truth; readonly severity: 1 | 2 | 4 }>;
}

export interface LocalityOptions {
  readonly seed: number;
  readonly schools: number;
  readonly pupilsPerSchool: number;
}
