import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import PDFDocument from 'pdfkit';
import type { PrintView } from '../../domain/print/printView.ts';

/** Measures in points, 72 to the inch. */
export const MARGIN = { top: 48, side: 48, bottom: 64 } as const;
export const SIZE = { title: 20, heading: 13, body: 10, cell: 8.5, small: 8 } as const;
export const INK = { text: '#0b0c0c', quiet: '#484949', rule: '#b1b4b6', band: '#f3f2f1' } as const;

const FONTS = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const FONT_FILES = { plain: 'DejaVuSans.ttf', strong: 'DejaVuSans-Bold.ttf' } as const;

export type Pdf = PDFKit.PDFDocument;

/**
 * An empty document with its fonts embedded and its structure marked, so that a screen reader can follow it; nothing is
 * compressed away from a search for its text.
 */
export function openPdf({ title, layout, printedAt }: PrintView): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    layout,
    margins: { top: MARGIN.top, left: MARGIN.side, right: MARGIN.side, bottom: MARGIN.bottom },
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    pdfVersion: '1.7',
    // @ts-expect-error PDFKit knows PDF/UA, its types do not yet.
    subset: 'PDF/UA',
    // Not Helvetica: a standard font would be named and not embedded.
    font: join(FONTS, FONT_FILES.plain),
    info: { Title: title, Creator: 'Throughline', CreationDate: printedAt, ModDate: printedAt },
  });
  for (const [name, file] of Object.entries(FONT_FILES)) pdf.registerFont(name, join(FONTS, file));
  return pdf;
}

/** Width between the margins. */
export function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN.side;
}

/** Where the text of a page ends. */
export function floorOf(pdf: Pdf): number {
  return pdf.page.height - MARGIN.bottom;
}

/**
 * Writes the foot of every page, once their number is known: how far it may travel, who printed it and when, page x of
 * y. It is marked as no part of the text.
 */
export function writeFeet(pdf: Pdf, { confidentiality, printed }: PrintView): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let number = start; number < start + count; number += 1) {
    pdf.switchToPage(number);
    // Below the margin every line would begin a page of its own.
    pdf.page.margins.bottom = 0;
    const top = pdf.page.height - MARGIN.bottom + 16;
    const width = widthOf(pdf);
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    pdf.moveTo(MARGIN.side, top - 6).lineTo(MARGIN.side + width, top - 6);
    pdf.lineWidth(0.5).stroke(INK.rule);
    pdf.font('strong').fontSize(SIZE.small).fillColor(INK.text);
    pdf.text(confidentiality, MARGIN.side, top, { width: width - 90, lineBreak: false });
    pdf.font('plain').fillColor(INK.quiet);
    pdf.text(printed, MARGIN.side, top + 12, { width: width - 90, lineBreak: false });
    pdf.text(`Page ${number - start + 1} of ${count}`, MARGIN.side, top, { width, align: 'right' });
    pdf.endMarkedContent();
  }
}
