/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

export const RECOVERY_CODES = 10;

/**
 * A code such as `kf3m-x9pa-7tde`, about 59 bits.
 * @param random bytes from a cryptographic source, 12 of them
 */
export function writeRecoveryCode(random: Uint8Array): string {
  const letters = [...random.slice(0, GROUPS * GROUP_LENGTH)].map((byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  );
  return Array.from({ length: GROUPS }, (_, i) =>
    letters.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

/** The code as it was written, from however it was typed; undefined when it is none. */
export function readRecoveryCode(text: string): string | undefined {
  const letters = text.toLowerCase().replace(/[\s-]/g, '');
  if (!new RegExp(`^[${ALPHABET}]{${GROUPS * GROUP_LENGTH}}$`).test(letters)) return undefined;
  return letters.match(/.{4}/g)?.join('-');
}
