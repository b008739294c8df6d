import type { DigestFacts } from '../../domain/digest/digestFacts.ts';
import { localDate } from '../../domain/localDate.ts';
import { barnaby, fenwick, marigold, ottilie } from './childrenToDiscuss.ts';
import { crispin, juniper, lowell } from './childrenInALine.ts';
import { aNewcomer, anEntry, digestFacts } from './digestPeople.ts';

/** An ordinary week at an invented primary school: somebody in every part of the digest. */
export function ordinaryWeek(overrides: Partial<DigestFacts> = {}): DigestFacts {
  return digestFacts({
    children: [marigold(), barnaby(), ottilie(), fenwick(), juniper(), lowell(), crispin()],
    newAtSchool: [
      aNewcomer({
        previousSchool: {
          name: 'Hollin Bank Primary School',
          entries: 12,
          lastEntryOn: localDate('2026-10-03'),
        },
        characteristics: { childInNeed: true, fsm: true },
      }),
      aNewcomer({ pupilId: 'n2', name: { forename: 'Tamsin', surname: 'Arkle', initials: 'TA' } }),
    ],
    goodNews: [
      {
        pupilId: 'g1',
        name: { forename: 'Idris', surname: 'Quillfeather', initials: 'IQ' },
        yearGroup: '5',
        entry: anEntry({
          entryId: 'g1',
          day: '2026-11-12',
          title: 'Settled well with the nurture group',
          recordedBy: 'S. Oakhanger, teaching assistant',
          narrative: 'Came in smiling every day this week and led the warm-up game himself.',
          categories: [],
          severity: 0,
          effect: 'protective',
        }),
      },
    ],
    heldRows: [
      {
        kind: 'incidents',
        reason: 'no child at the school has this UPN',
        count: 2,
        since: localDate('2026-11-04'),
      },
    ],
    rejectedRows: [{ kind: 'attendance', field: 'date', message: 'is not a calendar date', count: 1 }],
    missingRegisters: [
      { date: localDate('2026-11-12'), session: 'PM', pupilsWithoutMark: 28, pupilsExpected: 310 },
    ],
    link: 'https://throughline.example.org',
    ...overrides,
  });
}
