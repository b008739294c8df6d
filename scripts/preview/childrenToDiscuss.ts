import type { ChildFacts } from '../../domain/digest/digestFacts.ts';
import { localDate } from '../../domain/localDate.ts';
import { aChild, aContribution, anAssessment, anAttendance, anEntry, weeks } from './digestPeople.ts';

/** Invented children of an ordinary week who ask for a conversation. */
export function marigold(): ChildFacts {
  return aChild({
    now: anAssessment({
      pupilId: 'p1',
      contributions: [
        aContribution({
          what: 'Three entries about care at home since 2 October.',
          points: 4.25,
          entryIds: ['m3', 'm2', 'm1'],
        }),
        aContribution({
          id: 'breadth',
          what: 'Two different members of staff recorded them.',
          points: 0.75,
          entryIds: ['m3', 'm2', 'm1'],
        }),
        aContribution({
          id: 'attendance-change',
          what: 'More absence than was usual for this child last year.',
          points: 2.1,
          entryIds: [],
        }),
      ],
      keyEntryIds: ['m3', 'm2', 'm1'],
      attendance: anAttendance({
        absentLastFourWeeks: 8,
        remarks: ['Monday absence in five of six weeks.'],
      }),
    }),
    keyEntries: [
      anEntry({
        entryId: 'm3',
        day: '2026-11-11',
        narrative:
          'Asked at 9:15 whether it was nearly lunch. Said there was “no tea last night because Mum was asleep”. Given toast in the office, ate four slices quickly. Same jumper as Monday, still wet at the cuffs.',
      }),
      anEntry({
        entryId: 'm2',
        day: '2026-10-19',
        title: 'No coat in heavy rain',
        narrative: 'Arrived soaked, no coat, said it was “too small now”. Lent one from lost property.',
        recordedBy: 'D. Thistlewood, breakfast club',
      }),
      anEntry({
        entryId: 'm1',
        day: '2026-10-02',
        title: 'Taking food from another child',
        narrative: 'Took a banana and a yoghurt from another lunch box. Hid them in her tray.',
      }),
    ],
    entriesThisWeek: 1,
    attendanceWeeks: weeks(1, 2, 2, 1, 2, 3).map((week, place) =>
      place === 5 ? { ...week, sessionsUnauthorised: 2, late: 1 } : week,
    ),
    siblings: [
      {
        pupilId: 's1',
        initials: 'JT',
        schoolName: 'Hollin High School',
        atThisSchool: false,
        level: 'watch',
      },
      {
        pupilId: 's2',
        initials: 'ET',
        schoolName: 'Larkfield Primary School',
        atThisSchool: true,
        level: 'none',
      },
    ],
  });
}

export function barnaby(): ChildFacts {
  return aChild({
    name: { forename: 'Barnaby', surname: 'Oxenholt', initials: 'BO' },
    yearGroup: '6',
    now: anAssessment({
      pupilId: 'p2',
      level: 'urgent',
      kinds: ['cumulative', 'acute'],
      contributions: [
        aContribution({
          id: 'theme:exploitation-and-risk',
          what: 'Four entries about older contacts and unexplained money since 28 September.',
          points: 7.5,
          entryIds: ['b4', 'b3', 'b2', 'b1'],
        }),
        aContribution({
          id: 'pace',
          what: 'Entries are coming faster than is usual for this child.',
          points: 1.5,
          entryIds: ['b4', 'b3'],
        }),
      ],
      keyEntryIds: ['b4', 'b3', 'b2', 'b1'],
      acuteEntryIds: ['b4'],
    }),
    before: anAssessment({ pupilId: 'p2', level: 'concern' }),
    keyEntries: ['2026-11-12', '2026-11-05', '2026-10-13', '2026-09-28'].map((day, place) =>
      anEntry({
        entryId: `b${4 - place}`,
        day,
        ...BARNABY[place],
        categories: ['child-criminal-exploitation'],
        severity: place === 0 ? 3 : 2,
      }),
    ),
    entriesThisWeek: 1,
    attendanceWeeks: weeks(0, 0, 0, 2, 1, 2),
    lastDecision: {
      what: 'Ask the police schools officer what is known; ring home',
      by: 'Rowan Pellory',
      on: localDate('2026-11-09'),
      outcome: 'done',
    },
    flag: { state: 'acknowledged', since: localDate('2026-11-09') },
  });
}

const BARNABY = [
  {
    title: 'Collected by an adult staff did not know',
    narrative:
      'Got into a grey car at the corner at 3:20. Driver not known to us. He said “it is just a mate”.',
    recordedBy: 'P. Wexcombe, site manager',
  },
  {
    title: 'Second phone',
    narrative: 'Two phones in his bag, one new. Would not say whose. Upset when asked.',
  },
  {
    title: 'New trainers',
    narrative: 'New trainers, told friends they cost £140 and that he “earned” them.',
    recordedBy: 'M. Fennimore, class teacher',
  },
  {
    title: 'Out late with older boys',
    narrative: 'Parent says he is out until ten with boys from the high school.',
  },
] as const;

export function ottilie(): ChildFacts {
  return aChild({
    name: { forename: 'Ottilie', surname: 'Brackenbury', initials: 'OB' },
    yearGroup: 'R',
    now: anAssessment({
      pupilId: 'p3',
      contributions: [
        aContribution({
          id: 'theme:family-circumstances',
          what: 'Two entries about arguments at home since 14 October.',
          points: 5,
          entryIds: ['o1', 'o2'],
        }),
        aContribution({
          id: 'protective',
          what: 'Family support worker visits weekly.',
          points: -0.8,
          entryIds: [],
        }),
      ],
      keyEntryIds: ['o1', 'o2'],
    }),
    before: anAssessment({ pupilId: 'p3' }),
    keyEntries: [
      anEntry({
        entryId: 'o1',
        day: '2026-11-02',
        title: 'Police notified school of an incident at home',
        narrative: 'Operation Encompass call 8:10am. Verbal argument on Saturday night, children upstairs.',
        recordedBy: 'Rowan Pellory, DSL',
        categories: ['domestic-abuse'],
      }),
      anEntry({
        entryId: 'o2',
        day: '2026-10-14',
        title: 'Tearful at drop-off',
        narrative: 'Clung to grandma, said “shouting again”.',
        recordedBy: '',
        categories: ['domestic-abuse'],
      }),
    ],
    entriesThisWeek: 0,
    lastDecision: {
      what: 'Offer early help again through the health visitor',
      by: 'Rowan Pellory',
      on: localDate('2026-11-02'),
      outcome: 'not-done',
      dueOn: localDate('2026-11-13'),
    },
  });
}

export function fenwick(): ChildFacts {
  return aChild({
    name: { forename: 'Fenwick', surname: 'Dunmallet', initials: 'FD' },
    yearGroup: '3',
    now: anAssessment({
      pupilId: 'p4',
      level: 'watch',
      contributions: [
        aContribution({
          id: 'theme:own-health',
          what: 'One entry about low mood.',
          points: 1.2,
          entryIds: ['f1'],
        }),
      ],
    }),
    keyEntries: [
      anEntry({
        entryId: 'f1',
        day: '2026-11-10',
        title: 'Low in mood at playtime',
        narrative: 'Sat alone three days running. Said nobody would notice if he went home.',
        categories: ['child-mental-health'],
      }),
    ],
  });
}
