import type { Assessment, AttendanceSummary, Contribution } from '../../domain/concern/assessment.ts';
import type {
  AttendanceWeek,
  ChildFacts,
  DigestFacts,
  EntryFacts,
  NewcomerFacts,
} from '../../domain/digest/digestFacts.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, localDate, londonInstant } from '../../domain/localDate.ts';

/** Small builders: each gives something ordinary and takes only what the test is about. */

export function anEntry(overrides: Partial<EntryFacts> & { day?: string } = {}): EntryFacts {
  const { day = '2026-11-11', ...rest } = overrides;
  return {
    entryId: 'e1',
    occurredAt: londonInstant(localDate(day), '10:40'),
    recordedBy: 'M. Fennimore, class teacher',
    narrative: 'Said she was hungry and had not eaten since lunch yesterday.',
    title: 'Hungry at school',
    severity: 1,
    categories: ['neglect'],
    ...rest,
  };
}

export function aContribution(overrides: Partial<Contribution> = {}): Contribution {
  return {
    id: 'theme:harm-at-home',
    what: 'Entries about care at home.',
    points: 4,
    entryIds: ['e1'],
    ...overrides,
  };
}

export function anAttendance(overrides: Partial<AttendanceSummary> = {}): AttendanceSummary {
  return {
    possibleYear: 100,
    absentYear: 4,
    unauthorisedYear: 0,
    lateYear: 0,
    possibleLastFourWeeks: 40,
    absentLastFourWeeks: 1,
    persistent: false,
    severe: false,
    unauthorisedTenWeeks: 0,
    remarks: [],
    ...overrides,
  };
}

/** The score follows from the contributions. */
export function anAssessment(overrides: Partial<Assessment> = {}): Assessment {
  const contributions = overrides.contributions ?? [aContribution()];
  return {
    pupilId: 'p1',
    asOf: new Date('2026-11-15T23:59:00Z'),
    level: 'concern',
    kinds: ['cumulative'],
    score: contributions.reduce((sum, part) => sum + part.points, 0),
    contributions,
    keyEntryIds: ['e1'],
    acuteEntryIds: [],
    attendance: anAttendance(),
    unseen: { kind: 'seen', on: localDate('2026-11-13'), daysSince: 2, schoolDaysSince: 0 },
    ...overrides,
  };
}

/** Six school weeks to 9 November 2026, half term left out; `missed` sessions of ten in each, null for no marks. */
export function weeks(...missed: (number | null)[]): AttendanceWeek[] {
  const mondays = ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19', '2026-11-02', '2026-11-09'];
  return mondays.map((monday, place) => {
    const absent = missed[place] === undefined ? 0 : missed[place];
    return {
      weekStart: localDate(monday),
      sessionsPossible: absent === null ? 0 : 10,
      sessionsAbsent: absent ?? 0,
      sessionsUnauthorised: 0,
      late: 0,
    };
  });
}

export function aChild(overrides: Partial<ChildFacts> = {}): ChildFacts {
  return {
    pupilId: overrides.now?.pupilId ?? 'p1',
    name: { forename: 'Marigold', surname: 'Testwick', initials: 'MT' },
    yearGroup: '4',
    now: anAssessment(),
    keyEntries: [anEntry()],
    entriesThisWeek: 1,
    attendanceWeeks: weeks(0, 0, 1, 0, 0, 0),
    siblings: [],
    ...overrides,
  };
}

export function aNewcomer(overrides: Partial<NewcomerFacts> = {}): NewcomerFacts {
  return {
    pupilId: 'n1',
    name: { forename: 'Pomfrey', surname: 'Newlyn', initials: 'PN' },
    yearGroup: '2',
    joined: localDate('2026-11-10'),
    characteristics: {},
    level: 'none',
    ...overrides,
  };
}

/** A complete week at a school with a digest before it and nobody on the list. */
export function digestFacts(overrides: Partial<DigestFacts> = {}): DigestFacts {
  const weekStart = localDate('2026-11-09');
  return {
    school: { urn: '999001' as Urn, name: 'Larkfield Primary School' },
    week: '2026-W46',
    weekStart,
    weekEnd: addDays(weekStart, 6),
    reader: { name: 'Rowan Pellory', role: 'dsl' },
    generatedAt: new Date('2026-11-16T07:00:00Z'),
    roll: 310,
    children: [],
    newAtSchool: [],
    goodNews: [],
    arrivals: { incidents: 14, marks: 3092, deliveries: 16 },
    heldRows: [],
    rejectedRows: [],
    missingRegisters: [],
    previousWeekStart: localDate('2026-11-02'),
    detail: 'full',
    ...overrides,
  };
}
