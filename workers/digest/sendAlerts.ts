import { createHash } from 'node:crypto';
import { buildAlert, type AlertedChild } from '../../domain/digest/buildAlert.ts';
import { digestKindOf } from '../../domain/digest/digestReader.ts';
import { groupBy } from '../../domain/groupBy.ts';
import {
  claimAlert,
  listAlertsToSend,
  markAlertSent,
  releaseAlert,
  type AlertRecord,
} from '../../store/alerts.ts';
import { recordAudit } from '../../store/audit.ts';
import { listIncidentsByIds } from '../../store/incidents.ts';
import type { Store } from '../../store/openStore.ts';
import { listPupils } from '../../store/pupils.ts';
import { listReaders, type ReaderRecord } from '../../store/readers.ts';
import { findSchool } from '../../store/schools.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import type { StageContext } from '../stageContext.ts';
import { entryFacts, nameOf } from '../../store/entryFacts.ts';
import { deliverMessage, GIVE_UP_AFTER_MS, wasNotTaken } from './deliverMessage.ts';

/** What a school has more of in a day than it can read one by one waits for so long, and goes out together. */
const GATHER_MS = 60 * 60_000;

/**
 * Tells schools of what cannot wait: one message a school and turn, to everybody who reads its own digest. An alert is
 * claimed before it is sent and noted after; a worker killed between leaves it claimed, and it is told again later
 * under the same Message-ID. A school with nobody to tell keeps its alerts waiting, and the log says so.
 * @throws when a school could not be told, once the others are, so that the job is tried again
 */
export async function sendAlerts(context: StageContext): Promise<void> {
  const { store, configuration } = context;
  const now = context.now();
  const giveUpAfterMs = GIVE_UP_AFTER_MS[configuration.mail.kind];
  const ripe = (await listAlertsToSend(store, now, giveUpAfterMs)).filter(
    ({ gathered, raisedAt }) =>
      now.getTime() - raisedAt.getTime() >= (gathered ? GATHER_MS : configuration.alertHoldSeconds * 1000),
  );
  let failure: unknown;
  for (const [, ofSchool] of groupBy(ripe, ({ schoolUrn, gathered }) => `${schoolUrn}:${gathered}`)) {
    // A school that cannot be told must not keep the others from being told; the job fails once they are.
    try {
      await tellSchool(context, ofSchool, giveUpAfterMs);
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
  const children = await loadChildren(store, claimed);
  try {
    for (const [detail, together] of groupBy(
      readers,
      (reader) => reader.detail ?? configuration.digestDetail,
    )) {
      const view = buildAlert({
        school: school.name,
        detail,
        generatedAt: context.now(),
        alerts: children,
        gathered: first.gathered,
        ...(configuration.publicUrl === undefined ? {} : { link: configuration.publicUrl }),
      });
      await deliver(context, claimed, together, renderDigest(view, configuration.digestTemplatesDir));
    }
  } catch (error) {
    if (wasNotTaken(error)) for (const { _id } of claimed) await releaseAlert(store, _id);
    throw error;
  }
  for (const { _id } of claimed) await markAlertSent(store, _id, context.now());
  await recordAudit(store, {
    at: context.now(),
    action: 'sent-alert',
    about: { schoolUrns: [first.schoolUrn], count: claimed.length, what: configuration.mail.kind },
    route: 'digest',
  });
  log('info', 'alerts sent', { schoolUrn: first.schoolUrn, count: claimed.length });
}

async function deliver(
  { configuration }: StageContext,
  alerts: readonly AlertRecord[],
  readers: readonly ReaderRecord[],
  rendered: ReturnType<typeof renderDigest>,
): Promise<void> {
  const of = [...alerts.map(({ _id }) => _id), ...readers.map(({ _id }) => _id)].join('+');
  const key = createHash('sha256').update(of).digest('hex').slice(0, 32);
  await deliverMessage(configuration, {
    to: readers.map(({ email }) => email),
    ...rendered,
    messageId: `<${key}@throughline>`,
    outboxName: `alert-${alerts[0]?.schoolUrn ?? 'none'}-${key.slice(0, 8)}`,
    attachments: [],
    inOutbox: [],
  });
}

async function loadChildren(store: Store, alerts: readonly AlertRecord[]): Promise<AlertedChild[]> {
  const pupils = await listPupils(store, [...new Set(alerts.map(({ pupilId }) => pupilId))]);
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  const incidents = await listIncidentsByIds(
    store,
    alerts.map(({ subjectId }) => subjectId),
  );
  const entries = new Map(incidents.map((incident) => [incident._id, incident]));
  return alerts.flatMap(({ pupilId, subjectId }) => {
    const pupil = byId.get(pupilId);
    const incident = entries.get(subjectId);
    if (!pupil) return [];
    return [
      {
        name: nameOf(pupil),
        ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }),
        ...(incident === undefined ? {} : { entry: entryFacts(incident) }),
      },
    ];
  });
}
