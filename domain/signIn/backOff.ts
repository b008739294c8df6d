/**
 * How long somebody waits after wrong passwords or codes. Attempts are counted for an account from one place (a
 * browser that signed in before, or a network address), never for the account as a whole: nobody can keep a
 * colleague out by guessing on their behalf, and nobody is locked out for good.
 */
export const FREE_ATTEMPTS = 5;
const FIRST_WAIT_SECONDS = 15;
export const LONGEST_WAIT_SECONDS = 900;

/** How long the next attempt waits after this many in a row. */
export function waitSeconds(attempts: number): number {
  if (attempts < FREE_ATTEMPTS) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (attempts - FREE_ATTEMPTS));
}
