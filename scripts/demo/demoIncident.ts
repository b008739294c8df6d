import type { DemoPupil } from './demoPupil.ts';
import type { Phase } from './locality.ts';

/** One entry in a school's log, before it is written in the format the school sends. */
export interface DemoIncident {
  readonly externalId: string;
  readonly phase: Phase;
  readonly pupil: DemoPupil;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly category: string;
  readonly narrative: string;
  readonly linked: readonly DemoPupil[];
  readonly recordedBy: string;
  readonly actions: readonly { readonly what: string; readonly by: string }[];
}

/** An entry that has no number yet. */
export type UnnumberedIncident = Omit<DemoIncident, 'externalId'>;

/**
 * Numbers a school's entries in the order they were logged, from `first` on, as a school's system does.
 * @returns the entries in that order
 */
export function numberIncidents(
  incidents: readonly UnnumberedIncident[],
  first: number,
): readonly DemoIncident[] {
  return incidents
    .toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime())
    .map((incident, at) => ({ externalId: String(first + at), ...incident }));
}
