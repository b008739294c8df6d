import { expect } from 'chai';
import type { PrintCell, PrintView } from '../../domain/print/printView.ts';
import { renderPdf } from '../../templates/pdf/renderPdf.ts';

const cell = (text: string): PrintCell => [{ text, style: 'plain' }];

function aView(given: Partial<PrintView> = {}): PrintView {
  return {
    title: 'Chronology: Ottoline Thistlewick',
    subtitle: null,
    layout: 'landscape',
    printed: 'Printed by Dana Elwood on 25 November 2026 at 3:00am',
    printedAt: new Date('2026-11-25T03:00:00Z'),
    confidentiality: 'Confidential',
    blocks: [],
    ...given,
  };
}

function aTable(rows: readonly (readonly PrintCell[])[]): PrintView['blocks'] {
  const columns = [
    { title: 'Date', share: 1 },
    { title: 'Event', share: 3 },
  ];
  return [{ kind: 'table', caption: 'Chronology', columns, rows }];
}

function count(pdf: Buffer, pattern: RegExp): number {
  return [...pdf.toString('latin1').matchAll(pattern)].length;
}

const PAGE = /\/Type \/Page\b(?!s)/g;

describe('a printed document', () => {
  it('is marked so that a screen reader finds its headings, rows and cells', async () => {
    const pdf = await renderPdf(aView({ blocks: aTable([[cell('1 November'), cell('No coat')]]) }));
    expect(count(pdf, /\/MarkInfo/g), 'marked').to.equal(1);
    expect(count(pdf, /\/S \/H1\b/g), 'title').to.equal(1);
    expect(count(pdf, /\/S \/TH\b/g), 'column headings').to.equal(2);
    expect(count(pdf, /\/Scope \/Column/g), 'scopes').to.equal(2);
    expect(count(pdf, /\/S \/TD\b/g), 'cells').to.equal(2);
    expect(pdf.toString('latin1')).to.include('/Lang (en-GB)');
  });

  it('carries its fonts with it', async () => {
    const pdf = await renderPdf(aView());
    expect(count(pdf, /\/FontFile2/g)).to.be.at.least(2);
    expect(pdf.toString('latin1')).not.to.include('Helvetica');
  });

  it('goes on over as many pages as a table needs, each row in the structure once', async () => {
    const rows = Array.from({ length: 80 }, (_, i) => [
      cell(`${i}`),
      cell('Came in without a coat. '.repeat(8)),
    ]);
    const pdf = await renderPdf(aView({ blocks: aTable(rows) }));
    expect(count(pdf, PAGE)).to.be.above(3);
    expect(count(pdf, /\/S \/TR\b/g)).to.equal(rows.length + 1);
  });

  it('parts a cell that is taller than a page, and words wider than the cell', async () => {
    const endless = 'x'.repeat(3000);
    const pdf = await renderPdf(aView({ blocks: aTable([[cell('1'), cell(endless.repeat(10))]]) }));
    expect(count(pdf, PAGE)).to.be.above(5);
    expect(count(pdf, /\/S \/TR\b/g)).to.equal(2);
  });

  it('takes any text as text', async () => {
    const hostile = '<script>alert(1)</script> {{x}} (\\) \u202e \u0000 \ud800 😀';
    const pdf = await renderPdf(aView({ title: hostile, blocks: aTable([[cell(hostile), cell(hostile)]]) }));
    expect(count(pdf, PAGE)).to.equal(1);
  });
});
