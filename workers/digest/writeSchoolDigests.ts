import { createHash } from 'node:crypto';
import { buildDigest } from '../../domain/digest/buildDigest.ts';
import { isUrn } from '../../domain/identifiers.ts';
import { mondayOfIsoWeek } from '../../domain/localDate.ts';
import { listDigests, recordDigest } from '../../store/digests.ts';
import { listReaders, type ReaderRecord } from '../../store/readers.ts';
import { findSchool } from '../../store/schools.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import type { StageContext } from '../stageContext.ts';
import { assessWeek } from './assessWeek.ts';
import { factsForReader, loadDigestFacts } from './loadDigestFacts.ts';

/**
 * Writes a school's digests for a week, one for each reader who has none yet. A digest once written stays as it
 * is: what was kept is what was sent.
 * @returns ids of all the school's digests for the week
 */
export async function writeSchoolDigests(
  context: StageContext,
  schoolUrn: string,
  week: string,
): Promise<string[]> {
  const { store, configuration } = context;
  const start = mondayOfIsoWeek(week);
  if (!isUrn(schoolUrn) || start === undefined) return [];
  const school = await findSchool(store, schoolUrn);
  const readers = await listReaders(store, schoolUrn);
  const written = new Set((await listDigests(store, schoolUrn, week)).map((digest) => digest.readerId));
  const waiting = readers.filter((reader) => !written.has(reader._id));
  if (school && waiting.length > 0) {
    const now = context.now();
    const assessed = await assessWeek(store, schoolUrn, { name: week, start }, now);
    const facts = await loadDigestFacts(store, { school, name: week, start, assessed, now });
    for (const reader of waiting) {
      const view = buildDigest(
        factsForReader(facts, reader, configuration.digestDetail, configuration.publicUrl),
      );
      await recordDigest(store, {
        _id: `${schoolUrn}:${week}:${reader._id}`,
        schoolUrn,
        week,
        readerId: reader._id,
        to: reader.email,
        ...renderDigest(view),
        writtenAt: now,
        messageId: messageId(week, reader),
      });
      context.log('info', 'digest written', { schoolUrn, week, count: facts.children.length });
    }
  }
  return (await listDigests(store, schoolUrn, week)).map((digest) => digest._id);
}

/** The same for the same reader and week, however often it is tried. */
function messageId(week: string, reader: ReaderRecord): string {
  const digest = createHash('sha256').update(`${week}:${reader._id}`).digest('hex').slice(0, 32);
  return `<${digest}@throughline>`;
}
