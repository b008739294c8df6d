import { expect } from 'chai';
import { localDate } from '../../../domain/localDate.ts';
import type { MoveQuestion } from '../../../domain/moves/moveQuestions.ts';
import { writeMoves } from '../../../domain/moves/writeMoves.ts';

const asked = (given: Partial<MoveQuestion> = {}): MoveQuestion => ({
  joinedOn: localDate('2026-10-05'),
  schoolUrn: '199003',
  daysWithoutPlace: 2,
  file: { state: 'unknown', overdue: true, schoolDaysSince: 30 },
  open: true,
  ...given,
});
const linesOf = (question: MoveQuestion) => writeMoves({ questions: [question], waits: [] });

describe('what a move asks', () => {
  it('is why, and whether the file came, and how late that is', () => {
    expect(linesOf(asked())).to.deep.equal([
      'Joined on 5 October 2026: why is not on record and nobody has said whether a safeguarding file came (30 school days; five are allowed).',
    ]);
  });

  it('is the file alone once somebody said why, and the days between two schools are told', () => {
    const file = {
      state: 'requested',
      on: localDate('2026-10-07'),
      overdue: false,
      schoolDaysSince: 3,
    } as const;
    const why = { text: 'Moved house', by: 'Dana Elwood' };
    expect(linesOf(asked({ why, file, daysWithoutPlace: 14 }))).to.deep.equal([
      'Joined on 5 October 2026, 14 days after leaving the last school: the safeguarding file, asked for on 7 October 2026, has not come.',
    ]);
  });

  it('is nothing once both are answered', () => {
    expect(linesOf(asked({ open: false }))).to.deep.equal([]);
  });
});
