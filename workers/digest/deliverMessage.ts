import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Configuration } from '../../domain/configuration.ts';

/** Something to be read by one or several people, in the forms it goes out in. */
export interface OutgoingMessage {
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The same however often it is tried, so that a mail system can drop a second copy. */
  readonly messageId: string;
  /** Name of its files in the outbox, without an ending; names nobody. */
  readonly outboxName: string;
  /** Goes with the e-mail; `inOutbox` are further forms that only a locked folder may hold. */
  readonly attachments: readonly Form[];
  readonly inOutbox: readonly Form[];
}

export interface Form {
  readonly extension: 'pdf' | 'json';
  readonly content: string | Buffer;
}

/** A mail server silent for so long has let the conversation go; a file can be written over at once. */
export const GIVE_UP_AFTER_MS = { smtp: 10 * 60_000, outbox: 15_000 } as const;
const SOCKET_TIMEOUT_MS = 60_000;
/** Codes of nodemailer and the file system for what failed before anything was handed over. */
const NO_CONVERSATION: ReadonlySet<string> = new Set([
  ...['ECONNECTION', 'ECONNREFUSED', 'EDNS', 'EAUTH', 'EENVELOPE', 'ETLS'],
  ...['ENOSPC', 'EACCES', 'ENOENT', 'EROFS'],
]);

/**
 * Hands a message to the mail server, or writes it to the outbox where there is none.
 * @throws when it was not taken; `wasNotTaken` and `refusedForGood` tell what to make of it
 */
export async function deliverMessage(configuration: Configuration, message: OutgoingMessage): Promise<void> {
  if (configuration.mail.kind === 'outbox') return writeToOutbox(configuration.outboxDir, message);
  const transport = createTransport({ url: configuration.mail.url, socketTimeout: SOCKET_TIMEOUT_MS });
  try {
    await transport.sendMail({
      from: configuration.mailFrom,
      to: [...message.to],
      subject: message.subject,
      html: message.html,
      text: message.text,
      messageId: message.messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: message.attachments.map(({ extension, content }) => ({
        filename: `${message.outboxName}.${extension}`,
        content,
      })),
    });
  } finally {
    transport.close();
  }
}

/** An answer of refusal, or none because there was no conversation; after anything else the server may have it. */
export function wasNotTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const refused =
    'responseCode' in error && typeof error.responseCode === 'number' && error.responseCode >= 400;
  // nodemailer calls a refused connection ESOCKET, as it does one that breaks later: the system's call tells them apart.
  const neverMet = 'syscall' in error && error.syscall === 'connect';
  return refused || neverMet || ('code' in error && NO_CONVERSATION.has(String(error.code)));
}

/**
 * The mail server's answer when trying again cannot help: permanent refusals (RFC 5321 section 4.2.1, 5yz) of the
 * address or the message. A refusal of our own sign-in is the deployment's to mend, and is tried again.
 */
export function refusedForGood(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('responseCode' in error)) return undefined;
  const { responseCode } = error;
  const ours = 'code' in error && error.code === 'EAUTH';
  return typeof responseCode === 'number' && responseCode >= 550 && !ours ? responseCode : undefined;
}

async function writeToOutbox(outboxDir: string, message: OutgoingMessage): Promise<void> {
  await mkdir(outboxDir, { recursive: true, mode: 0o700 });
  const forms = [
    { extension: 'html', content: message.html },
    { extension: 'txt', content: message.text },
    ...message.inOutbox,
  ];
  for (const { extension, content } of forms) {
    const path = join(outboxDir, `${message.outboxName}.${extension}`);
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}
