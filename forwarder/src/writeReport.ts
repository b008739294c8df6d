import { placeInFile } from '../../domain/formats/text/cut/cutRows.ts';
import type { DeliveryReport } from '../../domain/webhooks/deliveryReport.ts';
import type { FileRecord, SentPart } from './journal.ts';

/** What became of a file's rows, over all its parts. */
interface Totals {
  readonly rows: number;
  readonly accepted: number;
  readonly matched: number;
  readonly unchanged: number;
  readonly held: number;
  readonly rejected: number;
  /** Parts whose rows have not been dealt with yet. */
  readonly waiting: number;
}

const PROBLEMS_SHOWN = 1000;

/** Whether a file belongs in `rejected`: it, a part of it or every row of it cannot be used. */
export function isRejected(record: FileRecord): boolean {
  const { rows, rejected, waiting } = totalsOf(record);
  if (record.refusal !== undefined) return true;
  if (record.parts.some(({ report }) => report?.status === 'refused')) return true;
  return waiting === 0 && rows > 0 && rejected === rows;
}

/** Whether nothing more is to be learnt of a file's rows. */
export function isComplete(record: FileRecord): boolean {
  return totalsOf(record).waiting === 0;
}

/** A few words on what became of a file, for a line of the log. */
export function summarise(record: FileRecord): string {
  if (record.refusal !== undefined)
    return `not sent${record.parts.length > 0 ? ' whole' : ''} (${record.refusal})`;
  const refused = record.parts.find(({ report }) => report?.status === 'refused');
  if (refused) return `refused (${refused.report?.problem ?? 'it could not be read'})`;
  const { rows, matched, held, rejected, waiting } = totalsOf(record);
  if (waiting > 0) return `accepted in ${count(record.parts.length, 'part')}; its rows are still to be read`;
  return `${count(rows, 'row')}: ${matched} matched, ${held} held, ${rejected} rejected`;
}

/**
 * The report that lies beside a file: what became of it, by row and field. Says nothing that a row said, so
 * that it can be passed on to whoever looks after the export.
 */
export function writeReport(record: FileRecord): string {
  const lines = [record.path, '='.repeat(record.path.length), '', ...opening(record)];
  if (record.parts.length > 0) lines.push('', ...figures(record));
  lines.push(
    ...placesOf('Why rows were rejected', record, ({ problems }) => problems),
    ...placesOf('Remarks on rows that were taken all the same', record, ({ warnings }) => warnings),
    ...heldOf(record),
    ...deliveriesOf(record),
  );
  return `${lines.join('\n')}\n`;
}

function opening(record: FileRecord): string[] {
  const when = record.updatedAt.slice(0, 16).replace('T', ' at ');
  if (record.refusal !== undefined) {
    const sent = record.parts.length > 0 ? 'Only its beginning was sent' : 'It was not sent';
    return [
      `${sent}: ${record.refusal}`,
      'Put it right and put it back into the folder: what was sent is not doubled.',
    ];
  }
  const problem = record.parts.find(({ report }) => report?.status === 'refused')?.report?.problem;
  if (problem != null) return [`It was sent and could not be read: ${problem}`];
  if (isRejected(record)) return [`It was sent, and no row of it can be used. Last looked at ${when} UTC.`];
  return isComplete(record)
    ? [`It was sent and dealt with. Last looked at ${when} UTC.`]
    : [`It was sent and accepted: nothing of it can be lost. Its rows are still to be read (${when} UTC).`];
}

function figures(record: FileRecord): string[] {
  const { rows, accepted, matched, unchanged, held, rejected, waiting } = totalsOf(record);
  if (waiting === record.parts.length) return [];
  return [
    `Rows      ${rows}${waiting > 0 ? ` so far; ${count(waiting, 'part')} still to be read` : ''}`,
    `Accepted  ${accepted}`,
    `Matched   ${matched}   with a child on record (${unchanged} said what was known already)`,
    `Held      ${held}   wait for a person, or for the child to be known; nothing need be sent again`,
    `Rejected  ${rejected}   cannot be used; see below`,
  ];
}

function placesOf(
  heading: string,
  record: FileRecord,
  choose: (report: DeliveryReport) => DeliveryReport['problems'],
): string[] {
  const problems = everyPart(record, (report, part) =>
    choose(report).map((problem) => ({
      ...problem,
      ...placeInFile({ ...part, rows: 0, body: NO_BODY }, problem),
    })),
  );
  if (problems.length === 0) return [];
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ row, line, field, message }) => {
    const where = line === undefined ? `row ${row}` : `row ${row} (line ${line})`;
    return `  ${where}  ${field}: ${message}`;
  });
  const more = problems.length - shown.length;
  return ['', heading, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}

const NO_BODY = new Uint8Array(0);

function heldOf(record: FileRecord): string[] {
  const held = everyPart(record, (report, part) =>
    report.heldRows
      .filter(({ state }) => state === 'held')
      .map(
        ({ row, count: rows, reason }) =>
          `  row ${part.firstRow + row - 1}${rows > 1 ? ` and ${rows - 1} more` : ''}  ${HELD[reason] ?? reason}`,
      ),
  );
  return held.length === 0 ? [] : ['', 'Held rows', ...held.slice(0, PROBLEMS_SHOWN)];
}

const HELD: Readonly<Record<string, string>> = {
  'unknown-pupil': 'the child is not on record at this school yet',
  'uncertain-match': 'a person has to say which child is meant',
};

function deliveriesOf({ parts }: FileRecord): string[] {
  if (parts.length === 0) return [];
  return [
    '',
    'Deliveries',
    ...parts.map(({ deliveryId, firstRow }) => `  ${deliveryId}  from row ${firstRow}`),
  ];
}

function everyPart<T>(record: FileRecord, read: (report: DeliveryReport, part: SentPart) => T[]): T[] {
  return record.parts.flatMap((part) => (part.report === undefined ? [] : read(part.report, part)));
}

function totalsOf({ parts }: FileRecord): Totals {
  const sum = (field: 'rows' | 'accepted' | 'matched' | 'unchanged' | 'heldNow' | 'rejected'): number =>
    parts.reduce((total, { report }) => total + (report?.rows?.[field] ?? 0), 0);
  return {
    rows: sum('rows'),
    accepted: sum('accepted'),
    matched: sum('matched'),
    unchanged: sum('unchanged'),
    held: sum('heldNow'),
    rejected: sum('rejected'),
    waiting: parts.filter(({ report }) => report === undefined || report.status === 'accepted').length,
  };
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
