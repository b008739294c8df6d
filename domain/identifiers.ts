/**
 * Identifiers that look alike are told apart by brands, so that a school number can never be
 * passed where a pupil number is meant.
 */
declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Unique Pupil Number: 13 characters, the first a check letter. */
export type Upn = Brand<string, 'Upn'>;
/** Unique Reference Number of a school: 6 digits. */
export type Urn = Brand<string, 'Urn'>;

/** The 23 letters a UPN may use: no I, O or S (GovTalk data standard UniquePupilNumber 2.0). */
const UPN_ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const UPN_SHAPE = /^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/;

/**
 * The check letter for the twelve characters that follow it: each character's value times its
 * position (2 to 13), summed, modulo 23 (GovTalk data standard UniquePupilNumber 2.0).
 * @param body twelve characters: eleven digits, then a digit or (temporary UPN) a letter
 */
export function upnCheckLetter(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const character = body.charAt(i);
    const digit = character.charCodeAt(0) - 48;
    const value = digit >= 0 && digit <= 9 ? digit : UPN_ALPHABET.indexOf(character);
    sum += value * (i + 2);
  }
  return UPN_ALPHABET.charAt(sum % 23);
}

export type UpnProblem = 'wrong-shape' | 'wrong-check-letter';

/** Why a text is not a UPN, or undefined when it is one. Expects upper case without spaces. */
export function upnProblem(text: string): UpnProblem | undefined {
  if (!UPN_SHAPE.test(text)) return 'wrong-shape';
  return upnCheckLetter(text.slice(1)) === text.charAt(0) ? undefined : 'wrong-check-letter';
}

/** True for a well-formed UPN whose check letter verifies. Expects upper case without spaces. */
export function isUpn(text: string): text is Upn {
  return upnProblem(text) === undefined;
}

/** True for a temporary UPN, which ends in a letter and is replaced when the permanent one is known. */
export function isTemporaryUpn(upn: Upn): boolean {
  return /[A-Z]$/.test(upn);
}

/** True for six digits, as GIAS numbers schools. */
export function isUrn(text: string): text is Urn {
  return /^\d{6}$/.test(text);
}
