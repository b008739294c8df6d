/**
 * Replays a folder of a school year week by week and writes what Throughline would have said of every child
 * each Sunday. Exit code 0 when it did, 2 on bad usage or bad input.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { parseLocalDate, type LocalDate } from '../domain/localDate.ts';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import { buildCohort } from './replay/buildCohort.ts';
import { incidentVersions } from './replay/incidentVersions.ts';
import { BadInput, readReplayFolder } from './replay/readReplayFolder.ts';
import { replayCohort } from './replay/replayCohort.ts';
import { replayLine } from './replay/replayLine.ts';

const BUFFER_CHARACTERS = 1 << 20;
const BAD_INPUT = 2;

function dateOption(name: string, text: string | undefined): LocalDate | undefined {
  if (text === undefined) return undefined;
  const date = parseLocalDate(text);
  if (date === undefined) throw new BadInput(`--${name} must be a date such as 2026-09-06, not ${text}`);
  return date;
}

function openOut(path: string): number {
  try {
    return openSync(path, 'w');
  } catch {
    throw new BadInput(`cannot write ${path}`);
  }
}

interface Options {
  readonly data: string;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
}

function replay(options: Options): void {
  const from = dateOption('from', options.from);
  const to = dateOption('to', options.to);
  if (from !== undefined && to !== undefined && from > to) throw new BadInput('--from is after --to');
  const folder = readReplayFolder(options.data);
  const cohort = buildCohort({
    pupils: folder.pupils(),
    versions: incidentVersions(folder.incidents()),
    marks: folder.marks(),
    contacts: folder.contacts(),
    tag: tagNarrative,
  });
  console.error(`${cohort.children.length} children at ${cohort.contexts.size} schools`);
  const out = openOut(options.out);
  let waiting: string[] = [];
  let characters = 0;
  let lines = 0;
  const flush = (): void => {
    if (waiting.length > 0) writeSync(out, `${waiting.join('\n')}\n`);
    waiting = [];
    characters = 0;
  };
  const steps = replayCohort(cohort, {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    onWeek: (asOf) => {
      console.error(`as of ${asOf}`);
    },
  });
  for (const step of steps) {
    const line = replayLine(step);
    waiting.push(line);
    lines++;
    if ((characters += line.length) > BUFFER_CHARACTERS) flush();
  }
  flush();
  closeSync(out);
  console.error(`${lines} lines written to ${options.out}`);
  console.error(whatItTook());
}

/** Time on the clock and of the processor since the start, and the most memory held at once. */
function whatItTook(): string {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const processor = (userCPUTime + systemCPUTime) / 1e6;
  return `${process.uptime().toFixed(0)} s on the clock, ${processor.toFixed(0)} s of processor time, ${(maxRSS / 1024 ** 2).toFixed(2)} GiB of memory at most`;
}

function main(): number {
  const command = new Command('replay')
    .description(
      'Replays a folder week by week; writes a line for every child with any evidence each Sunday.',
    )
    .requiredOption('--data <folder>', 'folder with pupils.csv, incidents.ndjson, attendance.csv')
    .requiredOption('--out <file>', 'file to write, a JSON object a line')
    .option('--from <date>', 'first day to write, yyyy-mm-dd')
    .option('--to <date>', 'last day to write, yyyy-mm-dd')
    .allowExcessArguments(false)
    .exitOverride();
  try {
    command.parse();
    replay(command.opts<Options & Record<string, string>>());
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
    if (!(error instanceof BadInput)) throw error;
    console.error(error.message);
    return BAD_INPUT;
  }
}

process.exitCode = main();
