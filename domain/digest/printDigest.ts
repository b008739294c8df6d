import type { PrintBlock, PrintTable, PrintView } from '../print/printView.ts';
import { writeInstant } from './sentences/writeDate.ts';
import type {
  AttendanceView,
  ChildrenBody,
  ChildView,
  DigestSection,
  DigestView,
  LinesBody,
  TableBody,
} from './digestView.ts';

export interface Printing {
  /** Who has it printed, as they are to be named on it. */
  readonly by: string;
  readonly at: Date;
}

const CONFIDENTIAL = 'Confidential: safeguarding records about children';

/** A digest set out for paper: the same words in the same order as everywhere else. */
export function printDigest(view: DigestView, printing: Printing): PrintView {
  return {
    title: view.title,
    subtitle: `${view.about}. ${view.weekLine}. ${view.forLine}`,
    layout: 'portrait',
    printed: `Printed by ${printing.by} on ${writeInstant(printing.at)}`,
    printedAt: printing.at,
    confidentiality: CONFIDENTIAL,
    blocks: [
      ...view.sections.flatMap(printSection),
      ...view.closing.map((text): PrintBlock => ({ kind: 'paragraph', text })),
    ],
  };
}

function printSection(section: DigestSection): PrintBlock[] {
  return [{ kind: 'heading', text: section.heading }, ...printBody(section)];
}

function printBody(section: DigestSection): PrintBlock[] {
  switch (section.kind) {
    case 'lead':
      return paragraphs(section.paragraph);
    case 'children':
      return printChildren(section);
    case 'lines':
      return printLines(section);
    case 'held':
      return [{ kind: 'list', items: section.sentences }];
    case 'table':
      return printTable(section.heading, section);
  }
}

function paragraphs(...texts: readonly (string | null)[]): PrintBlock[] {
  return texts.flatMap((text): PrintBlock[] => (text === null ? [] : [{ kind: 'paragraph', text }]));
}

function list(items: readonly string[]): PrintBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

function printChildren({ nobody, children, lists }: ChildrenBody): PrintBlock[] {
  return [
    ...paragraphs(nobody),
    ...children.flatMap(printChild),
    ...lists.flatMap((lines): PrintBlock[] => [
      { kind: 'subheading', text: lines.heading },
      ...printLines(lines),
    ]),
  ];
}

function printChild(child: ChildView): PrintBlock[] {
  const who = child.year === null ? child.name : `${child.name}, ${child.year}`;
  return [
    {
      kind: 'subheading',
      text: `${who}: ${child.change.word.toLowerCase()}, ${child.level.word.toLowerCase()}`,
    },
    ...paragraphs(child.reason, child.standing),
    ...list(
      child.entries.map(({ date, recordedBy, title, excerpt }) => {
        const quoted = excerpt === null ? '' : ` ‘${excerpt}’`;
        return `${date}, ${recordedBy}: ${title}.${quoted}`;
      }),
    ),
    ...paragraphs(
      child.moreEntries,
      child.siblings,
      child.decision === null ? null : `Last time: ${child.decision}`,
    ),
    ...paragraphs(`Attendance: ${child.attendance.sentence}`),
    ...printStrip(child.attendance),
    {
      kind: 'facts',
      rows: [
        {
          what: `Points, ${child.score.total} in all`,
          value: child.score.parts.map(({ points, what }) => `${points} ${what}`).join('; '),
        },
      ],
    },
  ];
}

function printStrip({ cells }: AttendanceView): PrintBlock[] {
  if (cells.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Sessions missed each week',
      columns: cells.map(({ week }) => ({ title: week, share: 1 })),
      rows: [cells.map(({ missed }) => [{ text: missed, style: 'plain' }])],
    },
  ];
}

function printLines({ note, lines }: LinesBody): PrintBlock[] {
  return [...paragraphs(note), ...list(lines.map(({ who, what }) => `${who}: ${what}`))];
}

function printTable(caption: string, { note, columns, rows, sentences }: TableBody): PrintBlock[] {
  const table: PrintTable = {
    kind: 'table',
    caption,
    columns: columns.map(({ text }, place) => ({ title: text, share: place === 0 ? 3 : 1 })),
    rows: rows.map(({ head, cells }) =>
      [head, ...cells.map(({ text }) => text)].map((text) => [{ text, style: 'plain' as const }]),
    ),
  };
  return [...paragraphs(note), ...(rows.length === 0 ? [] : [table]), ...paragraphs(...sentences)];
}
