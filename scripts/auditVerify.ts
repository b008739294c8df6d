import process from 'node:process';
import { Command } from 'commander';
import type { ChainProblem } from '../domain/audit/verifyChain.ts';
import { verifyAudit } from '../store/audit.ts';
import { closeStore, openStore } from '../store/openStore.ts';
import { BadUsage, runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';

const PROBLEMS: Readonly<Record<ChainProblem['problem'], string>> = {
  missing: 'is missing',
  changed: 'was changed after it was written',
  'does-not-follow': 'does not follow the line before it',
};

/** The audit log has a line that was changed or is missing: exit code 1. */
class AuditBroken extends Error {}

/**
 * Reads the audit log from its first line and says whether a line was changed or is missing. A log cut off at its
 * end still hangs together, so the last line's number and hash are printed to be kept elsewhere and given next time.
 */
async function main(): Promise<void> {
  const { expect } = new Command('audit:verify')
    .description('Checks that no line of the audit log was changed or is missing.')
    .option('--expect <number:hash>', 'a line that must still be there, as an earlier check printed it')
    .exitOverride()
    .parse()
    .opts<{ expect?: string }>();
  const expected = expect === undefined ? undefined : parseExpected(expect);
  await withRuntime(async ({ mongoUri }) => {
    const store = await openStore(mongoUri);
    try {
      let found = expected === undefined;
      const { sequence, hash, problems } = await verifyAudit(store, (state) => {
        if (expected && state.sequence === expected.sequence) found = state.hash === expected.hash;
      });
      for (const problem of problems) say(`line ${problem.sequence} ${PROBLEMS[problem.problem]}`);
      if (!found) say(`line ${expected?.sequence} is not the one it was`);
      if (problems.length > 0 || !found) throw new AuditBroken('the audit log does not hang together');
      say(`${sequence} lines, none changed or missing. Keep this to give to --expect: ${sequence}:${hash}`);
    } finally {
      await closeStore(store);
    }
  });
}

function parseExpected(text: string): { sequence: number; hash: string } {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new BadUsage('--expect: expected a number, a colon and a hash, as an earlier check printed them');
  return { sequence: Number(sequence), hash };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

runScript(main);
