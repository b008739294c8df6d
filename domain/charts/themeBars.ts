import { tidy } from './timeAxis.ts';

/** A bar to be drawn: how long, and what is written at its end. */
export interface BarInput {
  readonly label: string;
  /** The length of each bar of the group, and what is written beside it. */
  readonly bars: readonly { readonly value: number; readonly text: string }[];
}

/** Groups of lying bars with their names above them and their numbers at their ends: read without colour. */
export interface BarsView {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly {
    readonly label: string;
    readonly labelY: number;
    readonly bars: readonly {
      readonly y: number;
      readonly length: number;
      readonly textX: number;
      readonly textY: number;
      readonly text: string;
      /** The first bar of a group is full, the second an outline. */
      readonly isOutline: boolean;
    }[];
  }[];
}

const WIDTH = 320;
const LONGEST = 270;
const LABEL_HEIGHT = 20;
const BAR_HEIGHT = 16;
const GAP = 12;

/** @param groups each with the same number of bars */
export function buildBars(groups: readonly BarInput[]): BarsView {
  const longest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const groupHeight = LABEL_HEIGHT + (groups[0]?.bars.length ?? 0) * BAR_HEIGHT + GAP;
  return {
    width: WIDTH,
    height: groups.length * groupHeight,
    groups: groups.map(({ label, bars }, place) => {
      const top = place * groupHeight;
      return {
        label,
        labelY: top + LABEL_HEIGHT - 6,
        bars: bars.map(({ value, text }, i) => {
          const y = top + LABEL_HEIGHT + i * BAR_HEIGHT;
          const length = tidy((value / longest) * LONGEST);
          return { y, length, text, textX: length + 6, textY: y + 12, isOutline: i > 0 };
        }),
      };
    }),
  };
}
