import type { LocalCodes } from '../parse/parseContext.ts';

/**
 * A run of register marks taken apart. Since 2024 a code may have two characters (C1, C2, J1, Y1 to Y7), and
 * had three from 2020 to 2022 (X01), so a run cannot be cut every character; it can be cut all the same, because no code is a digit: a digit
 * belongs to the letter before it. Undefined when a digit follows no such letter and is no symbol of the
 * school's own. A space is no mark.
 */
export function splitMarks(run: string, localCodes?: LocalCodes): readonly string[] | undefined {
  const marks = run.toUpperCase().match(/X0[12]|[CJY]\d|[^\d]|\d/g) ?? [];
  if (marks.some((mark) => /^\d$/.test(mark) && localCodes?.has(mark) !== true)) return undefined;
  return marks.map((mark) => (mark === ' ' ? '-' : mark));
}
