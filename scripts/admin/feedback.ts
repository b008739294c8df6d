import type { Command } from 'commander';
import { parseConfiguration } from '../../domain/configuration.ts';
import { countFeedback, setFeedback } from '../../store/feedback.ts';
import type { Store } from '../../store/openStore.ts';
import { findLiveSource } from '../../store/sources.ts';
import { mayGoTo } from '../../workers/feedback/postFeedback.ts';
import { BadUsage } from '../process/runScript.ts';

/** Has a school's own system told what became of its deliveries. */
export function addFeedbackCommand(
  command: Command,
  withStore: (act: (store: Store) => Promise<void>) => Promise<void>,
  say: (line: string) => void,
): void {
  command
    .command('feedback')
    .description(
      'has a source told by webhook what became of its deliveries; without an address, says how that goes',
    )
    .argument('<sourceId>')
    .argument('[url]', 'an https address at the school')
    .option('--stop', 'tells it no more')
    .action((sourceId: string, url: string | undefined, options: { stop?: boolean }) =>
      withStore(async (store) => {
        if (url !== undefined) await begin(store, sourceId, url, say);
        else if (options.stop) await end(store, sourceId, say);
        else await show(store, sourceId, say);
      }),
    );
}

const NO_SOURCE = '<sourceId>: expected the id of a source';

async function begin(
  store: Store,
  sourceId: string,
  url: string,
  say: (line: string) => void,
): Promise<void> {
  if (!mayGoTo(url, parseConfiguration(process.env).feedbackToPrivate)) {
    throw new BadUsage(
      '<url>: expected an https address on the public internet (FEEDBACK_TO_PRIVATE=allow admits others)',
    );
  }
  const secret = await setFeedback(store, sourceId, { url, now: new Date() });
  if (secret === undefined) throw new BadUsage(NO_SOURCE);
  say(`secret: ${secret}`);
  say('Messages are signed with it; it is shown this once. Deliveries received from now on are told of.');
}

async function end(store: Store, sourceId: string, say: (line: string) => void): Promise<void> {
  if ((await setFeedback(store, sourceId, undefined)) === undefined) throw new BadUsage(NO_SOURCE);
  say(`${sourceId} is told no more. What became of its deliveries can still be asked for.`);
}

async function show(store: Store, sourceId: string, say: (line: string) => void): Promise<void> {
  const source = await findLiveSource(store, sourceId);
  if (!source) throw new BadUsage(NO_SOURCE);
  const counts = await countFeedback(store, sourceId);
  say(source.feedback ? `told at ${source.feedback.url}` : 'not told');
  say(`told ${counts.told}, still to be told ${counts.due}, given up ${counts['given-up']}`);
}
