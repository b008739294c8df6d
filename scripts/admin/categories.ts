import type { Command } from 'commander';
import { listSchools } from '../../store/schools.ts';
import type { Store } from '../../store/openStore.ts';
import { listUnmappedCategories } from '../../store/sourceCategories.ts';

type Act = (act: (store: Store) => Promise<void>) => Promise<void>;

/** Adds the command that lists what schools call their entries and the tagger does not know. */
export function addCategoryCommand(command: Command, withStore: Act, say: (line: string) => void): void {
  command
    .command('categories')
    .description(
      'lists the sources’ own categories that mean nothing to the tagger yet; their schools say on a page what they mean',
    )
    .action(() =>
      withStore(async (store) => {
        const schools = await listSchools(store);
        const unmapped = await listUnmappedCategories(store, {
          schoolUrns: schools.map((school) => school._id),
        });
        if (unmapped.length === 0) say('Every category in use is known.');
        for (const { schoolUrn, category, entries } of unmapped)
          say(`${schoolUrn}  ${String(entries).padStart(6)}  ${category}`);
      }),
    );
}
