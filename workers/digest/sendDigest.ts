import { printDigest } from '../../domain/digest/printDigest.ts';
import { recordAudit } from '../../store/audit.ts';
import {
  claimDigest,
  findDigest,
  markDigestRefused,
  markDigestSent,
  markDigestStopped,
  releaseDigest,
  type DigestRecord,
} from '../../store/digests.ts';
import { listReadersByIds } from '../../store/readers.ts';
import { renderPdf } from '../../templates/pdf/renderPdf.ts';
import type { StageContext } from '../stageContext.ts';
import {
  deliverMessage,
  GIVE_UP_AFTER_MS,
  refusedForGood,
  wasNotTaken,
  type OutgoingMessage,
} from './deliverMessage.ts';

/**
 * Sends one digest, unless it is sent already. The claim in the database keeps two workers from sending the same.
 * Between a mail server's yes and our note of it there is a moment no protocol closes: a worker killed just then
 * leaves the digest claimed, and it is tried again later under the same Message-ID, by which mail systems
 * recognise a second copy. A file in the outbox is simply written over.
 * @throws when the mail server did not take it, so that the job is tried again
 */
export async function sendDigest(context: StageContext, digestId: string): Promise<void> {
  const { store, configuration, log, metrics } = context;
  const { kind } = configuration.mail;
  const digest = await findDigest(store, digestId);
  if (!digest || !(await claimDigest(store, digestId, context.now(), GIVE_UP_AFTER_MS[kind]))) return;
  if (await isStopped(context, digest)) return markDigestStopped(store, digestId);
  try {
    await deliverMessage(configuration, await messageOf(digest, kind, context.now()));
  } catch (error) {
    metrics.digests.inc({ outcome: 'not-taken' });
    const refusedWith = refusedForGood(error);
    if (refusedWith !== undefined) {
      await markDigestRefused(store, digestId, refusedWith);
      log('error', 'digest refused', { kind: digest.kind, week: digest.week, count: refusedWith });
      return;
    }
    if (wasNotTaken(error)) await releaseDigest(store, digestId);
    throw error;
  }
  await recordAudit(store, {
    at: context.now(),
    action: 'sent-digest',
    about: { digestId, schoolUrns: digest.schoolUrns, what: kind },
    route: 'digest',
  });
  await markDigestSent(store, digestId, kind, context.now());
  metrics.digests.inc({ outcome: 'sent' });
  log('info', 'digest sent', { kind: digest.kind, week: digest.week });
}

/** True when the reader was stopped and nobody has asked for the digest since. */
async function isStopped({ store }: StageContext, { readerId, resends }: DigestRecord): Promise<boolean> {
  const [reader] = await listReadersByIds(store, [readerId]);
  const asked = resends.at(-1)?.at;
  return reader?.stoppedAt !== undefined && (asked === undefined || asked < reader.stoppedAt);
}

/** Names leave by e-mail only where the deployment says that its mail is safe from end to end. */
async function messageOf(digest: DigestRecord, by: 'smtp' | 'outbox', now: Date): Promise<OutgoingMessage> {
  const paper = async (): Promise<OutgoingMessage['attachments']> => [
    {
      extension: 'pdf',
      content: await renderPdf(printDigest(digest.view, { by: 'Throughline', at: now })),
    },
  ];
  const { to, subject, html, text, messageId } = digest;
  return {
    to: [to],
    subject,
    html,
    text,
    messageId,
    outboxName: outboxName(digest),
    attachments: by === 'smtp' && digest.detail === 'full' ? await paper() : [],
    inOutbox:
      by === 'outbox'
        ? [...(await paper()), { extension: 'json', content: `${JSON.stringify(digest.view, null, 2)}\n` }]
        : [],
  };
}

/** Week, school (or how many) and a number for the reader: file names name nobody. */
function outboxName(digest: Pick<DigestRecord, 'week' | 'schoolUrns' | 'messageId'>): string {
  const [first = 'none', ...others] = digest.schoolUrns;
  const schools = others.length === 0 ? first : `${others.length + 1}-schools`;
  return `${digest.week}-${schools}-${digest.messageId.slice(1, 9)}`;
}
