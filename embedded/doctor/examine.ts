import { join } from 'node:path';
import { checkLogs } from '../storage/checkLog.ts';
import { openCatalog } from '../storage/catalog.ts';
import { openLevelStore } from '../storage/levelStore.ts';
import { checkCollection, type CollectionReport } from './checkCollection.ts';
import { rebuildCollection } from './rebuildCollection.ts';

/** What a data folder was found to be. */
export interface Examination {
  /** Damage in the log, each in a line: acknowledged writes are gone. */
  readonly logDamage: readonly string[];
  readonly collections: readonly CollectionReport[];
}

/**
 * Examines a data folder that no server has open.
 * @param rebuild makes the indexes and counts of collections with problems anew, and sets damaged documents aside
 * @returns what was found, as it was before anything was rebuilt
 * @throws DataFolderRefused when the folder is in use, of another version, or its log is damaged and `rebuild`
 *   is false
 */
export async function examine(folder: string, rebuild: boolean): Promise<Examination> {
  const logDamage = checkLogs(folder);
  const store = await openLevelStore(folder, { acceptDamage: rebuild });
  try {
    const catalog = await openCatalog(store);
    const collections: CollectionReport[] = [];
    for (const collection of catalog.all()) {
      const report = await checkCollection(catalog, collection);
      collections.push(report);
      if (rebuild && report.problems.length > 0)
        await rebuildCollection(catalog, collection, report, join(folder, 'set-aside'));
    }
    return { logDamage, collections };
  } finally {
    await store.close();
  }
}
