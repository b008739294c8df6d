import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** OWASP's password storage cheat sheet: argon2id (the library's own choice), 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** NCSC and DfE: length, or three random words, and no rules of composition; common passwords are refused. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** zxcvbn's 3: beyond ten to the eighth guesses, which is what online guessing behind our waits cannot reach. */
const LOWEST_SCORE = 3;

const guesser = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Why a text cannot be a password, in a sentence for the person, or undefined when it can.
 * @param own words others know of the person: name, address, school
 */
export function passwordProblem(password: string, own: readonly string[]): string | undefined {
  if (password.length < SHORTEST_PASSWORD)
    return `Use at least ${SHORTEST_PASSWORD} characters: three random words do well`;
  if (password.length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters`;
  const words = own
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2);
  if (guesser.check(password, [...words, 'throughline', 'safeguarding']).score < LOWEST_SCORE)
    return 'This password is common or easy to guess: use three random words';
  return undefined;
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

/** Verifying takes as long when there is no account or no password, so that neither can be told from outside. */
let nobodysHash: Promise<string> | undefined;

export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const known = passwordHash ?? (await (nobodysHash ??= hashPassword('nobody has this password')));
  const fits = await verify(known, password.slice(0, LONGEST_PASSWORD)).catch(() => false);
  return fits && passwordHash !== undefined;
}
