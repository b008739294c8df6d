import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

/**
 * `node --import tsx embedded/soak/main.ts [--minutes 60] [--kills 50] [--rate 200] [--data DIR]`
 *
 * Kills the server at random under a mixed load and checks that every acknowledged write is there once.
 * One JSON object on standard output. Exit codes: 0 it is so, 1 it is not (the folder is kept), 2 bad usage.
 */
const USAGE = 'Usage: main.ts [--minutes N] [--kills N] [--rate OPERATIONS_A_SECOND] [--data EMPTY_DIR]';

function readOptions(): {
  seconds: number;
  kills: number;
  operationsPerSecond: number;
  data: string | undefined;
} {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      kills: { type: 'string', default: '50' },
      rate: { type: 'string', default: '200' },
      data: { type: 'string' },
    },
  });
  const [minutes, kills, rate] = [Number(values.minutes), Number(values.kills), Number(values.rate)];
  if (!(minutes > 0) || !Number.isInteger(kills) || kills < 0 || !(rate > 0)) throw new Error(USAGE);
  return { seconds: minutes * 60, kills, operationsPerSecond: rate, data: values.data };
}

async function main(): Promise<number> {
  let options;
  try {
    options = readOptions();
  } catch {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { data, ...plan } = options;
  const folder = data ?? mkdtempSync(join(tmpdir(), 'embedded-soak-'));
  const result = await soak({ ...plan, folder, log: (line) => process.stderr.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify({ ...plan, ...result })}\n`);
  if (result.problems.length > 0) {
    process.stderr.write(`Not every acknowledged write is there once; the data is kept in ${folder}\n`);
    return 1;
  }
  rmSync(folder, { recursive: true, force: true });
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
