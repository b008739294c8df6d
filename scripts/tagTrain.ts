import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { openTagModel } from '../domain/tagging/model/tagModel.ts';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import { readMaterial } from './tagging/readMaterial.ts';
import { runScript } from './process/runScript.ts';
import { scoreTagging } from './tagging/scoreTagging.ts';
import type { Labelled, Score } from './tagging/scoreTagging.ts';
import { trainTagger } from './tagging/train/trainTagger.ts';

const MODEL = 'domain/tagging/model/model.json';
const PARTS = 5;

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

function crossValidate(rows: readonly Labelled[]): Score {
  const taggings = new Array<ReturnType<typeof tagNarrative>>(rows.length);
  for (let part = 0; part < PARTS; part += 1) {
    const model = openTagModel(
      trainTagger(
        rows.filter((_, at) => at % PARTS !== part),
        'a part',
      ),
    );
    rows.forEach(({ text }, at) => {
      if (at % PARTS === part) taggings[at] = tagNarrative({ text }, model);
    });
  }
  return scoreTagging(rows, taggings);
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
        .option('--validate', 'also measures it on fifths it was not trained on')
        .option('--out <file>', 'where to write the model', MODEL)
        .allowExcessArguments(false)
        .exitOverride()
        .parse()
        .opts(),
    );
  const rows = readMaterial();
  const file = trainTagger(rows, `${rows.length} narratives`);
  writeFileSync(options.out, JSON.stringify(file));
  console.error(
    `Trained on ${rows.length} narratives; ${file.concerns.features.length} features; threshold ${file.threshold}`,
  );
  if (options.validate) console.error(summary('unseen fifths', crossValidate(rows)));
  return Promise.resolve();
}

runScript(main);
