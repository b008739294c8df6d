import { identityToRecipient } from 'age-encryption';
import { getFileIdentity, getSigningKey } from '../../store/settings.ts';
import type { Store } from '../../store/openStore.ts';
import { fingerprintOf, publicKeyOf } from './signing.ts';

/** The keys of this installation, made at first need and kept in its database. */
export interface InstallationKeys {
  /** What files and receipts are signed with; PEM, secret. */
  readonly signingKey: string;
  /** What opens files sealed for us; secret. */
  readonly identity: string;
  /** To be compared with other schools. */
  readonly fingerprint: string;
  /** To be given to schools that send us files. */
  readonly recipient: string;
}

/** The installation's keys for children's files. */
export async function installationKeys(store: Store): Promise<InstallationKeys> {
  const [signingKey, identity] = await Promise.all([getSigningKey(store), getFileIdentity(store)]);
  return {
    signingKey,
    identity,
    fingerprint: fingerprintOf(publicKeyOf(signingKey)),
    recipient: await identityToRecipient(identity),
  };
}
