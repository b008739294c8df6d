import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import process from 'node:process';
import { Command } from 'commander';
import {
  knowsHeader,
  sourceNamed,
  SOURCE_NAMES,
  type SourceName,
} from '../domain/formats/adapters/sources.ts';
import { formatSeen } from '../domain/formats/formatSeen.ts';
import type { Kind } from '../domain/formats/rows.ts';
import { cutRows } from '../domain/formats/text/cut/cutRows.ts';
import { markLast } from '../domain/formats/text/cut/markLast.ts';
import { CannotCut } from '../domain/formats/text/cut/rowCutter.ts';
import { decodeText } from '../domain/formats/text/decodeText.ts';
import { KINDS } from '../domain/webhooks/contract.ts';
import { recordDelivery } from '../store/deliveries.ts';
import { closeStore, openStore, type Store } from '../store/openStore.ts';
import { findLiveSource, type SourceRecord } from '../store/sources.ts';
import { closeQueues, enqueueIngest, openQueues } from '../workers/queues.ts';
import { BadUsage, runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';

interface Import {
  readonly source: SourceRecord;
  readonly kind: Kind;
  readonly file: string;
  readonly system: SourceName;
  /** The file holds everything its source has. */
  readonly full: boolean;
}

/** Reads a file of any size from this machine, cut between its rows, into deliveries as durable as a webhook's. */
async function main(): Promise<void> {
  const command = new Command('import')
    .description('Imports a file of any size. The same file again is the same import.')
    .requiredOption('--source <sourceId>', 'the source it belongs to')
    .requiredOption('--kind <kind>', KINDS.join(', '))
    .requiredOption('--file <file>')
    .option('--system <name>', SOURCE_NAMES.join(', '), 'generic')
    .option(
      '--full',
      'incidents: the file holds everything its source has; what is missing is asked about',
      false,
    )
    .exitOverride();
  await command.parseAsync();
  const given = command.opts<Record<'source' | 'kind' | 'file' | 'system', string> & { full: boolean }>();
  const kind = KINDS.find((known) => known === given.kind);
  if (!kind) throw new BadUsage(`--kind: expected one of ${KINDS.join(', ')}`);
  if (given.full && kind !== 'incidents') throw new BadUsage('--full: expected with --kind incidents');
  const system = sourceNamed(given.system);
  if (system === undefined) throw new BadUsage(`--system: expected one of ${SOURCE_NAMES.join(', ')}`);
  await withRuntime(async ({ mongoUri, redisUrl, queuePrefix }) => {
    const store = await openStore(mongoUri);
    const queues = openQueues({ redisUrl, prefix: queuePrefix, onError: () => undefined });
    try {
      const source = await findLiveSource(store, given.source);
      if (!source) throw new BadUsage('--source: expected the id of a source that is not disabled');
      const ids = await importFile(store, { source, kind, file: given.file, system, full: given.full });
      for (const id of ids) await enqueueIngest(queues, id, randomUUID());
    } catch (error) {
      if (error instanceof CannotCut) throw new BadUsage(error.message);
      throw error;
    } finally {
      await closeQueues(queues);
      await closeStore(store);
    }
  });
}

const CONTENT_TYPES = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
  xml: 'application/xml',
} as const;

/** @returns the ids of the deliveries that are new */
async function importFile(store: Store, { source, kind, file, system, full }: Import): Promise<string[]> {
  const digest = await fingerprint(file);
  const layout = await layoutOf(file);
  const name = `import-${full ? 'full-' : ''}${digest.slice(0, 32)}`;
  const chunks = createReadStream(file, { highWaterMark: 256 * 1024 });
  const fresh: string[] = [];
  let number = 0;
  let rows = 0;
  const parts = cutRows(chunks, { layout, kind, isHeader: knowsHeader(system, kind) });
  for await (const part of markLast(parts)) {
    number++;
    rows += part.rows;
    const body = Buffer.from(part.body);
    const recorded = await recordDelivery(store, {
      sourceId: source._id,
      schoolUrn: source.schoolUrn,
      webhookId: `${name}-${number}`,
      kind,
      system,
      contentType: CONTENT_TYPES[layout],
      body,
      sha256: createHash('sha256').update(body).digest('hex'),
      receivedAt: new Date(),
      ...(full ? { fullExport: { id: name, last: part.last } } : {}),
    });
    if (recorded.kind === 'new') fresh.push(recorded.deliveryId);
    process.stderr.write(`${recorded.deliveryId}  rows ${part.firstRow} to ${rows}  ${recorded.kind}\n`);
  }
  process.stdout.write(`${rows} rows in ${number} deliveries, ${fresh.length} of them new.\n`);
  return fresh;
}

async function fingerprint(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function layoutOf(file: string): Promise<keyof typeof CONTENT_TYPES> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const decoding = decodeText(buffer.subarray(0, bytesRead), undefined);
    if (!decoding.ok) throw new CannotCut(decoding.problem);
    return formatSeen(decoding.text);
  } finally {
    await handle.close();
  }
}

runScript(main);
