import { DateTime } from 'luxon';
import { LONDON } from '../../domain/localDate.ts';
import type { DemoMark } from './buildMarks.ts';
import { csvText } from './csvText.ts';
import { placementAt, type DemoPupil } from './demoPupil.ts';
import type { DemoDelivery, Phase } from './locality.ts';
import { LOCALITY_NAME, SCHOOLS } from './material/schools.ts';
import type { DemoContact } from './tellStories.ts';

const PUPIL_COLUMNS = [
  ...[
    'upn',
    'forename',
    'surname',
    'date_of_birth',
    'year_group',
    'school_urn',
    'household_id',
    'ehcp',
    'fsm',
  ],
  ...[
    'date_joined',
    'date_left',
    'sen_support',
    'young_carer',
    'part_time_timetable',
    'locality',
    'address_key',
  ],
];

/** The delivery of a school's roll: everybody who has had a place there, leavers with the day they left. */
export function pupilsDelivery(phase: Phase, pupils: readonly DemoPupil[]): DemoDelivery {
  const urn = SCHOOLS.find((school) => school.phase === phase)?.urn;
  const rows = pupils.map((pupil) => {
    const placement = placementAt(pupil, phase);
    return [
      ...[pupil.upn, pupil.forename, pupil.surname, pupil.dateOfBirth],
      ...[pupil.year === 0 ? 'R' : pupil.year, urn, pupil.household.id],
      ...[yesNo(pupil.needs.ehcp), yesNo(pupil.household.fsm), placement?.joined, placement?.left],
      ...[yesNo(pupil.needs.senSupport), yesNo(pupil.needs.youngCarer), yesNo(pupil.needs.partTimeTimetable)],
      ...[LOCALITY_NAME, pupil.household.addressKey],
    ];
  });
  return { kind: 'pupils', contentType: CSV, body: csvText(PUPIL_COLUMNS, rows) };
}

/** The delivery of some marks; the code is the one given, so that a first and a corrected mark can both be sent. */
export function attendanceDelivery(
  marks: readonly Pick<DemoMark, 'upn' | 'date' | 'session' | 'code'>[],
): DemoDelivery {
  const rows = marks.map(({ upn, date, session, code }) => [upn, date, session, code]);
  return { kind: 'attendance', contentType: CSV, body: csvText(['upn', 'date', 'session', 'code'], rows) };
}

/** The delivery of a school's calls, visits and meetings. */
export function contactsDelivery(contacts: readonly DemoContact[]): DemoDelivery {
  const rows = contacts.map(({ pupil, at, method, seen, by, note }) => [
    pupil.upn,
    DateTime.fromJSDate(at, { zone: LONDON }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"),
    method,
    yesNo(seen),
    by,
    note,
  ]);
  return {
    kind: 'contacts',
    contentType: CSV,
    body: csvText(['upn', 'at', 'method', 'seen', 'by', 'note'], rows),
  };
}

const CSV = 'text/csv; charset=utf-8';

function yesNo(value: boolean | undefined): string {
  return value === true ? 'yes' : 'no';
}
