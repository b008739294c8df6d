import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Configuration } from '../../domain/configuration.ts';
import { printDigest } from '../../domain/digest/printDigest.ts';
import {
  claimDigest,
  findDigest,
  markDigestRefused,
  markDigestSent,
  releaseDigest,
  type DigestRecord,
} from '../../store/digests.ts';
import { renderPdf } from '../../templates/pdf/renderPdf.ts';
import type { StageContext } from '../stageContext.ts';

/** A mail server silent for so long has let the conversation go; a file can be written over at once. */
const GIVE_UP_AFTER_MS = { smtp: 10 * 60_000, outbox: 15_000 } as const;
const SOCKET_TIMEOUT_MS = 60_000;
/** Codes of nodemailer and the file system for what failed before anything was handed over. */
const NO_CONVERSATION: ReadonlySet<string> = new Set([
  ...['ECONNECTION', 'ECONNREFUSED', 'EDNS', 'EAUTH', 'EENVELOPE', 'ETLS'],
  ...['ENOSPC', 'EACCES', 'ENOENT', 'EROFS'],
]);

/**
 * Sends one digest, unless it is sent already. The claim in the database keeps two workers from sending the same.
 * Between a mail server's yes and our note of it there is a moment no protocol closes: a worker killed just then
 * leaves the digest claimed, and it is tried again later under the same Message-ID, by which mail systems
 * recognise a second copy. A file in the outbox is simply written over.
 * @throws when the mail server did not take it, so that the job is tried again
 */
export async function sendDigest(context: StageContext, digestId: string): Promise<void> {
  const { store, configuration, log, metrics } = context;
  const digest = await findDigest(store, digestId);
  if (
    !digest ||
    !(await claimDigest(store, digestId, context.now(), GIVE_UP_AFTER_MS[configuration.mail.kind]))
  )
    return;
  try {
    await deliver(configuration, digest, context.now());
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
  await markDigestSent(store, digestId, configuration.mail.kind, context.now());
  metrics.digests.inc({ outcome: 'sent' });
  log('info', 'digest sent', { kind: digest.kind, week: digest.week });
}

/**
 * The mail server's answer when trying again cannot help: permanent refusals (RFC 5321 section 4.2.1, 5yz) of the
 * address or the message. A refusal of our own sign-in is the deployment's to mend, and is tried again.
 */
function refusedForGood(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('responseCode' in error)) return undefined;
  const { responseCode } = error;
  const ours = 'code' in error && error.code === 'EAUTH';
  return typeof responseCode === 'number' && responseCode >= 550 && !ours ? responseCode : undefined;
}

/** An answer of refusal, or none because there was no conversation; after anything else the server may have it. */
function wasNotTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const refused =
    'responseCode' in error && typeof error.responseCode === 'number' && error.responseCode >= 400;
  return refused || ('code' in error && NO_CONVERSATION.has(String(error.code)));
}

async function deliver(configuration: Configuration, digest: DigestRecord, now: Date): Promise<void> {
  if (configuration.mail.kind === 'outbox') return writeToOutbox(configuration.outboxDir, digest, now);
  const transport = createTransport({ url: configuration.mail.url, socketTimeout: SOCKET_TIMEOUT_MS });
  try {
    await transport.sendMail({
      from: configuration.mailFrom,
      to: digest.to,
      subject: digest.subject,
      html: digest.html,
      text: digest.text,
      messageId: digest.messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Names leave by e-mail only where the deployment says that its mail is safe from end to end.
      ...(digest.detail === 'full'
        ? { attachments: [{ filename: `digest-${digest.week}.pdf`, content: await printed(digest, now) }] }
        : {}),
    });
  } finally {
    transport.close();
  }
}

function printed(digest: DigestRecord, now: Date): Promise<Buffer> {
  return renderPdf(printDigest(digest.view, { by: 'Throughline', at: now }));
}

async function writeToOutbox(outboxDir: string, digest: DigestRecord, now: Date): Promise<void> {
  await mkdir(outboxDir, { recursive: true, mode: 0o700 });
  const name = outboxName(digest);
  const forms: readonly (readonly [string, string | Buffer])[] = [
    ['html', digest.html],
    ['txt', digest.text],
    ['pdf', await printed(digest, now)],
    ['json', `${JSON.stringify(digest.view, null, 2)}\n`],
  ];
  for (const [extension, content] of forms) {
    const path = join(outboxDir, `${name}.${extension}`);
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}

/** Week, school (or how many) and a number for the reader: file names name nobody. */
function outboxName(digest: Pick<DigestRecord, 'week' | 'schoolUrns' | 'messageId'>): string {
  const [first = 'none', ...others] = digest.schoolUrns;
  const schools = others.length === 0 ? first : `${others.length + 1}-schools`;
  return `${digest.week}-${schools}-${digest.messageId.slice(1, 9)}`;
}
