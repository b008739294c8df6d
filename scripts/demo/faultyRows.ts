import type { LocalDate } from '../../domain/localDate.ts';
import type { DemoMark } from './buildMarks.ts';
import type { DemoIncident } from './demoIncident.ts';
import { upnOf } from './demoPupil.ts';
import type { IncidentRowSource } from './incidentBodies.ts';
import type { Phase } from './locality.ts';

/**
 * Rows that are wrong on purpose, because real exports have them and a digest must say what it could not read:
 * a child nobody knows, a mistyped UPN, a day that is in no calendar.
 */

/** A well-formed UPN that no child of the locality has. */
export const UNKNOWN_UPN = upnOf('999900126999');

/** The UPN with another letter in front, which the check refuses. */
export function mistyped(upn: string): string {
  return (upn.startsWith('A') ? 'B' : 'A') + upn.slice(1);
}

/** A child who is on none of the schools' rolls. */
const STRANGER = { upn: UNKNOWN_UPN, forename: 'Peregrine', surname: 'Nowhereby', dateOfBirth: '2015-06-04' };

/** Copies of the latest everyday entries under numbers of their own, each with one thing wrong. */
export function faultyIncidentRows(
  phase: Phase,
  incidents: readonly DemoIncident[],
): readonly IncidentRowSource[] {
  const [latest, before] = incidents.filter(({ pupil }) => pupil.storyKey === undefined).toReversed();
  if (latest === undefined || before === undefined) return [];
  switch (phase) {
    case 'primary':
      return [
        { incident: renumbered(latest), fault: { pupil: { upn: mistyped(latest.pupil.upn) } } },
        { incident: renumbered(before), fault: { occurredAt: `${yearOf(before)}-02-30T10:15:00+00:00` } },
      ];
    case 'secondary':
      return [{ incident: renumbered(latest), fault: { occurredAt: `31/11/${yearOf(latest)}` } }];
    case 'special':
      return [{ incident: renumbered(latest), fault: { pupil: STRANGER } }];
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

function renumbered(incident: DemoIncident): DemoIncident {
  return { ...incident, externalId: `${incident.externalId}-2` };
}

function yearOf(incident: DemoIncident): number {
  return incident.recordedAt.getUTCFullYear();
}
