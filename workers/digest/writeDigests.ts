import { createHash } from 'node:crypto';
import { hasGaps } from '../../domain/digest/arrivals.ts';
import type { DigestDetail } from '../../domain/digest/digestFacts.ts';
import { digestKindOf } from '../../domain/digest/digestReader.ts';
import type { DigestView } from '../../domain/digest/digestView.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { mondayOfIsoWeek } from '../../domain/localDate.ts';
import type { DigestState } from '../../domain/digest/digestState.ts';
import { listDigestsOfReaders, recordDigest } from '../../store/digests.ts';
import { listReadersByIds, type ReaderRecord } from '../../store/readers.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import type { StageContext } from '../stageContext.ts';
import { linkTo } from './linkTo.ts';
import { buildFor, loadSchoolWeek, type SchoolWeek, type Week } from './buildForReader.ts';

/**
 * Writes the digests of a week for these readers, one for each who has none yet. A digest once written stays as it
 * is: what was kept is what was sent.
 * @returns ids of the readers' digests of the week that are to be sent
 */
export async function writeDigests(
  context: StageContext,
  readerIds: readonly string[],
  week: string,
): Promise<string[]> {
  const { store } = context;
  const start = mondayOfIsoWeek(week);
  if (start === undefined) return [];
  const readers = (await listReadersByIds(store, readerIds)).filter(
    ({ stoppedAt }) => stoppedAt === undefined,
  );
  const written = new Set(
    (await listDigestsOfReaders(store, readerIds, week)).map(({ readerId }) => readerId),
  );
  const known = new Map<Urn, SchoolWeek>();
  for (const reader of readers.filter(({ _id }) => !written.has(_id))) {
    const schools: SchoolWeek[] = [];
    for (const urn of reader.schoolUrns) {
      const school = known.get(urn) ?? (await loadSchoolWeek(context, urn, { name: week, start }));
      if (school) schools.push(school);
      if (school) known.set(urn, school);
    }
    if (schools.length > 0) await writeOne(context, reader, { name: week, start, schools });
  }
  const digests = await listDigestsOfReaders(store, readerIds, week);
  return digests.filter(({ state }) => state === 'written' || state === 'sending').map(({ _id }) => _id);
}

async function writeOne(
  context: StageContext,
  reader: ReaderRecord,
  week: Week & { readonly schools: readonly SchoolWeek[] },
): Promise<void> {
  const { store, configuration, log } = context;
  const now = context.now();
  const kind = digestKindOf(reader.role, week.schools.length);
  const digestId = `${week.name}:${reader._id}`;
  const link = linkTo(configuration, `digests/${digestId}`);
  const build = (detail: DigestDetail): DigestView => buildFor(kind, { reader, detail, link, now, ...week });
  const view = build('full');
  const detail = reader.detail ?? configuration.digestDetail;
  await recordDigest(store, {
    _id: digestId,
    schoolUrns: week.schools.map(({ school }) => school._id),
    kind,
    week: week.name,
    readerId: reader._id,
    to: reader.email,
    detail,
    ...renderDigest(detail === 'full' ? view : build(detail), configuration.digestTemplatesDir),
    view,
    hadGaps: week.schools.some(({ facts }) => hasGaps(facts)),
    entriesThen: week.schools.reduce((sum, { facts }) => sum + facts.arrivals.incidents, 0),
    writtenAt: now,
    state: stateOf(reader, week.schools),
    messageId: messageId(digestId),
  });
  log('info', 'digest written', { kind, week: week.name, count: week.schools.length });
}

/** A closed week in which nobody recorded anything is passed over where the reader wants only news of such weeks. */
function stateOf(reader: ReaderRecord, schools: readonly SchoolWeek[]): DigestState {
  const quiet = schools.every(({ facts }) => facts.schoolClosed === true && facts.arrivals.incidents === 0);
  return quiet && reader.closedWeeks === 'news' ? 'passed-over' : 'written';
}

/** The same for the same digest, however often it is tried; says neither reader nor school. */
export function messageId(digestId: string): string {
  return `<${createHash('sha256').update(digestId).digest('hex').slice(0, 32)}@throughline>`;
}
