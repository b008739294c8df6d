/**
 * Digest: every Monday morning asks which schools' digests are due, writes each school's, and sends each reader's.
 * Three kinds of job, each safe to run again: `due` asks MongoDB, `school` writes what is not written, `send` sends
 * what is not sent.
 */
import type { Job } from 'bull';
import { addDays, isoWeekOf, londonDate, mondayOf } from '../domain/localDate.ts';
import { listDigests } from '../store/digests.ts';
import { listReaders } from '../store/readers.ts';
import { listSchools } from '../store/schools.ts';
import { sendDigest } from './digest/sendDigest.ts';
import { writeSchoolDigests } from './digest/writeSchoolDigests.ts';
import { enqueueDigest, type DigestJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** The processor of digest jobs. */
export async function digest(context: StageContext, job: Pick<Job<DigestJob>, 'data'>): Promise<void> {
  const { data } = job;
  switch (data.kind) {
    case 'due':
      return enqueueDue(context, data.traceId);
    case 'school': {
      const digestIds = await writeSchoolDigests(context, data.schoolUrn, data.week);
      for (const digestId of digestIds) {
        await enqueueDigest(context.queues, { kind: 'send', digestId, traceId: data.traceId });
      }
      return;
    }
    case 'send':
      return sendDigest(context, data.digestId);
  }
}

/** The week that a digest written now reports on: the last one that is over. */
export function weekReportedOn(now: Date): string {
  return isoWeekOf(addDays(mondayOf(londonDate(now)), -7));
}

async function enqueueDue(context: StageContext, traceId: string): Promise<void> {
  const week = weekReportedOn(context.now());
  for (const school of await listSchools(context.store)) {
    const readers = await listReaders(context.store, school._id);
    const written = await listDigests(context.store, school._id, week);
    const sent = new Set(written.filter(({ state }) => state === 'sent').map(({ readerId }) => readerId));
    if (readers.some((reader) => !sent.has(reader._id))) {
      await enqueueDigest(context.queues, { kind: 'school', schoolUrn: school._id, week, traceId });
    }
  }
}
