import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { londonDate, parseLocalDate, type LocalDate } from '../../domain/localDate.ts';
import { generateLocality, type DemoDelivery, type DemoSchool } from './generateLocality.ts';

/** `npm run demo`: writes what the demo locality's schools would send as files, to be looked at or sent by hand. */

interface DemoOptions {
  readonly out: string;
  readonly today: LocalDate;
  readonly seed?: number;
}

function readOptions(): DemoOptions {
  const command = new Command('demo')
    .description('Writes the bodies the fictional schools would send, a folder for each school.')
    .requiredOption('--out <dir>', 'folder to write to; made if missing, files in it overwritten')
    .option('--today <yyyy-mm-dd>', 'day to make the locality for', readDate, londonDate(new Date()))
    .option('--seed <number>', 'another whole number makes other children with the same stories', readSeed)
    .addHelpText('after', '\nExit codes: 0 written; 1 could not write; 2 bad usage.')
    .exitOverride();
  return command.parse().opts<DemoOptions>();
}

function readDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === undefined) throw new InvalidArgumentError('Give a calendar date such as 2026-11-24.');
  return date;
}

function readSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number of up to nine digits.');
  return Number(text);
}

async function writeSchool(out: string, school: DemoSchool): Promise<void> {
  const folder = join(out, school.urn);
  await mkdir(folder, { recursive: true });
  for (const [at, delivery] of school.deliveries.entries()) {
    await writeFile(join(folder, fileName(at + 1, delivery)), delivery.body);
  }
}

function fileName(number: number, { kind, contentType }: DemoDelivery): string {
  const extension = contentType.startsWith('text/csv')
    ? 'csv'
    : contentType.endsWith('ndjson')
      ? 'ndjson'
      : 'json';
  return `${String(number).padStart(2, '0')}-${kind}.${extension}`;
}

function summaryLine(school: DemoSchool): string {
  const kilobytes = Math.round(
    school.deliveries.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / 1024,
  );
  return `${school.urn}  ${school.name} (${school.phase}): ${school.deliveries.length} deliveries, ${kilobytes} KB`;
}

async function main(): Promise<void> {
  const { out, ...options } = readOptions();
  const locality = generateLocality(options);
  for (const school of locality.schools) await writeSchool(out, school);
  console.log(`${locality.name}, a made-up locality as of ${options.today}, written to ${out}`);
  for (const school of locality.schools) console.log(summaryLine(school));
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  console.error(`demo: ${error instanceof Error ? error.message : 'failed'}`);
  process.exit(1);
});
