import type { EvidenceSpan } from '../tagging/tag.ts';

/** A stretch of text that is marked or not; put together they are the text. */
export interface TextPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** The whole text in pieces; `spans` in order and apart from each other. */
export function markText(text: string, spans: readonly EvidenceSpan[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/**
 * The part of a text with most of its marks, as written, cut between words, with an ellipsis where something is
 * left out.
 * @param room most characters (UTF-16 code units) shown
 */
export function snippet(text: string, spans: readonly EvidenceSpan[], room: number): TextPiece[] {
  if (text.length <= room) return markText(text, spans);
  const [from, to] = bestWindow(text, spans, room);
  const inside = spans
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end }) => ({ start: start - from, end: end - from }));
  const pieces = markText(text.slice(from, to), inside);
  return [
    ...(from > 0 ? [{ text: '… ', marked: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: ' …', marked: false }] : []),
  ];
}

function bestWindow(text: string, spans: readonly EvidenceSpan[], room: number): readonly [number, number] {
  const lead = Math.floor(room / 4);
  let best = { start: 0, held: -1 };
  for (const { start } of spans) {
    const from = Math.max(0, Math.min(start - lead, text.length - room));
    const held = spans.filter((span) => span.start >= from && span.end <= from + room).length;
    if (held > best.held) best = { start: from, held };
  }
  const from = best.start === 0 ? 0 : afterSpace(text, best.start, spans);
  const to = Math.min(text.length, from + room);
  return [from, to === text.length ? to : beforeSpace(text, to, spans)];
}

/** The next beginning of a word, never past a mark. */
function afterSpace(text: string, at: number, spans: readonly EvidenceSpan[]): number {
  const next = /\s/.exec(text.slice(at, at + 40));
  const to = next === null ? at : at + next.index + 1;
  return spans.some(({ start }) => start >= at && start < to) ? at : to;
}

function beforeSpace(text: string, at: number, spans: readonly EvidenceSpan[]): number {
  if (/\s/.test(text.charAt(at))) return at;
  const last = text.slice(0, at).search(/\s\S*$/);
  const to = last > at - 40 && last > 0 ? last : at;
  return spans.some(({ end }) => end > to && end <= at) ? at : to;
}
