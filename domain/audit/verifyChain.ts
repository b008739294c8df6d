import { FIRST_HASH, hashOf, type AuditLine } from './auditEvent.ts';

/** What is wrong with a line of the audit, by its number. */
export interface ChainProblem {
  readonly sequence: number;
  readonly problem: 'missing' | 'changed' | 'does-not-follow';
}

/** How far a chain has been read: nothing but this is held, however long it is. */
export interface ChainState {
  readonly sequence: number;
  readonly hash: string;
  readonly problems: readonly ChainProblem[];
}

export const CHAIN_START: ChainState = { sequence: 0, hash: FIRST_HASH, problems: [] };

/** Far more than anybody reads; a log that is wrong from end to end must not fill the memory. */
const MOST_PROBLEMS = 1000;

/**
 * Reads the next line of a chain, in order of sequence. A missing line is told once, for the first of a gap, and
 * reading goes on from what is there, so that one bad line is not told as many.
 */
export function readChain(state: ChainState, line: AuditLine): ChainState {
  const problems: ChainProblem[] = [];
  const gap = line.sequence > state.sequence + 1;
  if (gap) problems.push({ sequence: state.sequence + 1, problem: 'missing' });
  if (hashOf(line) !== line.hash) problems.push({ sequence: line.sequence, problem: 'changed' });
  else if (!gap && line.previousHash !== state.hash)
    problems.push({ sequence: line.sequence, problem: 'does-not-follow' });
  return {
    sequence: line.sequence,
    hash: line.hash,
    problems: [...state.problems, ...problems].slice(0, MOST_PROBLEMS),
  };
}
