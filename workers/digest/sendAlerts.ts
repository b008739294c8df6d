import { createHash } from 'node:crypto';
import { buildAlert, type AlertedChild } from '../../domain/digest/buildAlert.ts';
import { buildAlertTakenBack, type TakenBackAlert } from '../../domain/digest/buildAlertTakenBack.ts';
import type { DigestView } from '../../domain/digest/digestView.ts';
import { digestKindOf } from '../../domain/digest/digestReader.ts';
import { groupBy } from '../../domain/groupBy.ts';
import {
  claimAlert,
  listAlertsToSend,
  mapSentAt,
  markAlertSent,
  noteAlertsTold,
  releaseAlert,
  type AlertRecord,
} from '../../store/alerts.ts';
import { recordAudit } from '../../store/audit.ts';
import { listIncidentsByIds } from '../../store/incidents.ts';
import type { Store } from '../../store/openStore.ts';
import { listPupils, type PupilRecord } from '../../store/pupils.ts';
import { listReaders, type ReaderRecord } from '../../store/readers.ts';
import { findSchool, type SchoolRecord } from '../../store/schools.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import { noteCameBack } from '../../store/bounces.ts';
import type { StageContext } from '../stageContext.ts';
import { entryFacts, nameOf } from '../../store/entryFacts.ts';
import { deliverMessage, GIVE_UP_AFTER_MS, refusedForGood, wasNotTaken } from './deliverMessage.ts';
import { linkTo } from './linkTo.ts';

/** What a school has more of in a day than it can read one by one waits for so long, and goes out in one message. */
const GATHER_MS = 60 * 60_000;

/**
 * Tells schools of what cannot wait: one message a school and turn, to everybody who reads its own digest. An alert is
 * claimed before it is sent and noted after, reader by reader; a worker killed between leaves it claimed, and whoever
 * was not told is told later under the same Message-ID. A school with nobody to tell keeps its alerts waiting, and the
 * log says so.
 * @throws when a school could not be told, once the others are, so that the job is tried again
 */
export async function sendAlerts(context: StageContext): Promise<void> {
  const { store, configuration } = context;
  const now = context.now();
  const giveUpAfterMs = GIVE_UP_AFTER_MS[configuration.mail.kind];
  const waiting = await listAlertsToSend(store, now, giveUpAfterMs);
  const isRipe = ({ gathered, raisedAt }: AlertRecord): boolean =>
    now.getTime() - raisedAt.getTime() >= (gathered ? GATHER_MS : configuration.alertHoldSeconds * 1000);
  let failure: unknown;
  const message = ({ schoolUrn, gathered, takesBack }: AlertRecord): string =>
    `${schoolUrn}:${gathered}:${takesBack !== undefined}`;
  for (const [, ofSchool] of groupBy(waiting, message)) {
    const ripe = ofSchool.filter(isRipe);
    // What is gathered goes with the first of it that has waited long enough: a message an hour at most.
    const together = ofSchool[0]?.gathered === true && ripe.length > 0 ? ofSchool : ripe;
    // A school that cannot be told must not keep the others from being told; the job fails once they are.
    try {
      await tellSchool(context, together, giveUpAfterMs);
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== undefined) throw failure;
}

async function tellSchool(
  context: StageContext,
  ripe: readonly AlertRecord[],
  giveUpAfterMs: number,
): Promise<void> {
  const { store, configuration, log } = context;
  const [first] = ripe;
  const school = first && (await findSchool(store, first.schoolUrn));
  if (!first || !school) return;
  const readers = (await listReaders(store, first.schoolUrn)).filter(
    ({ role, schoolUrns }) => digestKindOf(role, schoolUrns.length) === 'school',
  );
  if (readers.length === 0) {
    log('error', 'nobody to alert', { schoolUrn: first.schoolUrn, count: ripe.length });
    return;
  }
  const claimed: AlertRecord[] = [];
  for (const alert of ripe) {
    if (await claimAlert(store, alert._id, context.now(), giveUpAfterMs)) claimed.push(alert);
  }
  if (claimed.length === 0) return;
  const { told, failure } = await tellReaders(context, { school, claimed, readers });
  if (failure !== undefined || told === 0) {
    if (failure === undefined || wasNotTaken(failure))
      for (const { _id } of claimed) await releaseAlert(store, _id);
    if (failure !== undefined) throw failure;
    log('error', 'nobody to alert', { schoolUrn: first.schoolUrn, count: claimed.length });
    return;
  }
  await recordAudit(store, {
    at: context.now(),
    action: 'sent-alert',
    about: { schoolUrns: [first.schoolUrn], count: claimed.length, what: configuration.mail.kind },
    route: 'digest',
  });
  for (const { _id } of claimed) await markAlertSent(store, _id, context.now());
  log('info', 'alerts sent', { schoolUrn: first.schoolUrn, count: claimed.length });
}

interface Telling {
  readonly school: SchoolRecord;
  readonly claimed: readonly AlertRecord[];
  readonly readers: readonly ReaderRecord[];
}

/**
 * Tells each reader who has not been told; an address that is refused for good is noted, and keeps nobody else waiting.
 * @returns how many have been told by now, and what else failed
 */
async function tellReaders(
  context: StageContext,
  { school, claimed, readers }: Telling,
): Promise<{ told: number; failure: unknown }> {
  const { store, configuration } = context;
  const write = await writerOf(context, school, claimed);
  let told = 0;
  let failure: unknown;
  for (const reader of readers) {
    if (claimed.every(({ toldReaderIds = [] }) => toldReaderIds.includes(reader._id))) {
      told += 1;
      continue;
    }
    const view = write(reader);
    try {
      await deliver(context, claimed, reader, renderDigest(view, configuration.digestTemplatesDir));
    } catch (error) {
      const refusedWith = refusedForGood(error);
      if (refusedWith === undefined)
        failure = failure === undefined || wasNotTaken(failure) ? error : failure;
      else await noteCameBack(store, reader, { at: context.now(), status: String(refusedWith) });
      continue;
    }
    await noteAlertsTold(
      store,
      claimed.map(({ _id }) => _id),
      [reader._id],
    );
    told += 1;
  }
  return { told, failure };
}

/** How the message is written for a reader. */
async function writerOf(
  { store, configuration, now }: StageContext,
  school: SchoolRecord,
  claimed: readonly AlertRecord[],
): Promise<(reader: ReaderRecord) => DigestView> {
  const link = linkTo(configuration, '');
  const pupils = await listPupils(store, [...new Set(claimed.map(({ pupilId }) => pupilId))]);
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  const [first] = claimed;
  const takenBack = first?.takesBack && (await loadTakenBack(store, claimed, byId));
  const children = takenBack ? [] : await loadChildren(store, claimed, byId);
  return (reader) => {
    const facts = {
      school: school.name,
      detail: reader.detail ?? configuration.digestDetail,
      generatedAt: now(),
      ...(link === undefined ? {} : { link }),
    };
    if (takenBack) return buildAlertTakenBack(facts, takenBack);
    return buildAlert({ ...facts, alerts: children, gathered: first?.gathered === true });
  };
}

async function deliver(
  { configuration }: StageContext,
  alerts: readonly AlertRecord[],
  reader: ReaderRecord,
  rendered: ReturnType<typeof renderDigest>,
): Promise<void> {
  // One that was taken back and stands again is another message.
  const of = [...alerts.map(({ _id, raisedAt }) => `${_id}@${raisedAt.getTime()}`), reader._id].join('+');
  const key = createHash('sha256').update(of).digest('hex').slice(0, 32);
  await deliverMessage(configuration, {
    to: [reader.email],
    ...rendered,
    messageId: `<${key}@throughline>`,
    outboxName: `alert-${alerts[0]?.schoolUrn ?? 'none'}-${key.slice(0, 8)}`,
    attachments: [],
    inOutbox: [],
  });
}

async function loadChildren(
  store: Store,
  alerts: readonly AlertRecord[],
  pupils: ReadonlyMap<string, PupilRecord>,
): Promise<AlertedChild[]> {
  const incidents = await listIncidentsByIds(
    store,
    alerts.map(({ subjectId }) => subjectId),
  );
  const entries = new Map(incidents.map((incident) => [incident._id, incident]));
  return alerts.flatMap(({ pupilId, subjectId }) => {
    const pupil = pupils.get(pupilId);
    const incident = entries.get(subjectId);
    if (!pupil) return [];
    return [{ ...whoIs(pupil), ...(incident === undefined ? {} : { entry: entryFacts(incident) }) }];
  });
}

async function loadTakenBack(
  store: Store,
  alerts: readonly AlertRecord[],
  pupils: ReadonlyMap<string, PupilRecord>,
): Promise<TakenBackAlert[]> {
  const sent = await mapSentAt(
    store,
    alerts.flatMap(({ takesBack }) => takesBack?.alertId ?? []),
  );
  return alerts.flatMap(({ pupilId, takesBack }) => {
    const pupil = pupils.get(pupilId);
    if (!pupil || !takesBack) return [];
    const sentAt = sent.get(takesBack.alertId);
    return [{ ...whoIs(pupil), why: takesBack.why, ...(sentAt === undefined ? {} : { sentAt }) }];
  });
}

function whoIs(pupil: PupilRecord): Pick<AlertedChild, 'name' | 'yearGroup'> {
  return { name: nameOf(pupil), ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }) };
}
