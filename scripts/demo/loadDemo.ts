import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { localDate, londonDate } from '../../domain/localDate.ts';
import type { Store } from '../../store/openStore.ts';
import { recordReader } from '../../store/readers.ts';
import { listSchools, recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { generateLocality } from './generateLocality.ts';
import type { DemoSchool } from './locality.ts';
import { sendDelivery } from './sendDelivery.ts';

/** What is remembered of the demo between starts: the day it was made for and each school's source. */
const DEMO_RECORD = z.object({
  today: z.string(),
  sources: z.record(z.string(), z.object({ sourceId: z.string(), secret: z.string() })),
  complete: z.boolean(),
});
type DemoRecord = z.infer<typeof DEMO_RECORD>;

export interface DemoWanted {
  readonly store: Store;
  readonly dataDir: string;
  /** Address of the running server. */
  readonly url: string;
  readonly now: Date;
  readonly onProgress: (line: string) => void;
}

export type DemoLoaded =
  /** There are schools here that the demo did not set up: it is not mixed with them. */
  | { readonly kind: 'other-schools' }
  | { readonly kind: 'loaded-before'; readonly today: string }
  | { readonly kind: 'loaded'; readonly deliveries: number };

/**
 * Sets up the fictional locality and sends its exports and registers to the webhook over HTTP. Stopped half-way,
 * the next start sends the rest: the same webhook-ids again are the same deliveries.
 */
export async function loadDemo(wanted: DemoWanted): Promise<DemoLoaded> {
  const { store, now } = wanted;
  const known = await readRecord(wanted.dataDir);
  const setUp = await listSchools(store);
  if (setUp.some((school) => known?.sources[school._id] === undefined)) return { kind: 'other-schools' };
  if (known?.complete && setUp.length > 0) return { kind: 'loaded-before', today: known.today };
  const resumed = known && setUp.length > 0 ? known : undefined;
  const record: DemoRecord = resumed ?? { today: londonDate(now), sources: {}, complete: false };
  const locality = generateLocality({ today: localDate(record.today) });
  for (const school of locality.schools) {
    if (!record.sources[school.urn]) {
      record.sources[school.urn] = await recordSource(store, {
        schoolUrn: school.urn,
        name: 'Demo exports',
        now,
      });
      await writeRecord(wanted.dataDir, record);
    }
    await setUpSchool(store, school, now);
  }
  let deliveries = 0;
  for (const school of locality.schools) deliveries += await sendSchool(wanted, school, record);
  await writeRecord(wanted.dataDir, { ...record, complete: true });
  return { kind: 'loaded', deliveries };
}

async function setUpSchool(store: Store, school: DemoSchool, now: Date): Promise<void> {
  const { urn, laEstab, name, phase, locality } = school;
  await recordSchool(store, { _id: urn, laEstab, name, phase, locality, termDates: [...school.termDates] });
  for (const reader of school.readers) await recordReader(store, { schoolUrns: [urn], ...reader }, now);
}

async function sendSchool(wanted: DemoWanted, school: DemoSchool, record: DemoRecord): Promise<number> {
  const source = record.sources[school.urn];
  if (!source) throw new Error('a demo school has no source');
  let bytes = 0;
  for (const [i, delivery] of school.deliveries.entries()) {
    await sendDelivery({ url: wanted.url, ...source }, delivery, `demo-${record.today}-${school.urn}-${i}`);
    bytes += delivery.body.length;
  }
  wanted.onProgress(
    `${school.name}: ${school.deliveries.length} deliveries accepted (${Math.ceil(bytes / 1024)} KB)`,
  );
  return school.deliveries.length;
}

function recordPath(dataDir: string): string {
  return join(dataDir, 'demo.json');
}

async function readRecord(dataDir: string): Promise<DemoRecord | undefined> {
  try {
    return DEMO_RECORD.parse(JSON.parse(await readFile(recordPath(dataDir), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Holds the demo sources' secrets, so only its owner may read it. */
async function writeRecord(dataDir: string, record: DemoRecord): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const path = recordPath(dataDir);
  await writeFile(`${path}.part`, JSON.stringify(record), { mode: 0o600 });
  await rename(`${path}.part`, path);
}
