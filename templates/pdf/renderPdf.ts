import type { PrintBlock, PrintView } from '../../domain/print/printView.ts';
import { floorOf, INK, MARGIN, openPdf, SIZE, widthOf, writeFeet, type Pdf } from './pdfPage.ts';
import { setTable } from './setTable.ts';

/**
 * Sets a view on paper: A4, tagged for screen readers, its fonts embedded.
 * @returns the file's bytes
 */
export async function renderPdf(view: PrintView): Promise<Buffer> {
  const pdf = openPdf(view);
  const finished = collect(pdf);
  const document = pdf.struct('Document');
  pdf.addStructure(document);
  setText(pdf, document, 'H1', view.title, SIZE.title);
  if (view.subtitle !== null) setText(pdf, document, 'P', view.subtitle, SIZE.body + 1);
  for (const block of view.blocks) setBlock(pdf, document, block);
  document.end();
  writeFeet(pdf, view);
  pdf.end();
  return finished;
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
}

type Element = PDFKit.PDFStructureElement;

function setBlock(pdf: Pdf, document: Element, block: PrintBlock): void {
  switch (block.kind) {
    case 'heading':
      pdf.moveDown(0.6);
      // A heading stays with what it is the heading of.
      if (pdf.y > floorOf(pdf) - 70) pdf.addPage();
      setText(pdf, document, 'H2', block.text, SIZE.heading);
      return;
    case 'subheading':
      pdf.moveDown(0.4);
      if (pdf.y > floorOf(pdf) - 60) pdf.addPage();
      setText(pdf, document, 'H3', block.text, SIZE.body + 1);
      return;
    case 'paragraph':
      setText(pdf, document, 'P', block.text, SIZE.body);
      return;
    case 'list':
      setList(pdf, document, block.items);
      return;
    case 'facts':
      for (const { what, value } of block.rows) setFact(pdf, document, what, value);
      pdf.moveDown(0.4);
      return;
    case 'table':
      setTable(pdf, document, block);
      return;
  }
}

function setText(
  pdf: Pdf,
  document: Element,
  type: 'H1' | 'H2' | 'H3' | 'P',
  text: string,
  size: number,
): void {
  const element = pdf.struct(type, {}, () => {
    pdf
      .font(type === 'P' ? 'plain' : 'strong')
      .fontSize(size)
      .fillColor(INK.text);
    pdf.text(text, MARGIN.side, pdf.y, { width: widthOf(pdf), lineGap: 2 });
  });
  document.add(element);
  pdf.moveDown(0.3);
}

function setFact(pdf: Pdf, document: Element, what: string, value: string): void {
  const element = pdf.struct('P', {}, () => {
    pdf.fontSize(SIZE.body).fillColor(INK.text);
    pdf
      .font('strong')
      .text(`${what}: `, MARGIN.side, pdf.y, { width: widthOf(pdf), continued: true, lineGap: 2 });
    pdf.font('plain').text(value);
  });
  document.add(element);
}

function setList(pdf: Pdf, document: Element, items: readonly string[]): void {
  const list = pdf.struct('L');
  document.add(list);
  for (const item of items) {
    const element = pdf.struct('LI');
    list.add(element);
    const body = pdf.struct('LBody', {}, () => {
      pdf.font('plain').fontSize(SIZE.body).fillColor(INK.text);
      pdf.text(`•  ${item}`, MARGIN.side, pdf.y, { width: widthOf(pdf), lineGap: 2, indent: 0 });
    });
    element.add(body);
    element.end();
  }
  list.end();
  pdf.moveDown(0.4);
}
