import process from 'node:process';
import { Command } from 'commander';
import { fileForSearch } from '../store/fileForSearch.ts';
import { closeStore, openStore } from '../store/openStore.ts';
import { runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';

/** Files entries for search that were stored before search could find them. */
async function main(): Promise<void> {
  new Command('search:index')
    .description(
      'Files for search the entries stored before it could find them. Safe to stop and to run again, beside live work.',
    )
    .exitOverride()
    .parse();
  await withRuntime(async ({ mongoUri }) => {
    const store = await openStore(mongoUri);
    try {
      const filed = await fileForSearch(store, (soFar) => process.stderr.write(`${soFar} …\n`));
      process.stdout.write(`${filed} entries were filed for search.\n`);
    } finally {
      await closeStore(store);
    }
  });
}

runScript(main);
