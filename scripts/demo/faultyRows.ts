import type { LocalDate } from '../../domain/localDate.ts';
import type { DemoMark } from './buildMarks.ts';
import type { DemoIncident } from './demoIncident.ts';
import { upnOf } from './demoPupil.ts';
import type { RowFault } from './incidentBodies.ts';
import type { Phase } from './locality.ts';

/**
 * Rows that are wrong on purpose, because real exports have them and a digest must say what it could not read:
 * a child nobody knows, a mistyped UPN, a day that is in no calendar.
 */

/** A well-formed UPN that no child of the locality has. */
export const UNKNOWN_UPN = upnOf('999900126999');

/** The UPN with another letter in front, which the check refuses. */
function mistyped(upn: string): string {
  return (upn.startsWith('A') ? 'B' : 'A') + upn.slice(1);
}

/** A child who is on none of the schools' rolls. */
const STRANGER = { upn: UNKNOWN_UPN, forename: 'Peregrine', surname: 'Nowhereby', dateOfBirth: '2015-06-04' };

/**
 * What is wrong with the school's latest everyday entries, one or two of them; the stories' are left alone. What
 * such a row says is known again only when the school has put it right.
 * @param incidents in the order they were logged
 */
export function rowFaults(
  phase: Phase,
  incidents: readonly DemoIncident[],
): ReadonlyMap<DemoIncident, RowFault> {
  const latest = incidents.filter(({ pupil }) => pupil.storyKey === undefined).toReversed();
  const faults = faultsOf(phase);
  return new Map(
    latest.slice(0, faults.length).map((incident, at) => [incident, faults[at]?.(incident) ?? {}]),
  );
}

function faultsOf(phase: Phase): ((incident: DemoIncident) => RowFault)[] {
  switch (phase) {
    case 'primary':
      return [
        ({ pupil }) => ({ pupil: { upn: mistyped(pupil.upn) } }),
        (incident) => ({ occurredAt: `${yearOf(incident)}-02-30T10:15:00+00:00` }),
      ];
    case 'secondary':
      return [(incident) => ({ occurredAt: `31/11/${yearOf(incident)}` })];
    case 'special':
      return [() => ({ pupil: STRANGER })];
  }
}

/** Register rows of a child who is on none of the rolls; the secondary sends some. */
export function faultyMarks(phase: Phase, day: LocalDate): readonly DemoMark[] {
  if (phase !== 'secondary') return [];
  return [
    { upn: UNKNOWN_UPN, date: day, session: 'AM', code: '/' },
    { upn: UNKNOWN_UPN, date: day, session: 'PM', code: '\\' },
  ];
}

function yearOf(incident: DemoIncident): number {
  return incident.recordedAt.getUTCFullYear();
}
