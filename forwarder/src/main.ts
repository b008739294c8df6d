import process from 'node:process';
import { BadUsage } from './badUsage.ts';
import { openProgress } from './progress.ts';
import { runForwarder, type Ending } from './runForwarder.ts';
import { HELP, parseSettings } from './settings.ts';

/** The school-side forwarder, as a command. */
async function main(): Promise<Ending> {
  const settings = parseSettings(process.argv.slice(2));
  if (settings === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      process.once(name, () => process.exit(1));
      stop.abort();
    });
  }
  return runForwarder(settings, openProgress(), stop.signal);
}

main().then(
  (ending) => process.exit(ending),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof BadUsage ? 2 : 1);
  },
);
