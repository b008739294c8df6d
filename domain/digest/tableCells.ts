import type { TableCell } from './digestView.ts';

/** A cell of words. */
export function word(text: string): TableCell {
  return { text, said: text, isFigure: false };
}

/** A cell of a number, as it is to be read; `said` is how it reads without its column's heading. */
export function figure(text: string, said = text): TableCell {
  return { text, said, isFigure: true };
}
