import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { openTagModel } from '../domain/tagging/model/tagModel.ts';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import { readMaterial } from './tagging/readMaterial.ts';
import { runScript } from './process/runScript.ts';
import { scoreTagging } from './tagging/scoreTagging.ts';
import type { Score } from './tagging/scoreTagging.ts';
import { trainTagger } from './tagging/train/trainTagger.ts';
import type { Unseen } from './tagging/train/trainTagger.ts';

const MODEL = 'domain/tagging/model/model.json';

function summary(name: string, score: Score): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
  return [
    name.padEnd(12),
    `micro-F1 ${score.micro.f1.toFixed(3)}`,
    `macro-F1 ${score.macroF1.toFixed(3)}`,
    `kappa ${score.severityKappa.toFixed(3)}`,
    `severe found ${percent(score.severeFound)}`,
    `harmless alarmed ${percent(score.benignAlarmed)}`,
    `denied asserted ${percent(score.negatedAsserted)}`,
  ].join('  ');
}

/** Measures the way of training on whole files left out, since narratives written together are alike. */
function measureParts(parts: readonly Unseen[]): Score {
  const taggings = parts.flatMap(({ file, rows }) => {
    const model = openTagModel(file);
    return rows.map(({ text }) => tagNarrative({ text }, model));
  });
  return scoreTagging(
    parts.flatMap(({ rows }) => rows),
    taggings,
  );
}

/**
 * npm run tag:train [-- --validate]
 * Trains the tagger's model on the material in the repository and writes the model file.
 */
function main(): Promise<void> {
  const options = z
    .object({ validate: z.boolean().default(false), out: z.string() })
    .parse(
      new Command('tag:train')
        .description('Trains the tagger on the narratives in the repository and writes its model file.')
        .option('--validate', 'also measures it on whole files it was not trained on')
        .option('--out <file>', 'where to write the model', MODEL)
        .allowExcessArguments(false)
        .exitOverride()
        .parse()
        .opts(),
    );
  const files = readMaterial();
  const narratives = files.flat().length;
  const { file, parts } = trainTagger(files, `${narratives} narratives`);
  writeFileSync(options.out, JSON.stringify(file));
  console.error(
    `Trained on ${narratives} narratives; ${file.network.features.length} features; threshold ${file.threshold}`,
  );
  if (options.validate) console.error(summary('unseen files', measureParts(parts)));
  return Promise.resolve();
}

runScript(main);
