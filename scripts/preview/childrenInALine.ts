import type { ChildFacts } from '../../domain/digest/digestFacts.ts';
import { localDate } from '../../domain/localDate.ts';
import { aChild, aContribution, anAssessment, anAttendance, anEntry } from './digestPeople.ts';

/** Invented children of an ordinary week who are told in a line. */
export function juniper(): ChildFacts {
  return aChild({
    name: { forename: 'Juniper', surname: 'Halloway', initials: 'JH' },
    yearGroup: '1',
    now: anAssessment({
      pupilId: 'p5',
      level: 'watch',
      contributions: [
        aContribution({
          id: 'theme:family-circumstances',
          what: 'Housing.',
          points: 1.4,
          entryIds: ['j1', 'j2'],
        }),
      ],
    }),
    before: anAssessment({ pupilId: 'p5', level: 'watch' }),
    keyEntries: [
      anEntry({ entryId: 'j1', day: '2026-10-20', categories: ['housing-poverty'], title: 'Moved again' }),
      anEntry({
        entryId: 'j2',
        day: '2026-09-17',
        categories: ['housing-poverty'],
        title: 'Sharing one room',
      }),
    ],
    entriesThisWeek: 0,
  });
}

export function lowell(): ChildFacts {
  return aChild({
    name: { forename: 'Lowell', surname: 'Prestwidge', initials: 'LP' },
    yearGroup: '5',
    now: anAssessment({
      pupilId: 'p6',
      level: 'watch',
      contributions: [
        aContribution({
          id: 'theme:school-life',
          what: 'Entries about coming in.',
          points: 1.6,
          entryIds: ['l1'],
        }),
        aContribution({
          id: 'protective',
          what: 'Starts the day with the mentor.',
          points: -0.9,
          entryIds: [],
        }),
      ],
      attendance: anAttendance({ absentLastFourWeeks: 2 }),
    }),
    before: anAssessment({
      pupilId: 'p6',
      attendance: anAttendance({ absentLastFourWeeks: 11 }),
    }),
    keyEntries: [],
    entriesThisWeek: 0,
  });
}

export function crispin(): ChildFacts {
  return aChild({
    name: { forename: 'Crispin', surname: 'Vanterpool', initials: 'CV' },
    yearGroup: '2',
    now: anAssessment({
      pupilId: 'p7',
      level: 'none',
      kinds: ['unseen'],
      contributions: [],
      unseen: { kind: 'seen', on: localDate('2026-10-22'), daysSince: 24, schoolDaysSince: 11 },
    }),
    keyEntries: [],
    entriesThisWeek: 0,
  });
}
