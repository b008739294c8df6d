import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { readRecoveryCode, RECOVERY_CODES, writeRecoveryCode } from '../../domain/signIn/recoveryCode.ts';
import { amendSignIn, hashToken, type PersonRecord } from '../../store/people.ts';
import type { Store } from '../../store/openStore.ts';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, half a minute. */
const PERIOD_SECONDS = 30;
/** A clock may be half a minute out either way. */
const STEPS_EITHER_SIDE = 1;

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Throughline',
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  });
}

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from the square code. */
export function totpAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** The code of an instant: for the fictional people of the demo, and for tests. */
export function totpCode(secret: string, at: Date): string {
  return totpOf(secret, 'code').generate({ timestamp: at.getTime() });
}

/** The time step a code belongs to, or undefined when it is not a code of about now. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = totpOf(secret, 'code').validate({
    token: code.replace(/\s/g, ''),
    timestamp,
    window: STEPS_EITHER_SIDE,
  });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

export type CodeTaken = 'code' | 'recovery-code' | 'no';

/**
 * Takes a code of the person's app, or one of their recovery codes, once: the same code again, even at the same
 * instant from another process, is refused.
 */
export async function takeCode(
  store: Store,
  person: PersonRecord,
  text: string,
  now: Date,
): Promise<CodeTaken> {
  const { _id, totp } = person;
  if (!totp?.confirmedAt) return 'no';
  const recovery = readRecoveryCode(text);
  if (recovery !== undefined) {
    const hash = hashToken(recovery);
    const taken = await amendSignIn(store, _id, {
      only: { recoveryCodes: hash },
      pull: { recoveryCodes: hash },
    });
    return taken ? 'recovery-code' : 'no';
  }
  const step = totpStep(totp.secret, text, now);
  if (step === undefined) return 'no';
  const taken = await amendSignIn(store, _id, {
    only: { $or: [{ 'totp.lastStep': { $exists: false } }, { 'totp.lastStep': { $lt: step } }] },
    set: { 'totp.lastStep': step },
  });
  return taken ? 'code' : 'no';
}

/** New recovery codes in place of all earlier ones. They are shown once; only their hashes are kept. */
export function newRecoveryCodes(): { readonly codes: string[]; readonly hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => writeRecoveryCode(randomBytes(12)));
  return { codes, hashes: codes.map(hashToken) };
}
