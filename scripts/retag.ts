import { Command } from 'commander';
import process from 'node:process';
import { TAG_MODEL } from '../domain/tagging/model/tagModel.ts';
import { countWaitingForTags, markForRetagging } from '../store/incidentTags.ts';
import { closeStore, openStore } from '../store/openStore.ts';
import { runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';

/**
 * npm run retag
 * Has everything that an older tagger read be read again. The running workers do the reading, in the order in
 * which it was received; corrections stand. Stopped half-way, or run twice, it comes to the same.
 */
async function main(): Promise<void> {
  new Command('retag')
    .description('Has the workers read again every entry that another version of the tagger read.')
    .allowExcessArguments(false)
    .exitOverride()
    .parse();
  await withRuntime(async ({ mongoUri }) => {
    const store = await openStore(mongoUri);
    try {
      const marked = await markForRetagging(store, TAG_MODEL.version);
      const waiting = await countWaitingForTags(store);
      process.stdout.write(
        `${marked} entries are to be read by version ${TAG_MODEL.version}; ${waiting} wait in all.\n`,
      );
    } finally {
      await closeStore(store);
    }
  });
}

runScript(main);
