import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { KINDS } from '../../domain/webhooks/contract.ts';
import { DELIVERY_REPORT } from '../../domain/webhooks/deliveryReport.ts';
import { writeDurably } from './durably.ts';

/** A part of a file that the server has accepted, and where in the file its rows are. */
const PART = z.object({
  webhookId: z.string(),
  deliveryId: z.string(),
  firstRow: z.number(),
  firstLine: z.number(),
  headLines: z.number(),
  /** What became of its rows, once that is known. */
  report: DELIVERY_REPORT.exactOptional(),
});

const SENT_AS = z.object({
  kind: z.enum(KINDS),
  system: z.string().exactOptional(),
  layout: z.enum(['csv', 'json', 'ndjson', 'xml']),
  contentType: z.string(),
  /** It holds everything its source has. */
  full: z.literal(true).exactOptional(),
});

/**
 * What is known of one file, kept until long after it was sent. `sending`: some parts may have been accepted.
 * `moving`: everything that will be sent was, and the file is on its way out of the inbox. `moved`: it is in
 * `sent` or `rejected`. `reported`: and nothing more is to be learnt of its rows.
 */
const FILE_RECORD = z.object({
  /** Names the file with its content: the same file found again has the same key. */
  key: z.string(),
  /** Path within the folder, with `/` between its parts. */
  path: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  /** 1, or one more than before when a rejected file was put back unchanged: it is to be tried anew. */
  round: z.number(),
  /** What it is sent as; absent when that cannot be told, and then there is a refusal. */
  sentAs: SENT_AS.exactOptional(),
  partBytes: z.number(),
  parts: z.array(PART),
  state: z.enum(['sending', 'moving', 'moved', 'reported']),
  /** Why the file, or what is left of it, cannot be sent. */
  refusal: z.string().exactOptional(),
  /** Where it goes or went, below the folder. */
  target: z.string().exactOptional(),
  updatedAt: z.string(),
});

export type FileRecord = z.infer<typeof FILE_RECORD>;
export type SentAs = z.infer<typeof SENT_AS>;
export type SentPart = z.infer<typeof PART>;

/** The forwarder's memory on disk: a file a record, each replaced whole. */
export interface Journal {
  find(key: string): FileRecord | undefined;
  list(): readonly FileRecord[];
  /** Keeps a record durably before anything is done that relies on it. */
  save(record: Omit<FileRecord, 'updatedAt'>): Promise<FileRecord>;
}

/** A file that turns up again after this time is sent anew, to no effect at the server. */
const REMEMBERED_DAYS = 400;

/** Opens the journal in a folder, which is made when it is not there, and forgets what is too old. */
export async function openJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const records = new Map<string, FileRecord>();
  const oldest = new Date(Date.now() - REMEMBERED_DAYS * 86_400_000).toISOString();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const record = await readRecord(join(folder, name));
    if (record === undefined) continue;
    if (record.state === 'reported' && record.updatedAt < oldest)
      await rm(join(folder, name), { force: true });
    else records.set(record.key, record);
  }
  return {
    find: (key) => records.get(key),
    list: () => [...records.values()],
    save: async (record) => {
      const kept = { ...record, updatedAt: new Date().toISOString() };
      await writeDurably(join(folder, `${record.key}.json`), JSON.stringify(kept));
      records.set(record.key, kept);
      return kept;
    },
  };
}

/** A record that cannot be read is as good as none: its file is sent again, as the same deliveries. */
async function readRecord(path: string): Promise<FileRecord | undefined> {
  try {
    return FILE_RECORD.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
