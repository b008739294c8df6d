import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { localDate } from '../../domain/localDate.ts';
import type { IncidentVersion } from '../replay/incidentVersions.ts';
import type { Family } from './families.ts';
import type { HardNegative } from './hardNegatives.ts';
import type { NoteTruth } from './narratives.ts';
import type { Variation } from './variations.ts';
import type { SimulatedMark } from './simulateRegister.ts';

export const FIRST_MONDAY = localDate('2024-09-02');
export const WEEKS = 46;

export type Role = 'ordinary' | 'planted' | HardNegative;

export interface SimulatedChild {
  readonly upn: Upn;
  /** The school the child begins the year at. */
  readonly schoolUrn: Urn;
  readonly household: string;
  role: Role;
  family?: Family;
  /** Week of the year in which the harm begins and ends. */
  onsetWeek: number;
  endWeek: number;
  /** Weeks in which an entry of the story was recorded; all of the household's where it shares one. */
  readonly plotWeeks: number[];
  /** Week of the year from which the story can be told from chance. */
  findableWeek: number;
  /** A move in the year: the other school, and the week it begins there. */
  move?: { readonly schoolUrn: Urn; readonly week: number };
}

/** How a school keeps its log: what sets it apart from the others is measured apart. */
export type RecordingHabit = 'ordinary' | 'logs everything' | 'brought its history in one evening';

export interface SimulatedSchool {
  readonly urn: Urn;
  readonly habit: RecordingHabit;
  readonly staff: readonly string[];
  readonly entriesPerPupilYear: number;
}

export interface Locality {
  readonly schools: readonly SimulatedSchool[];
  readonly children: readonly SimulatedChild[];
  readonly pupils: readonly PupilRow[];
  readonly versions: readonly IncidentVersion[];
  readonly marks: readonly SimulatedMark[];
  /** What each note is truly about, by its text. */
  readonly truths: ReadonlyMap<string, NoteTruth>;
}

export interface LocalityOptions {
  readonly seed: number;
  readonly schools: number;
  readonly pupilsPerSchool: number;
  /** The simulated world; ours where it is left out. */
  readonly variation?: Variation;
}
