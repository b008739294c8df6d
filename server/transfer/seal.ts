import { randomInt } from 'node:crypto';
import { Encrypter } from 'age-encryption';

/** The passphrase has 100 bits of its own: scrypt need not add to it, and this opens in a moment on a server. */
const WORK_FACTOR = 12;
/** Without those that are taken for one another. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A passphrase of 20 characters out of 32, in groups to be read aloud. */
export function newPassphrase(): string {
  const group = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** Who can open it: whoever has the passphrase, or the owner of an age public key. */
export type SealedFor = { readonly passphrase: string } | { readonly recipient: string };

/**
 * Encrypts bytes as age does: `age -d FILE` opens it with the passphrase or the recipient's key.
 * @returns undefined where the recipient is no age public key
 */
export async function seal(bytes: Uint8Array, sealedFor: SealedFor): Promise<Uint8Array | undefined> {
  const encrypter = new Encrypter();
  if ('recipient' in sealedFor) {
    try {
      encrypter.addRecipient(sealedFor.recipient);
    } catch {
      return undefined;
    }
  } else {
    encrypter.setScryptWorkFactor(WORK_FACTOR);
    encrypter.setPassphrase(sealedFor.passphrase);
  }
  return encrypter.encrypt(bytes);
}
