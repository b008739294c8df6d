import type { Sign } from './readSigns.ts';
import type { EvidenceSpan } from './tag.ts';

const MOST_SPANS = 8;

/** Takes ranges of characters; returns them in order, overlapping ones joined, the first few of them. */
export function joinSpans(ranges: readonly EvidenceSpan[]): EvidenceSpan[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans[spans.length - 1];
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (spans.length < MOST_SPANS) spans.push({ start, end });
  }
  return spans;
}

/** Takes signs; returns where in the text they stand. */
export function spansOfSigns(signs: readonly Sign[]): EvidenceSpan[] {
  return joinSpans(signs.map(({ start, end }) => ({ start, end })));
}
