import { hasGaps } from '../../domain/digest/arrivals.ts';
import { buildDigest } from '../../domain/digest/buildDigest.ts';
import type { DigestDetail, SchoolWeekFacts } from '../../domain/digest/digestFacts.ts';
import type { DigestView } from '../../domain/digest/digestView.ts';
import { wordingOf, type DigestWording } from '../../domain/digest/digestWording.ts';
import { placeChildren } from '../../domain/digest/standing.ts';
import { mondayOfIsoWeek } from '../../domain/localDate.ts';
import { countWaitingDeliveries, listDeliveries } from '../../store/deliveries.ts';
import { findDigest, noteLooked, recordDigest, type DigestRecord } from '../../store/digests.ts';
import { listReadersByIds } from '../../store/readers.ts';
import { findSchool, type SchoolRecord } from '../../store/schools.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import type { StageContext } from '../stageContext.ts';
import { assessWeek } from './assessWeek.ts';
import { loadDigestFacts } from './loadDigestFacts.ts';
import { messageId } from './writeDigests.ts';

/** A school's files come in several pieces: only when none came for so long is what came looked at. */
const QUIET_MS = 60 * 60_000;

/**
 * Where a digest had to say that something was missing and it has come since, writes the reader one supplement: who is
 * new or higher than they were told, or that nobody is. It is written once; what comes after is next week's.
 * @returns the id of the supplement to send, or undefined when there is nothing to tell
 */
export async function writeSupplement(context: StageContext, digestId: string): Promise<string | undefined> {
  const { store } = context;
  const now = context.now();
  const digest = await findDigest(store, digestId);
  const [schoolUrn] = digest?.schoolUrns ?? [];
  if (!digest || schoolUrn === undefined) return undefined;
  const school = await findSchool(store, schoolUrn);
  if (!school || !(await hasNewsSince(context, digest, now))) return undefined;
  const facts = await loadLateFacts(context, school, digest);
  await noteLooked(store, digestId, now);
  if (facts === undefined || !isWorthTelling(facts)) return undefined;
  const [reader] = await listReadersByIds(store, [digest.readerId]);
  if (!reader || reader.stoppedAt !== undefined) return undefined;
  const link = context.configuration.publicUrl;
  const build = (detail: DigestDetail): DigestView =>
    buildDigest(
      { ...facts, reader, detail, ...(link === undefined ? {} : { link }) },
      lateWording(wordingOf(school.digestWording)),
    );
  const view = build('full');
  const supplement = await recordDigest(store, {
    _id: `${digestId}:late`,
    schoolUrns: digest.schoolUrns,
    kind: digest.kind,
    supplementTo: digestId,
    week: digest.week,
    readerId: digest.readerId,
    to: digest.to,
    detail: digest.detail,
    ...renderDigest(
      digest.detail === 'full' ? view : build('initials'),
      context.configuration.digestTemplatesDir,
    ),
    view,
    hadGaps: hasGaps(facts),
    writtenAt: now,
    state: 'written',
    messageId: messageId(`${digestId}:late`),
  });
  return supplement._id;
}

/** True when something came since the digest was last looked at, all of it is dealt with, and no more is coming. */
async function hasNewsSince({ store }: StageContext, digest: DigestRecord, now: Date): Promise<boolean> {
  const [schoolUrn] = digest.schoolUrns;
  if (schoolUrn === undefined) return false;
  const since = await listDeliveries(store, schoolUrn, digest.lookedAt ?? digest.writtenAt, now);
  const latest = since.at(-1);
  if (!latest || now.getTime() - latest.receivedAt.getTime() < QUIET_MS) return false;
  return (await countWaitingDeliveries(store, schoolUrn)) === 0;
}

/** The week as it looks now, held against what the reader was told. */
async function loadLateFacts(
  { store, now: clock }: StageContext,
  school: SchoolRecord,
  { week }: DigestRecord,
): Promise<SchoolWeekFacts | undefined> {
  const start = mondayOfIsoWeek(week);
  if (start === undefined) return undefined;
  const now = clock();
  const assessed = await assessWeek(store, school._id, { name: week, start, keeps: false }, now);
  const facts = await loadDigestFacts(store, { school, name: week, start, assessed, now, heldAgainst: week });
  const placed = placeChildren(facts).filter(({ change }) => change === 'new' || change === 'risen');
  return { ...facts, children: placed.map(({ child }) => child) };
}

function isWorthTelling(facts: SchoolWeekFacts): boolean {
  return facts.children.length > 0 || !hasGaps(facts);
}

function lateWording(wording: DigestWording): DigestWording {
  return {
    ...wording,
    title: `${wording.title}: what came late`,
    order: ['whatChanged', 'discuss', 'heldBack'],
  };
}
