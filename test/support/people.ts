import { upnCheckLetter } from '../../domain/identifiers.ts';

/** A pupil as a school's system sends one: the columns of the `pupils` body. */
export interface PupilRow {
  upn: string;
  forename: string;
  surname: string;
  date_of_birth: string;
  year_group: string;
  school_urn: string;
  household_id?: string;
  ehcp?: string;
  fsm?: string;
  date_joined?: string;
  date_left?: string;
  preferred_name?: string;
  sen_support?: string;
  looked_after?: string;
  cin?: string;
  cp_plan?: string;
  young_carer?: string;
  part_time_timetable?: string;
  locality?: string;
  address_key?: string;
}

/** An incident as a school's system sends one: the shape of the `incidents` body. */
export interface IncidentRow {
  externalId: string;
  schoolUrn: string;
  pupil: { upn?: string; forename?: string; surname?: string; dateOfBirth?: string };
  occurredAt: string;
  recordedAt?: string;
  category?: string;
  narrative: string;
  linkedUpns?: string[];
  recordedBy?: string;
  actions?: { takenAt?: string; what: string; by?: string }[];
  withdrawn?: boolean;
}

/** Six digits that GIAS has given to no school: its numbers begin with 1. */
export const A_SCHOOL_URN = '990001';
export const ANOTHER_SCHOOL_URN = '990002';

const FORENAMES = ['Ottoline', 'Brannoch', 'Tamsyne', 'Idrisse', 'Mirabelle', 'Corwen', 'Sunniva', 'Leofric'];
const SURNAMES = ['Thistlewick', 'Okonbrae', 'Marrowdale', 'Fennimoor', 'Quillsby', 'Harkaway', 'Penwhistle'];

let made = 0;

/**
 * A well-formed UPN that belongs to nobody: local authority 999 does not exist.
 * @param number 0 to 9,999,999; another number is another pupil
 */
export function aUpn(number: number): string {
  const serial = String(number).padStart(7, '0');
  const body = `999${serial.slice(0, 4)}2${serial.slice(4)}0`;
  return `${upnCheckLetter(body)}${body}`;
}

/** The same UPN with a check letter that does not verify. */
export function aUpnWithWrongCheckLetter(number: number): string {
  const upn = aUpn(number);
  return `${upn.startsWith('A') ? 'B' : 'A'}${upn.slice(1)}`;
}

/** An invented pupil, a different one each time; what matters to the test is given. */
export function aPupil(given: Partial<PupilRow> = {}): PupilRow {
  made += 1;
  return {
    upn: aUpn(made),
    forename: FORENAMES[made % FORENAMES.length] ?? '',
    surname: SURNAMES[made % SURNAMES.length] ?? '',
    date_of_birth: '2015-03-09',
    year_group: '6',
    school_urn: A_SCHOOL_URN,
    ...given,
  };
}

/** An unremarkable incident about an invented pupil, with its own external id; what matters is given. */
export function anIncident(given: Partial<IncidentRow> = {}): IncidentRow {
  made += 1;
  return {
    externalId: `invented-${made}`,
    schoolUrn: A_SCHOOL_URN,
    pupil: { upn: aUpn(made) },
    occurredAt: '2026-09-14T10:40:00+01:00',
    recordedAt: '2026-09-14T11:02:00+01:00',
    narrative: 'Came to school without a coat and said the heating had been off since Friday.',
    recordedBy: 'Class teacher',
    ...given,
  };
}
