import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { addDays, localDate } from '../../../domain/localDate.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { countWaitingDeliveries } from '../../../store/deliveries.ts';
import type { Store } from '../../../store/openStore.ts';
import { countStalePupils } from '../../../store/pupils.ts';
import { recordSchool } from '../../../store/schools.ts';
import { recordSource } from '../../../store/sources.ts';
import { sendDelivery } from '../../demo/sendDelivery.ts';
import type { RunnableConfiguration } from '../../process/withRuntime.ts';
import { findFreePort } from '../../runtime/findFreePort.ts';
import type { Benchmark, Measured } from '../benchmark.ts';
import { onBenchServices } from '../onBenchServices.ts';
import { peakMbOf, startPart } from './partProcess.ts';
import { schoolExports } from './schoolExports.ts';
import { until } from './until.ts';

const SCHOOL = '990001' as Urn;
const PUPILS = 2600;
const MB = 1024 * 1024;
const BYTES_A_MARK = 31;
/** A file, and one of four times its size that begins with the same rows. */
const SIZES_MB = process.env['BENCH_FULL'] === '1' ? [50, 200] : [10, 40];
const ASK_EVERY_MS = 20;

type Peaks = Readonly<Record<'forwarder' | 'server' | 'workers', number>>;

/**
 * The most memory that a large register takes on its way, from the forwarder that sends it in parts to its children being
 * weighed: each of the three as a process of its own, begun anew for each file.
 */
export const filesBench: Benchmark = {
  name: 'files',
  run: () =>
    onBenchServices([], async ({ store }, services) => {
      const folder = await mkdtemp(join(tmpdir(), 'throughline-files-'));
      try {
        const [small = 0, large = 0] = SIZES_MB;
        const school = await openSchool(store, services, folder);
        const first = await peaksOf(school, small);
        return compare([small, large], first, await peaksOf(school, large));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
};

function compare([small = 0, large = 0]: readonly number[], first: Peaks, second: Peaks): Measured[] {
  return (['forwarder', 'server', 'workers'] as const).map((part) => ({
    name: `files: most memory of the ${part}, a register of ${large} MB`,
    unit: 'MB',
    ours: second[part],
    baseline: first[part],
    baselineIs: `its first ${small} MB`,
    ratio: second[part] / first[part],
  }));
}

interface BenchSchool {
  readonly store: Store;
  readonly services: RunnableConfiguration;
  readonly folder: string;
  readonly secretFile: string;
}

async function openSchool(
  store: Store,
  services: RunnableConfiguration,
  folder: string,
): Promise<BenchSchool> {
  await recordSchool(store, { _id: SCHOOL, name: 'Bench', phase: 'other', termDates: [] });
  const source = await recordSource(store, { schoolUrn: SCHOOL, name: 'Bench', now: new Date() });
  const secretFile = join(folder, 'secret');
  await writeFile(secretFile, `${source.sourceId}:${source.secret}\n`, { mode: 0o600 });
  const { pupils } = schoolExports({ pupils: PUPILS, incidents: 0, marks: 0 });
  await withParts(services, async (url) => {
    const delivery = { kind: 'pupils', contentType: 'text/csv', body: pupils };
    await sendDelivery({ url, ...source }, delivery, 'bench-pupils');
    await until(async () => (await countWaitingDeliveries(store)) === 0);
  });
  return { store, services, folder, secretFile };
}

/** Runs with a server and workers of its own. @returns the most memory each of them held */
async function withParts(
  services: RunnableConfiguration,
  work: (url: string) => Promise<void>,
): Promise<Omit<Peaks, 'forwarder'>> {
  const configuration = { ...services, port: await findFreePort() };
  const server = await startPart('server', configuration);
  const workers = await startPart('workers', configuration);
  try {
    await work(`http://127.0.0.1:${configuration.port}`);
    return { server: server.peakMb() ?? Number.NaN, workers: workers.peakMb() ?? Number.NaN };
  } finally {
    await server.stop();
    await workers.stop();
  }
}

async function peaksOf({ store, services, folder, secretFile }: BenchSchool, mb: number): Promise<Peaks> {
  const dir = join(folder, `exports-${mb}`);
  await mkdir(dir);
  await writeFile(join(dir, 'attendance.csv'), registerOf(mb));
  let forwarder = 0;
  const parts = await withParts(services, async (url) => {
    forwarder = await forward({ dir, url, secretFile });
    await until(async () => (await countWaitingDeliveries(store)) === 0);
    await until(async () => (await countStalePupils(store)) === 0);
  });
  process.stderr.write(
    `  ${mb} MB: forwarder ${forwarder.toFixed(0)} MB, server ${parts.server.toFixed(0)}, workers ${parts.workers.toFixed(0)}\n`,
  );
  return { forwarder, ...parts };
}

/** The school years that fill so many megabytes, ending before today. */
function registerOf(mb: number): Buffer {
  const marks = Math.floor((mb * MB) / BYTES_A_MARK);
  const size = { pupils: PUPILS, incidents: 0, marks, from: addDays(localDate('2026-08-31'), -365 * 8) };
  return schoolExports(size).marks;
}

/** Sends a folder with the school's program, as at a school. @returns the most memory it held, in MB */
async function forward({
  dir,
  url,
  secretFile,
}: Record<'dir' | 'url' | 'secretFile', string>): Promise<number> {
  const args = ['forwarder/src/main.ts', '--dir', dir, '--url', url, '--secret-file', secretFile];
  const child = spawn(
    process.execPath,
    [...process.execArgv, ...args, '--settle', '0.05', '--report-within', '1'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  let peak = 0;
  const asking = setInterval(() => (peak = Math.max(peak, peakMbOf(child.pid) ?? 0)), ASK_EVERY_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(asking);
  if (code !== 0) throw new Error(`the forwarder ended with ${String(code)}`);
  return peak;
}
