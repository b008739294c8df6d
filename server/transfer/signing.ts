import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Signed } from '../../domain/transfer/transferFile.ts';

/** Signs a text with an Ed25519 key in PEM. */
export function signText(text: string, privatePem: string): Signed {
  const key = createPrivateKey(privatePem);
  return {
    signed: text,
    publicKey: publicKeyOf(privatePem),
    signature: sign(null, Buffer.from(text), key).toString('base64'),
  };
}

/** The public half of a key in PEM, as base64 of its SPKI DER. */
export function publicKeyOf(privatePem: string): string {
  return createPublicKey(createPrivateKey(privatePem))
    .export({ type: 'spki', format: 'der' })
    .toString('base64');
}

/** True when the text was signed with the key it names, whosever that is: compare its fingerprint with its owner. */
export function isSigned({ signed, publicKey, signature }: Signed): boolean {
  const key = readKey(publicKey);
  if (key?.asymmetricKeyType !== 'ed25519') return false;
  return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'));
}

function readKey(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  } catch {
    return undefined;
  }
}

/** A key to be read aloud: the first 16 bytes of its SHA-256, in groups of four digits. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return (hash.slice(0, 32).match(/.{4}/g) ?? []).join(' ');
}
