import type { Contribution } from '../concern/assessment.ts';
import type { ScorePart, ScoreView } from './digestView.ts';
import { writeCount } from './sentences/writeCount.ts';

const TENTHS = 10;
const BRIEF_PARTS = 2;

/**
 * The contributions as they were added, most telling first, in points to one decimal. Rounding each part alone
 * could make them add up to something else, so the tenths left over go to the parts that lost most by rounding
 * down: what is shown always adds up to the total shown.
 * @param write what a part is for, in words
 */
export function buildScoreView(
  contributions: readonly Contribution[],
  write: (part: Contribution) => string = ({ what }) => what,
): ScoreView {
  const exact = contributions.map((part) => part.points * TENTHS);
  const total = Math.round(exact.reduce((sum, points) => sum + points, 0));
  const tenths = exact.map((points) => Math.floor(points));
  const left = total - tenths.reduce((sum, points) => sum + points, 0);
  exact
    .map((points, index) => ({ index, lost: points - Math.floor(points) }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index)
    .slice(0, left)
    .forEach(({ index }) => (tenths[index] = (tenths[index] ?? 0) + 1));
  const parts = contributions
    .map((part, index) => ({ part, points: tenths[index] ?? 0 }))
    .sort((a, b) => b.points - a.points || (a.part.id < b.part.id ? -1 : 1))
    .map(({ part, points }) => ({ tenths: points, what: write(part).trim().replace(/\.$/, '') }));
  return { total: writePoints(total), parts: parts.map(writePart), brief: shorten(parts).map(writePart) };
}

interface Part {
  readonly tenths: number;
  readonly what: string;
}

/** Two parts of which one is called the others would save nothing. */
function shorten(parts: readonly Part[]): readonly Part[] {
  if (parts.length <= BRIEF_PARTS + 1) return parts;
  const others = parts.slice(BRIEF_PARTS);
  const tenths = others.reduce((sum, part) => sum + part.tenths, 0);
  if (tenths === 0) return parts.slice(0, BRIEF_PARTS);
  return [
    ...parts.slice(0, BRIEF_PARTS),
    { tenths, what: `${writeCount(others.length)} smaller parts together` },
  ];
}

function writePart({ tenths, what }: Part): ScorePart {
  return { points: writePoints(tenths), what };
}

function writePoints(tenths: number): string {
  return `${tenths < 0 ? '−' : ''}${(Math.abs(tenths) / TENTHS).toFixed(1)}`;
}
