import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Standard Webhooks signatures, checked over the raw bytes. The specification's own JavaScript library decodes
 * the body as UTF-8 first and so refuses rightly signed Windows-1252; hence our own few lines over node:crypto.
 * Source: the Standard Webhooks specification, "Signature scheme" and "Verifying".
 */
export interface SignedMessage {
  readonly id: string;
  /** `webhook-timestamp` as sent: seconds since 1970. */
  readonly timestamp: string;
  /** `webhook-signature` as sent: one or more of `v1,<base64>`, separated by spaces. */
  readonly signature: string;
  readonly body: Uint8Array;
}

export type Verification =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'malformed' | 'stale' }
  | { readonly ok: false; readonly reason: 'wrong-signature' };

/** A message whose timestamp is further from ours, either way, is refused: it may be a replay. */
export const TOLERANCE_SECONDS = 300;

const MAX_SIGNATURES = 10;

/**
 * Whether a message is signed at all, and lately: what can be told before its body is read.
 * @param message its headers
 */
export function checkEnvelope(
  message: Omit<SignedMessage, 'body'>,
  now: Date,
): Exclude<Verification, { reason: 'wrong-signature' }> {
  if (!/^\d{1,12}$/.test(message.timestamp) || !/^[\x21-\x7e]{1,256}$/.test(message.id)) {
    return { ok: false, reason: 'malformed' };
  }
  if (signaturesOf(message).length === 0) return { ok: false, reason: 'malformed' };
  const ageSeconds = Math.abs(now.getTime() / 1000 - Number(message.timestamp));
  return ageSeconds > TOLERANCE_SECONDS ? { ok: false, reason: 'stale' } : { ok: true };
}

/**
 * Whether a message was signed with one of these secrets, lately.
 * @param secrets `whsec_` secrets, any of which may have signed (two while one is being rotated out)
 */
export function verifySignature(message: SignedMessage, secrets: readonly string[], now: Date): Verification {
  const envelope = checkEnvelope(message, now);
  if (!envelope.ok) return envelope;
  const given = signaturesOf(message);
  let matches = false;
  for (const secret of secrets) {
    const expected = signatureOf(message, secret);
    for (const signature of given) {
      // No early end: how long this takes says nothing about which secret or signature fitted.
      if (signature.length === expected.length && timingSafeEqual(signature, expected)) matches = true;
    }
  }
  return matches ? { ok: true } : { ok: false, reason: 'wrong-signature' };
}

function signaturesOf({ signature }: Pick<SignedMessage, 'signature'>): Buffer[] {
  return signature
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .slice(0, MAX_SIGNATURES)
    .map((part) => Buffer.from(part.slice(3), 'base64'));
}

function signatureOf(message: Pick<SignedMessage, 'id' | 'timestamp' | 'body'>, secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key)
    .update(`${message.id}.${message.timestamp}.`)
    .update(message.body)
    .digest();
}

/**
 * The headers that sign a message, for all who send.
 * @param secrets one, or two while one is being rotated out: a receiver takes the message when either fits
 */
export function signMessage(
  message: { id: string; body: Uint8Array; at: Date },
  ...secrets: readonly [string, ...string[]]
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signatures = secrets.map(
    (secret) =>
      `v1,${signatureOf({ id: message.id, timestamp, body: message.body }, secret).toString('base64')}`,
  );
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
