const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** A whole number in words up to nine and in figures from 10, thousands parted by a comma: `no`, `three`, `3,120`. */
export function writeCount(count: number): string {
  return WORDS[count] ?? writeFigure(count);
}

/** A whole number in figures: `3,120`. */
export function writeFigure(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and what is counted: `one child`, `three children`, `no entries`. */
export function writeCountOf(count: number, one: string, many: string): string {
  return `${writeCount(count)} ${count === 1 ? one : many}`;
}

/** How often: `once`, `twice`, `three times`. */
export function writeTimes(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : writeCountOf(count, 'time', 'times');
}

/** A part of a whole in one style, figures as soon as either needs them: `five of six`, `9 of 40`. */
export function writePartOf(part: number, whole: number): string {
  return part > 9 || whole > 9
    ? `${writeFigure(part)} of ${writeFigure(whole)}`
    : `${part === 0 ? 'none' : writeCount(part)} of ${writeCount(whole)}`;
}
