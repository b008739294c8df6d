import process from 'node:process';
import { CommanderError } from 'commander';
import { ConfigurationRefused } from '../../domain/configuration.ts';

/** The command was used wrongly, or its input is: exit code 2. */
export class BadUsage extends Error {}

/**
 * Runs a command to its end: its exit code is 0, 2 on bad usage or input, 1 on any other failure, with the
 * reason in a line on standard error.
 */
export function runScript(main: () => Promise<void>): void {
  main().then(
    () => process.exit(),
    (error: unknown) => {
      if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
      const usage = error instanceof BadUsage || error instanceof ConfigurationRefused;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(usage ? 2 : 1);
    },
  );
}

/** Settles when the process is asked to stop; a second request ends it at once. */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}
