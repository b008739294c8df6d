import { hasGaps } from '../../domain/digest/arrivals.ts';
import { buildDigest } from '../../domain/digest/buildDigest.ts';
import type { DigestDetail, SchoolWeekFacts } from '../../domain/digest/digestFacts.ts';
import type { DigestView } from '../../domain/digest/digestView.ts';
import { wordingOf, type DigestWording } from '../../domain/digest/digestWording.ts';
import { chosenWording, EVERYTHING, leaveOut } from '../../domain/digest/readerChoice.ts';
import { placeChildren } from '../../domain/digest/standing.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, londonInstant, mondayOfIsoWeek } from '../../domain/localDate.ts';
import { countWaitingDeliveries, listDeliveries } from '../../store/deliveries.ts';
import { findDigest, noteLooked, recordDigest, type DigestRecord } from '../../store/digests.ts';
import { countReceivedLate } from '../../store/incidents.ts';
import type { Store } from '../../store/openStore.ts';
import { listReadersByIds } from '../../store/readers.ts';
import { findSchool, type SchoolRecord } from '../../store/schools.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import type { StageContext } from '../stageContext.ts';
import { assessWeek } from './assessWeek.ts';
import { linkTo } from './linkTo.ts';
import { loadDigestFacts } from './loadDigestFacts.ts';
import { messageId } from './writeDigests.ts';

/** A school's files come in several pieces: only when none came for so long is what came looked at. */
const QUIET_MS = 60 * 60_000;

/**
 * Where something of a digest's week has come since it was written, writes the reader one supplement: who is new or
 * higher than they were told; or, where the digest had to say that something was missing and it is here, that nobody
 * is. It is written once; what comes after is next week's.
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
  if (facts === undefined || !isWorthTelling(facts, digest)) return undefined;
  const [reader] = await listReadersByIds(store, [digest.readerId]);
  if (!reader || reader.stoppedAt !== undefined) return undefined;
  const link = linkTo(context.configuration, `digests/${digestId}:late`);
  const { choice = EVERYTHING } = reader;
  const build = (detail: DigestDetail): DigestView =>
    leaveOut(
      buildDigest(
        { ...facts, reader, detail, ...(link === undefined ? {} : { link }) },
        lateWording(chosenWording(wordingOf(school.digestWording), choice)),
      ),
      digest.kind,
      choice,
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
    entriesThen: facts.arrivals.incidents,
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
  if ((await countWaitingDeliveries(store, schoolUrn)) > 0) return false;
  return digest.hadGaps || (await cameLate(store, schoolUrn, digest));
}

/** True when an entry of the digest's week, or of one before, was received after it was last looked at. */
async function cameLate(store: Store, schoolUrn: Urn, digest: DigestRecord): Promise<boolean> {
  const start = mondayOfIsoWeek(digest.week);
  if (start === undefined) return false;
  const before = londonInstant(addDays(start, 7), '00:00');
  return (await countReceivedLate(store, schoolUrn, before, digest.lookedAt ?? digest.writtenAt)) > 0;
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

function isWorthTelling(facts: SchoolWeekFacts, { hadGaps, entriesThen }: DigestRecord): boolean {
  const isWhole = hadGaps && !hasGaps(facts);
  return facts.children.length > 0 || isWhole || (entriesThen === 0 && facts.arrivals.incidents > 0);
}

function lateWording(wording: DigestWording): DigestWording {
  return {
    ...wording,
    title: `${wording.title}: what came late`,
    order: ['whatChanged', 'discuss', 'heldBack'],
  };
}
