/**
 * A run of register marks taken apart. Since 2024 a code may have two characters (C1, C2, J1, Y1 to Y7), so
 * a run cannot be cut every character; it can be cut all the same, because no code is a digit: a digit
 * belongs to the letter before it. Undefined when a digit follows no such letter. A space is no mark.
 */
export function splitMarks(run: string): readonly string[] | undefined {
  const marks = run.toUpperCase().match(/[CJY]\d|[^\d]|\d/g) ?? [];
  if (marks.some((mark) => /^\d$/.test(mark))) return undefined;
  return marks.map((mark) => (mark === ' ' ? '-' : mark));
}
