import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { parseConfiguration, publicUrlFor, type Configuration } from '../domain/configuration.ts';
import { addDays, isoWeekOf, mondayOfIsoWeek } from '../domain/localDate.ts';
import { countWaitingDeliveries } from '../store/deliveries.ts';
import { countWaitingForTags } from '../store/incidentTags.ts';
import { openEventLog } from '../store/openEventLog.ts';
import type { Store } from '../store/openStore.ts';
import { countStalePupils } from '../store/pupils.ts';
import { listSchools } from '../store/schools.ts';
import { weekReportedOn } from '../domain/digest/schedule.ts';
import { refreshHabits } from '../workers/refreshHabits.ts';
import { describeSignIns, setUpDemoPeople, setUpDemoReaders } from './demo/demoPeople.ts';
import { loadDemo } from './demo/loadDemo.ts';
import { digestNow } from './process/digestNow.ts';
import { openThroughline, type Throughline } from './process/openThroughline.ts';
import { askedToStop, runScript } from './process/runScript.ts';
import { startRuntime } from './runtime/startRuntime.ts';

interface Options {
  readonly exit?: boolean;
  readonly empty?: boolean;
}

/** Starts everything in one process, loads the demo locality, writes this week's digests and keeps serving. */
async function main(): Promise<void> {
  const options = new Command('start')
    .description('Starts Throughline with all it needs, loads the demo locality and writes its digests.')
    .option('--exit', 'stop once the digests are written')
    .option('--empty', 'no demo data')
    .exitOverride()
    .parse()
    .opts<Options>();
  const configuration = parseConfiguration(process.env);
  const runtime = await startRuntime({
    dataDir: configuration.dataDir,
    mongoUri: configuration.mongoUri,
    redisUrl: configuration.redisUrl,
    log: say,
  });
  try {
    if (runtime.sharedWithPid !== undefined) {
      say(`Throughline is running on this data folder already (process ${runtime.sharedWithPid}).`);
      return;
    }
    for (const line of runtime.describe()) say(line);
    await run(options, { ...configuration, mongoUri: runtime.mongoUri, redisUrl: runtime.redisUrl });
  } finally {
    await runtime.stop();
  }
}

async function run(
  options: Options,
  configuration: Configuration & { mongoUri: string; redisUrl: string },
): Promise<void> {
  const log = openEventLog(process.env['LOG_LEVEL'] ? configuration.logLevel : 'error');
  const throughline = await openThroughline({ configuration, parts: ['server', 'workers'], log }).catch(
    explainStart(configuration),
  );
  try {
    const port = throughline.server?.port ?? configuration.port;
    const url = publicUrlFor(configuration, port);
    say(`Server: ${url}`);
    const demo = options.empty
      ? false
      : await showDemo(throughline, configuration, `http://${loopback(configuration.host)}:${port}`);
    printAddresses(url);
    if (demo) await printSignIns(throughline.store, configuration, url);
    if (options.exit) return;
    say('Ctrl-C stops.');
    await askedToStop();
    say('Stopping: what is under way is finished first.');
  } finally {
    await throughline.close();
  }
}

/** False when it was not loaded. */
async function showDemo(
  throughline: Throughline,
  configuration: Configuration,
  url: string,
): Promise<boolean> {
  const { store } = throughline;
  say('Demo locality: sending its exports and registers to the webhook …');
  const loaded = await loadDemo({
    store,
    dataDir: configuration.dataDir,
    url,
    now: new Date(),
    onProgress: (line) => {
      say(`  ${line}`);
    },
  });
  if (loaded.kind === 'other-schools') {
    say('  not loaded: there are real schools here (--empty starts without it).');
    return false;
  }
  if (loaded.kind === 'loaded-before') say(`  loaded before, for ${loaded.today}.`);
  await untilProcessed(store);
  // The first children were weighed by the habit of a school that seemed to write nothing.
  await refreshHabits({ ...throughline, log: () => undefined, now: () => new Date() }, 0);
  await untilProcessed(store);
  await sayOutcome(store);
  const all = await listSchools(store);
  await setUpDemoReaders(store, all);
  const schools = all.map((school) => school._id);
  const week = weekReportedOn(new Date());
  // A digest says what changed since the one before, so the demo's readers were sent that one too.
  await digestNow(throughline, schools, weekBefore(week));
  const count = await digestNow(throughline, schools, week);
  say(`Digests for ${week}: ${count} written, one a reader, by ${configuration.mail.kind}.`);
  if (configuration.mail.kind === 'outbox') await sayOutbox(configuration.outboxDir, week);
  return true;
}

function weekBefore(week: string): string {
  const monday = mondayOfIsoWeek(week);
  if (monday === undefined) throw new RangeError('not a week');
  return isoWeekOf(addDays(monday, -7));
}

const LOOK_EVERY_MS = 250;
const SAY_EVERY_MS = 3000;

async function untilProcessed(store: Store): Promise<void> {
  let saidAt = 0;
  for (;;) {
    const [deliveries, incidents, pupils] = await Promise.all([
      countWaitingDeliveries(store),
      countWaitingForTags(store),
      countStalePupils(store),
    ]);
    if (deliveries + incidents + pupils === 0) return;
    if (Date.now() - saidAt > SAY_EVERY_MS) {
      saidAt = Date.now();
      say(
        `  waiting: ${deliveries} deliveries to read, ${incidents} incidents to tag, ${pupils} children to weigh`,
      );
    }
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

async function sayOutcome(store: Store): Promise<void> {
  const [outcome] = await store.deliveries.aggregate<
    Record<'deliveries' | 'rows' | 'landed' | 'held' | 'rejected', number>
  >([
    { $match: { state: 'processed' } },
    {
      $group: {
        _id: null,
        deliveries: { $sum: 1 },
        rows: { $sum: '$counts.rows' },
        landed: { $sum: '$counts.landed' },
        held: { $sum: '$counts.held' },
        rejected: { $sum: '$counts.rejected' },
      },
    },
  ]);
  const [pupils, incidents] = await Promise.all([
    store.pupils.countDocuments({}),
    store.incidents.countDocuments({}),
  ]);
  const { deliveries = 0, rows = 0, landed = 0, held = 0, rejected = 0 } = outcome ?? {};
  say(
    `Received:  ${deliveries} deliveries, ${rows} rows: ${landed} landed, ${held} held for a person, ${rejected} rejected.`,
  );
  say(`Processed: ${incidents} incidents tagged and weighed for ${pupils} children.`);
}

async function sayOutbox(outboxDir: string, week: string): Promise<void> {
  const folder = resolve(outboxDir);
  const files = (await readdir(folder)).filter((name) => name.startsWith(week)).sort();
  for (const name of files) say(`  ${join(folder, name)}`);
}

function printAddresses(url: string): void {
  say('');
  say(`Webhooks:  ${url}/webhooks/v1/{incidents,attendance,pupils,contacts}`);
  say(`Health:    ${url}/healthz  ${url}/readyz  ${url}/metrics`);
  say('Schools and their sources: npm run admin -- list');
}

/** The demo's people are never made in production, where a printed password would be a door. */
async function printSignIns(
  store: Store,
  { dataDir, environment }: Configuration,
  url: string,
): Promise<void> {
  if (environment === 'production') return;
  const signIns = await setUpDemoPeople(store, dataDir, await listSchools(store));
  for (const line of describeSignIns(signIns, url)) say(line);
}

function explainStart(configuration: Configuration): (error: unknown) => never {
  return (error) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (taken)
      throw new Error(
        `Port ${configuration.port} is taken by another program: stop that, or choose another with PORT=3001 ./scripts/start`,
      );
    throw error;
  };
}

function loopback(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

runScript(main);
