import { withCapital } from '../digest/sentences/joinWords.ts';
import type { TableBody } from '../digest/digestView.ts';
import { figure, word } from '../digest/tableCells.ts';
import { HIDDEN, takenFor } from '../smallNumbers.ts';
import { MEASURES, writeRate, writeShown } from './figuresTables.ts';
import type { MaskedFigures, Rate } from './maskedFigures.ts';

/** Rounding alone can make so much of a difference: less, or less than a tenth, is no clear change. */
const CLEAR_COUNT = 5;
const CLEAR_SHARE = 0.1;
const CLEAR_POINTS = 1;

/**
 * The same schools now and at an earlier moment.
 * @param ago such as `four weeks ago`
 */
export function changeTable(ago: string, then: MaskedFigures, now: MaskedFigures): TableBody {
  return {
    note: null,
    isFacts: false,
    columns: [word('Children'), figure(withCapital(ago)), figure('Now'), word('Change')],
    rows: [
      ...MEASURES.map(({ name, shown }) => ({
        head: name,
        cells: [
          figure(writeShown(shown(then))),
          figure(writeShown(shown(now))),
          word(changeOf(shown(then), shown(now))),
        ],
      })),
      {
        head: 'Attendance, last four weeks',
        cells: [
          figure(writeRate(then.fourWeeks)),
          figure(writeRate(now.fourWeeks)),
          word(changeOfRate(then.fourWeeks, now.fourWeeks)),
        ],
      },
    ],
    sentences: [],
  };
}

function changeOf(then: string, now: string): string {
  if (then === HIDDEN || now === HIDDEN) return 'Too few to tell';
  const difference = takenFor(now) - takenFor(then);
  const least = Math.max(CLEAR_COUNT, CLEAR_SHARE * takenFor(then));
  return direction(Math.abs(difference) > least ? difference : 0);
}

function changeOfRate(then: Rate | null, now: Rate | null): string {
  if (!then || !now) return 'Too few to tell';
  const difference = now.percent - then.percent;
  return direction(Math.abs(difference) >= CLEAR_POINTS ? difference : 0);
}

function direction(difference: number): string {
  if (difference === 0) return 'No clear change';
  return difference > 0 ? '▲ Higher' : '▼ Lower';
}
