/**
 * Digest: asks every few minutes whose digest has come due, writes it and sends it. Each kind of job is safe to run
 * again: `due` asks MongoDB, `write` writes what is not written, `late` adds what came after, `send` sends what is not
 * sent.
 */
import type { Job } from 'bull';
import { digestKindOf } from '../domain/digest/digestReader.ts';
import { lastDue, weekReportedOn } from '../domain/digest/schedule.ts';
import { listDigestsOfReaders, listDigestsWithoutSupplement } from '../store/digests.ts';
import { listAllReaders, type ReaderRecord } from '../store/readers.ts';
import { sendAlerts } from './digest/sendAlerts.ts';
import { sendDigest } from './digest/sendDigest.ts';
import { writeDigests } from './digest/writeDigests.ts';
import { writePreview } from './digest/writePreview.ts';
import { writeSupplement } from './digest/writeSupplement.ts';
import { enqueueDigest, type DigestJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** The processor of digest jobs. */
export async function digest(context: StageContext, job: Pick<Job<DigestJob>, 'data'>): Promise<void> {
  const { data } = job;
  switch (data.kind) {
    case 'alerts':
      return sendAlerts(context);
    case 'due':
      // A job of its own: an address that takes no alert must not hold up anybody's digest.
      await enqueueDigest(context.queues, { kind: 'alerts', traceId: data.traceId });
      await enqueueDue(context, data.traceId);
      return enqueueSupplements(context, data.traceId);
    case 'write': {
      const digestIds = await writeDigests(context, data.readerIds, data.week);
      for (const digestId of digestIds) {
        await enqueueDigest(context.queues, { kind: 'send', digestId, traceId: data.traceId });
      }
      return;
    }
    case 'late': {
      const digestId = await writeSupplement(context, data.digestId);
      if (digestId === undefined) return;
      await enqueueDigest(context.queues, { kind: 'send', digestId, traceId: data.traceId });
      return;
    }
    case 'preview':
      return writePreview(context, data.readerId);
    case 'send':
      return sendDigest(context, data.digestId);
  }
}

/** Queues the digests that have come due and are not written; readers of one school's own digest go together. */
async function enqueueDue(context: StageContext, traceId: string): Promise<void> {
  const { store, queues, configuration } = context;
  const now = context.now();
  const due = new Map<string, { week: string; readers: ReaderRecord[] }>();
  for (const reader of await listAllReaders(store)) {
    const { week, dueAt } = lastDue(reader.schedule ?? configuration.digestSchedule, now);
    if (dueAt < reader.startedAt) continue;
    const together = digestKindOf(reader.role, reader.schoolUrns.length) === 'school';
    const group = `${week}:${together ? (reader.schoolUrns[0] ?? '') : reader._id}`;
    const held = due.get(group) ?? { week, readers: [] };
    held.readers.push(reader);
    due.set(group, held);
  }
  for (const { week, readers } of due.values()) {
    const readerIds = readers.map(({ _id }) => _id);
    const written = new Set(
      (await listDigestsOfReaders(store, readerIds, week)).map(({ readerId }) => readerId),
    );
    const waiting = readerIds.filter((readerId) => !written.has(readerId));
    if (waiting.length > 0) await enqueueDigest(queues, { kind: 'write', readerIds: waiting, week, traceId });
  }
}

/** Until the next digest is due, what comes late is a supplement to the last. */
async function enqueueSupplements({ store, queues, now }: StageContext, traceId: string): Promise<void> {
  for (const digestId of await listDigestsWithoutSupplement(store, weekReportedOn(now()))) {
    await enqueueDigest(queues, { kind: 'late', digestId, traceId });
  }
}
