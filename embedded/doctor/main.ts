import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DataFolderRefused } from '../storage/levelStore.ts';
import { examine } from './examine.ts';

/**
 * `node --import tsx embedded/doctor/main.ts --data DIR [--rebuild]`
 *
 * Reads a stopped server's whole data folder: every checksum, index entry and count. A line a finding on
 * standard output. Exit codes: 0 nothing wrong (or all of it rebuilt), 1 damage or a folder that cannot be
 * opened, 2 bad usage.
 */
const USAGE = 'Usage: doctor/main.ts --data DIR [--rebuild]';

function readOptions(): { data: string; rebuild: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, rebuild: { type: 'boolean', default: false } },
    });
    const { data, rebuild } = values;
    return data !== undefined && existsSync(data) ? { data, rebuild } : undefined;
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    process.stderr.write(`${USAGE} (the folder must be there)\n`);
    return 2;
  }
  const { logDamage, collections } = await examine(options.data, options.rebuild);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  for (const line of logDamage) say(line);
  for (const { namespace, documents, problems } of collections) {
    say(`${namespace}: ${String(documents)} documents, ${problems.length === 0 ? 'sound' : 'not sound'}`);
    for (const problem of problems) say(`  ${problem}`);
  }
  const lost = logDamage.length > 0 || collections.some(({ damaged }) => damaged.length > 0);
  const unsound = collections.some(({ problems }) => problems.length > 0);
  if (lost) say('Records are lost. Restore a backup if there is one.');
  if (unsound)
    say(
      options.rebuild ? 'Indexes and counts were made anew.' : 'Run it again with --rebuild to mend indexes.',
    );
  return lost || (unsound && !options.rebuild) ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof DataFolderRefused;
    process.stderr.write(
      `${error instanceof Error ? (known ? error.message : error.stack) : String(error)}\n`,
    );
    process.exit(1);
  },
);
