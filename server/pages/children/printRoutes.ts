import type { PrintBlock, PrintView } from '../../../domain/print/printView.ts';
import { buildPrintedChronology } from '../../../domain/timeline/printChronology.ts';
import { renderPdf } from '../../../templates/pdf/renderPdf.ts';
import { NOT_FOUND } from '../../problem.ts';
import { childPage, type PageRoute, type Visit } from '../page.ts';
import { loadTimelineFacts } from './timelineFacts.ts';

/** A child's chronology on paper: to print from the browser, and as a PDF. Both are audited as exports. */
export const printRoutes: readonly PageRoute[] = [
  childPage(
    {
      method: 'get',
      path: '/children/:pupilId/print',
      kind: 'export',
      allow: 'export-records',
      audit: 'exported',
    },
    async (visit) => {
      const print = await chronologyOf(visit);
      return {
        kind: 'page',
        template: 'children/print',
        title: print.title,
        crumbs: [
          { text: print.title.replace('Chronology: ', ''), href: `/children/${visit.param('pupilId')}` },
        ],
        view: { ...print, pupilId: visit.param('pupilId'), blocks: print.blocks.map(blockView) },
        about: { what: 'print view' },
      };
    },
  ),
  childPage(
    {
      method: 'get',
      path: '/children/:pupilId/chronology.pdf',
      kind: 'export',
      allow: 'export-records',
      audit: 'exported',
    },
    async (visit) => ({
      kind: 'file',
      contentType: 'application/pdf',
      fileName: `chronology-${visit.scope.today}.pdf`,
      body: await renderPdf(await chronologyOf(visit)),
      about: { what: 'PDF' },
    }),
  ),
];

async function chronologyOf(visit: Visit): Promise<PrintView> {
  const facts = await loadTimelineFacts(visit);
  if (facts.chronology === undefined) throw NOT_FOUND;
  return buildPrintedChronology(facts, { name: visit.viewer.name, role: visit.viewer.role, at: visit.now });
}

/** A block with exactly one part set, as a template wants it. */
function blockView(block: PrintBlock): object {
  const nothing = { heading: null, paragraph: null, list: null, facts: null, table: null };
  switch (block.kind) {
    case 'heading':
    case 'subheading':
      return { ...nothing, heading: block.text };
    case 'paragraph':
      return { ...nothing, paragraph: block.text };
    case 'list':
      return { ...nothing, list: block.items };
    case 'facts':
      return { ...nothing, facts: block.rows };
    case 'table':
      return { ...nothing, table: block };
  }
}
