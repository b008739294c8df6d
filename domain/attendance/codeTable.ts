import { localDate, type LocalDate } from '../localDate.ts';

/**
 * The register's codes as data: what each means, how the Department for Education counts it, whether the
 * school itself saw the child, and from when to when the meaning held. Attending and seen are two things:
 * a child may be 100% attending (K, W) and unseen by this school for weeks.
 */
export type MarkCategory =
  | 'attending'
  | 'approved-educational-activity'
  | 'authorised'
  | 'unauthorised'
  | 'not-possible'
  | 'administrative'
  | 'missing';

export interface AttendanceCode {
  readonly code: string;
  readonly meaning: string;
  readonly category: MarkCategory;
  /** True when a member of this school's staff had the child in front of them. */
  readonly seenBySchool: boolean;
  readonly validFrom?: LocalDate;
  readonly validTo?: LocalDate;
  /** Set for a code that should no longer appear: what the reader is told. */
  readonly warning?: string;
  readonly source: string;
}

const REGULATION = 'SI 2024/208 reg 10, in force 19 August 2024';
const OLD_REGULATION = 'SI 2006/1751 and DfE School attendance guidance before 19 August 2024';
const NEW_CODES_FROM = localDate('2024-08-19');
const OLD_CODES_TO = localDate('2024-08-18');

/**
 * Codes under which this school's own staff had the child in front of them: in the building, or on a visit,
 * fixture or off-site activity they supervised. K, W and D are elsewhere; every absence is nowhere.
 */
const SEEN_BY_SCHOOL: ReadonlySet<string> = new Set(['/', '\\', 'L', 'U', 'V', 'P', 'B']);

function current(code: string, category: MarkCategory, meaning: string): AttendanceCode {
  const seenBySchool = SEEN_BY_SCHOOL.has(code);
  return { code, category, meaning, seenBySchool, source: REGULATION };
}

function introduced2024(code: string, category: MarkCategory, meaning: string): AttendanceCode {
  return { ...current(code, category, meaning), validFrom: NEW_CODES_FROM };
}

/** Every code, newest meaning first where a letter changed its meaning. */
export const ATTENDANCE_CODES: readonly AttendanceCode[] = [
  current('/', 'attending', 'Present in the morning'),
  current('\\', 'attending', 'Present in the afternoon'),
  current('L', 'attending', 'Late, before the register closed'),
  introduced2024('K', 'approved-educational-activity', 'At provision arranged by the local authority'),
  current('V', 'approved-educational-activity', 'On an educational visit or trip'),
  current('P', 'approved-educational-activity', 'At an approved sporting activity'),
  current('W', 'approved-educational-activity', 'On work experience'),
  current('B', 'approved-educational-activity', 'At another approved educational activity'),
  current('D', 'not-possible', 'Registered at two schools, due at the other'),
  introduced2024('C1', 'authorised', 'Leave for a regulated performance or employment abroad'),
  current('M', 'authorised', 'Medical or dental appointment'),
  introduced2024('J1', 'authorised', 'Leave for an interview'),
  current('S', 'authorised', 'Study leave'),
  current('X', 'not-possible', 'Not required to attend'),
  introduced2024('C2', 'authorised', 'Part-time timetable'),
  current('C', 'authorised', 'Leave for exceptional circumstances'),
  current('T', 'authorised', 'Parent travelling for occupational purposes'),
  current('R', 'authorised', 'Religious observance'),
  current('I', 'authorised', 'Illness'),
  current('E', 'authorised', 'Suspended or permanently excluded, no provision made'),
  introduced2024('Q', 'not-possible', 'Unable to attend for lack of access arrangements'),
  introduced2024('Y1', 'not-possible', 'Transport normally provided is not available'),
  introduced2024('Y2', 'not-possible', 'Widespread disruption to travel'),
  introduced2024('Y3', 'not-possible', 'Part of the premises is out of use'),
  introduced2024('Y4', 'not-possible', 'Whole site unexpectedly closed'),
  introduced2024('Y5', 'not-possible', 'In criminal justice detention'),
  introduced2024('Y6', 'not-possible', 'Attending would break public health guidance or law'),
  introduced2024('Y7', 'not-possible', 'Another unavoidable cause'),
  current('G', 'unauthorised', 'Holiday without leave'),
  current('N', 'unauthorised', 'Reason not yet established'),
  current('O', 'unauthorised', 'Absent, no other reason applies'),
  current('U', 'unauthorised', 'Arrived after the register closed'),
  current('Z', 'administrative', 'Not yet on the admission register'),
  current('#', 'administrative', 'Planned whole-school closure'),
  {
    code: '-',
    meaning: 'No mark entered',
    category: 'missing',
    seenBySchool: false,
    source: 'Default blank of several school systems; not a code of the regulations',
  },
  {
    code: 'H',
    meaning: 'Holiday authorised by the school',
    category: 'authorised',
    seenBySchool: false,
    validTo: OLD_CODES_TO,
    warning: 'H ended on 18 August 2024: counted as authorised absence',
    source: OLD_REGULATION,
  },
  {
    code: 'F',
    meaning: 'Extended family holiday agreed',
    category: 'authorised',
    seenBySchool: false,
    validTo: localDate('2013-08-31'),
    warning: 'F ended in 2013: counted as authorised absence',
    source: OLD_REGULATION,
  },
  {
    code: 'J',
    meaning: 'At an interview',
    category: 'approved-educational-activity',
    seenBySchool: false,
    validTo: OLD_CODES_TO,
    warning: 'J became J1 on 19 August 2024: counted as authorised absence from then on',
    source: OLD_REGULATION,
  },
  {
    code: 'Y',
    meaning: 'Unable to attend, exceptional circumstances',
    category: 'not-possible',
    seenBySchool: false,
    validTo: OLD_CODES_TO,
    warning: 'Y was divided into Y1 to Y7 on 19 August 2024: counted as not possible',
    source: OLD_REGULATION,
  },
  ...['X01', 'X02'].map((code): AttendanceCode => ({
    code,
    meaning: 'Not attending because of coronavirus',
    category: 'not-possible',
    seenBySchool: false,
    validTo: localDate('2022-08-31'),
    warning: `${code} ended in 2022: counted as not possible`,
    source: 'DfE addendum on recording attendance in relation to coronavirus, 2020 to 2022',
  })),
];

/** What a code that ended is read as on a date after it ended; a code absent here keeps its category. */
export const READ_AS_AFTER_END: ReadonlyMap<string, MarkCategory> = new Map([['J', 'authorised']]);
