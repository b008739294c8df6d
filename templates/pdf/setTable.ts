import type { PrintCell, PrintTable } from '../../domain/print/printView.ts';
import { floorOf, INK, MARGIN, SIZE, widthOf, type Pdf } from './pdfPage.ts';
import { useStyle, wrapCell, type SetLine } from './wrapCell.ts';

const PADDING = 4;
const LINE = SIZE.cell * 1.35;

interface Column {
  readonly left: number;
  readonly width: number;
}

type Element = PDFKit.PDFStructureElement;

/**
 * Sets a table from where the page stands. Its headings are repeated on every page it runs over, and a row taller than
 * what is left of the page goes on on the next one, line by line, so that no narrative is cut off.
 */
export function setTable(pdf: Pdf, parent: Element, table: PrintTable): void {
  const columns = placeColumns(pdf, table);
  const headings = table.columns.map(({ title }): PrintCell => [{ text: title, style: 'strong' }]);
  const structure = pdf.struct('Table', { title: table.caption });
  parent.add(structure);
  const section = (type: string): Element => {
    const element = pdf.struct(type);
    structure.add(element);
    return element;
  };
  const head = section('THead');
  const body = section('TBody');
  const setHeadings = (repeated: boolean): void => {
    const lines = headings.map((cell, i) => wrapCell(pdf, cell, textWidth(columns[i])));
    const height = heightOf(lines);
    if (repeated) pdf.markContent('Artifact', { type: 'Pagination', attached: ['Top'] });
    else pdf.markContent('Artifact', { type: 'Layout' });
    pdf.rect(MARGIN.side, pdf.y, widthOf(pdf), height).fill(INK.band);
    if (!repeated) pdf.endMarkedContent();
    const top = pdf.y;
    if (repeated) lines.forEach((cell, i) => setLines(pdf, cell, columns[i], top));
    else setRow(pdf, head, 'TH', { lines, columns, top });
    if (repeated) pdf.endMarkedContent();
    pdf.y = top + height;
    rule(pdf);
  };

  if (pdf.y + 6 * LINE > floorOf(pdf)) pdf.addPage();
  setHeadings(false);
  for (const row of table.rows) {
    let left = row.map((cell, i) => wrapCell(pdf, cell, textWidth(columns[i])));
    const element = pdf.struct('TR');
    body.add(element);
    const cells = left.map(() => {
      const cell = pdf.struct('TD');
      element.add(cell);
      return cell;
    });
    const tallest = Math.max(...left.map((lines) => lines.length));
    const whole = heightOf(left) + MARGIN.top + 3 * LINE < floorOf(pdf);
    // A row that fits on a page is not parted; a taller one begins where it stands.
    const fits = pdf.y + heightOf(left) <= floorOf(pdf);
    if (!fits && (whole || roomFor(pdf) < Math.min(3, tallest))) {
      pdf.addPage();
      setHeadings(true);
    }
    for (;;) {
      const room = roomFor(pdf);
      const now = left.map((lines) => lines.slice(0, room));
      const top = pdf.y;
      now.forEach((lines, i) => {
        if (lines.length > 0) cells[i]?.add(() => setLines(pdf, lines, columns[i], top));
      });
      pdf.y = top + heightOf(now);
      rule(pdf);
      left = left.map((lines) => lines.slice(room));
      if (left.every((lines) => lines.length === 0)) break;
      pdf.addPage();
      setHeadings(true);
    }
    element.end();
  }
  structure.end();
  pdf.x = MARGIN.side;
  pdf.y += LINE;
}

function placeColumns(pdf: Pdf, { columns }: PrintTable): Column[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let left: number = MARGIN.side;
  return columns.map(({ share }) => {
    const width = (widthOf(pdf) * share) / shares;
    const column = { left, width };
    left += width;
    return column;
  });
}

function textWidth(column: Column | undefined): number {
  return (column?.width ?? 0) - 2 * PADDING;
}

function heightOf(cells: readonly (readonly SetLine[])[]): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * LINE + 2 * PADDING;
}

/** Lines that still fit on the page, at least one. */
function roomFor(pdf: Pdf): number {
  return Math.max(1, Math.floor((floorOf(pdf) - pdf.y - 2 * PADDING) / LINE));
}

function setRow(
  pdf: Pdf,
  section: Element,
  type: 'TH' | 'TD',
  { lines, columns, top }: { lines: SetLine[][]; columns: Column[]; top: number },
): void {
  const row = pdf.struct('TR');
  section.add(row);
  lines.forEach((cell, i) => {
    const options = type === 'TH' ? { scope: 'Column' } : {};
    const element = pdf.struct(type, options as PDFKit.Mixins.StructureElementOptions);
    row.add(element);
    element.add(() => setLines(pdf, cell, columns[i], top));
    element.end();
  });
  row.end();
}

function setLines(pdf: Pdf, lines: readonly SetLine[], column: Column | undefined, top: number): void {
  if (column === undefined) return;
  lines.forEach(({ text, style }, i) => {
    useStyle(pdf, style);
    pdf.fillColor(style === 'quiet' ? INK.quiet : INK.text);
    // The space parts the words of two lines for who reads the text and not the page.
    pdf.text(`${text} `, column.left + PADDING, top + PADDING + i * LINE, { lineBreak: false });
  });
}

function rule(pdf: Pdf): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.moveTo(MARGIN.side, pdf.y).lineTo(MARGIN.side + widthOf(pdf), pdf.y);
  pdf.lineWidth(0.5).stroke(INK.rule);
  pdf.endMarkedContent();
}
