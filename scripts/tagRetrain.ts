import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { Command } from 'commander';
import { TAG_MODEL } from '../domain/tagging/model/tagModel.ts';
import { listCorrected } from '../store/incidentCorrections.ts';
import { closeStore, openStore } from '../store/openStore.ts';
import { runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';
import { readHeldOut, readMaterial } from './tagging/readMaterial.ts';
import type { Labelled, Score } from './tagging/scoreTagging.ts';
import { retrain } from './tagging/train/retrain.ts';

const MODEL = 'domain/tagging/model/model.json';
const MOST = 20_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function compare(on: string, { before, after }: { before: Score; after: Score }): string {
  const figures = (score: Score): string =>
    `micro-F1 ${score.micro.f1.toFixed(3)}, severity kappa ${score.severityKappa.toFixed(3)}`;
  return `${on} (${before.narratives}): ${figures(before)} before; ${figures(after)} after`;
}

/**
 * npm run tag:retrain
 * Trains the tagger on what this deployment's people corrected as well, and adopts the new model only if it is
 * no worse on narratives it has not seen. `npm run retag` then has the past read again.
 */
async function main(): Promise<void> {
  new Command('tag:retrain')
    .description(
      'Trains the tagger on this deployment’s corrections too; keeps the result if it is no worse.',
    )
    .allowExcessArguments(false)
    .exitOverride()
    .parse();
  await withRuntime(async ({ mongoUri }) => {
    const store = await openStore(mongoUri);
    try {
      const corrected = (await listCorrected(store, MOST)).map(({ _id, narrative, tagging }): Labelled => ({
        id: _id,
        text: narrative,
        labels: tagging.tags.filter((tag) => tag.polarity === 'asserted').map((tag) => tag.category),
        severity: tagging.severity,
        negated: tagging.tags.some((tag) => tag.polarity === 'negated'),
      }));
      if (corrected.length < 5) {
        say(`${corrected.length} corrected entries are too few to learn from; nothing changes.`);
        return;
      }
      const local = `${new Date().toISOString().slice(0, 10)}.${corrected.length}`;
      const material = { ours: readMaterial(), heldOut: readHeldOut() };
      const result = retrain(material, corrected, { standing: TAG_MODEL, local });
      say(compare('Corrected here and held out', result.corrected));
      say(compare('Our own held-out narratives', result.ours));
      if (!result.adopted) {
        say('It is worse on something, so the standing model stays.');
        return;
      }
      writeFileSync(MODEL, JSON.stringify(result.file));
      say('Adopted. Restart the workers, then npm run retag has the past read again.');
    } finally {
      await closeStore(store);
    }
  });
}

runScript(main);
