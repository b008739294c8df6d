import type { PrintCell, PrintLine } from '../../domain/print/printView.ts';
import { SIZE, type Pdf } from './pdfPage.ts';

/** One line of a cell as it is set. */
export interface SetLine {
  readonly text: string;
  readonly style: PrintLine['style'];
}

const FONT_OF = { plain: 'plain', quiet: 'plain', strong: 'strong' } as const;

/** Chooses the font of a style at the size of a cell. */
export function useStyle(pdf: Pdf, style: PrintLine['style']): void {
  pdf.font(FONT_OF[style]).fontSize(SIZE.cell);
}

/** Breaks a cell into lines no wider than `width` points; words wider than that are broken, line breaks are kept. */
export function wrapCell(pdf: Pdf, cell: PrintCell, width: number): SetLine[] {
  return cell.flatMap(({ text, style }) => {
    useStyle(pdf, style);
    const measure = measureIn(pdf, FONT_OF[style]);
    return text
      .split(/\r\n|[\r\n]/)
      .flatMap((line) => wrapLine(line, width, measure).map((set) => ({ text: set, style })));
  });
}

const WIDTHS = new WeakMap<Pdf, Map<string, number>>();

/** Measures a text in the font in use. Words come again and again: each is measured once a document and font. */
function measureIn(pdf: Pdf, font: string): (text: string) => number {
  const known = WIDTHS.get(pdf) ?? new Map<string, number>();
  WIDTHS.set(pdf, known);
  return (text) => {
    const key = `${font} ${text}`;
    const width = known.get(key) ?? pdf.widthOfString(text);
    known.set(key, width);
    return width;
  };
}

function wrapLine(line: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  const space = measure(' ');
  for (const word of line.split(/\s+/).filter((part) => part !== '')) {
    for (const part of measure(word) > width ? breakWord(word, width, measure) : [word]) {
      const needed = measure(part);
      if (current !== '' && used + space + needed > width) {
        lines.push(current);
        current = '';
        used = 0;
      }
      used += (current === '' ? 0 : space) + needed;
      current = current === '' ? part : `${current} ${part}`;
    }
  }
  return current === '' && lines.length > 0 ? lines : [...lines, current];
}

function breakWord(word: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
