import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { isAttendanceCode } from '../../domain/attendance/codes.ts';
import { previewBody } from '../../domain/formats/previewBody.ts';
import { GENERIC_COLUMNS } from '../../domain/formats/adapters/fieldNames.ts';
import type { ColumnMapping, SourceSayings } from '../../domain/formats/parse/parseContext.ts';
import type { Kind } from '../../domain/formats/rows.ts';
import { KINDS } from '../../domain/webhooks/contract.ts';
import type { Store } from '../../store/openStore.ts';
import { findSource, recordLocalCodes, recordMapping, sayingsOf } from '../../store/sources.ts';
import { BadUsage } from '../process/runScript.ts';

type WithStore = (act: (store: Store) => Promise<void>) => Promise<void>;
type Say = (line: string) => void;

interface Options {
  readonly kind: string;
  readonly set: string[];
  readonly code: string[];
  readonly clear?: boolean;
  readonly preview?: string;
  readonly system?: string;
}

/** Of a file that is previewed, so much is read; a preview of more tells nothing new. */
const PREVIEW_BYTES = 4 * 1024 * 1024;

/** The command with which an administrator says what a source's columns are, and sees what comes of it. */
export function addMappingCommand(command: Command, withStore: WithStore, say: Say): void {
  command
    .command('mapping')
    .description('shows or sets which column of a source’s exports each field stands in, and previews a file')
    .argument('<sourceId>')
    .requiredOption('--kind <kind>', KINDS.join(', '))
    .option('--set <field=column...>', 'field and column; an empty column: the field is not read', [])
    .option(
      '--code <symbol=code...>',
      'attendance: what a symbol of the school’s own stands for, such as @=L',
      [],
    )
    .option('--clear', 'leaves it all to the known names and codes again')
    .option('--preview <file>', 'shows what a file would be read as, with what is set here; sends nothing')
    .option('--system <name>', 'the system that wrote the file, such as cpoms')
    .action((sourceId: string, options: Options) =>
      withStore((store) => mapColumns(store, sourceId, options, say)),
    );
}

async function mapColumns(store: Store, sourceId: string, options: Options, say: Say): Promise<void> {
  const source = await findSource(store, sourceId);
  if (!source) throw new BadUsage('<sourceId>: expected the id of a source');
  const kind = KINDS.find((known) => known === options.kind);
  if (!kind) throw new BadUsage(`--kind: expected one of ${KINDS.join(', ')}`);
  const before = options.clear === true ? {} : (source.mappings?.[kind] ?? {});
  const mapping = { ...before, ...parsePairs(kind, options.set) };
  const known = options.clear === true ? undefined : sayingsOf(source, kind).localCodes;
  const localCodes = new Map([...(known ?? []), ...parseCodes(kind, options.code)]);
  for (const [symbol, code] of localCodes) if (code === '') localCodes.delete(symbol);
  if (options.preview === undefined) {
    if (options.set.length > 0 || options.clear === true)
      await recordMapping(store, sourceId, { kind, mapping });
    if (options.code.length > 0 || (options.clear === true && kind === 'attendance'))
      await recordLocalCodes(store, sourceId, localCodes);
    sayMapping(mapping, say);
    if (kind === 'attendance') for (const [symbol, code] of localCodes) say(`${symbol}  stands for ${code}`);
    return;
  }
  const body = await readStart(options.preview);
  sayPreview(kind, body, { mapping, localCodes, system: options.system }, say);
  if (options.set.length + options.code.length > 0)
    say('Nothing was set: run it again without --preview to keep this.');
}

function parsePairs(kind: Kind, pairs: readonly string[]): ColumnMapping {
  const fields = Object.keys(GENERIC_COLUMNS[kind].fields);
  return Object.fromEntries(
    pairs.map((pair) => {
      const cut = pair.indexOf('=');
      const field = pair.slice(0, Math.max(cut, 0)).trim();
      if (!fields.includes(field))
        throw new BadUsage(`--set: expected field=column, field one of ${fields.join(', ')}`);
      return [field, pair.slice(cut + 1).trim()];
    }),
  );
}

/** Symbol in upper case → code; an empty code: the symbol stands for nothing any more. */
function parseCodes(kind: Kind, pairs: readonly string[]): [string, string][] {
  if (pairs.length > 0 && kind !== 'attendance')
    throw new BadUsage('--code: expected with --kind attendance');
  return pairs.map((pair) => {
    const cut = pair.lastIndexOf('=');
    const symbol = pair.slice(0, Math.max(cut, 0)).trim().toUpperCase();
    const code = pair
      .slice(cut + 1)
      .trim()
      .toUpperCase();
    if (!/^[!-~]{1,3}$/.test(symbol) || (code !== '' && !isAttendanceCode(code)))
      throw new BadUsage('--code: expected symbol=code, code one of the regulations, such as @=L or 1=/');
    return [symbol, code];
  });
}

function sayMapping(mapping: ColumnMapping, say: Say): void {
  const pairs = Object.entries(mapping);
  if (pairs.length === 0) say('Every column is recognised by its name.');
  for (const [field, column] of pairs)
    say(column === '' ? `${field}  is not read` : `${field}  is read from "${column}"`);
}

/** The beginning of a file, ended at a line. */
async function readStart(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: PREVIEW_BYTES - 1 })) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const lastLine = bytes.lastIndexOf(10);
  return bytes.length < PREVIEW_BYTES || lastLine === -1 ? bytes : bytes.subarray(0, lastLine + 1);
}

function sayPreview(
  kind: Kind,
  body: Uint8Array,
  { system, ...said }: SourceSayings & { readonly system: string | undefined },
  say: Say,
): void {
  const preview = previewBody(kind, body, {
    contentType: 'text/plain',
    ...said,
    now: new Date(),
    ...(system === undefined ? {} : { source: system }),
  });
  if (!preview.ok) throw new BadUsage(preview.problem);
  say(`${preview.rows} rows, ${preview.refused} refused, ${preview.encoding}`);
  for (const { column, field } of preview.columns) say(`  ${column}  →  ${field ?? 'not read'}`);
  for (const note of preview.notes) say(`  ${note}`);
  for (const { row, field, message } of [...preview.problems, ...preview.warnings])
    say(`  row ${row}: ${field} ${message}`);
  for (const row of preview.first) say(JSON.stringify(row));
}
