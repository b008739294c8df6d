import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import { InputRefused, LABELLED, readLines } from './tagging/readLines.ts';
import { scoreTagging } from './tagging/scoreTagging.ts';
import type { LabelScore, Score } from './tagging/scoreTagging.ts';

/**
 * npm run tag:evaluate -- --in labelled.jsonl
 * Measures the tagger on labelled narratives. Prints ids of the worst mistakes, never their text.
 * Exit 0 when measured; 2 on bad usage or bad input.
 */
function percent(value: number): string {
  return `${(value * 100).toFixed(1)}%`;
}

function labelLine(label: LabelScore): string {
  const { precision, recall, f1, right, extra, missed } = label;
  const figures = [precision, recall, f1].map((value) => value.toFixed(2)).join('  ');
  return `${label.label.padEnd(30)} ${figures}   right ${right}, extra ${extra}, missed ${missed}`;
}

function printScore(score: Score): void {
  console.log(`${score.narratives} narratives\n`);
  console.log(`${'concern'.padEnd(30)} prec  rec   F1`);
  for (const label of score.labels)
    if (label.right + label.extra + label.missed > 0) console.log(labelLine(label));
  console.log(`\n${labelLine(score.micro)}`);
  console.log(`micro-F1                        ${score.micro.f1.toFixed(3)}`);
  console.log(`macro-F1                        ${score.macroF1.toFixed(3)}`);
  console.log(`severity kappa (quadratic)      ${score.severityKappa.toFixed(3)}`);
  console.log(`severity 3-4 given 2 or more    ${percent(score.severeFound)}`);
  console.log(`no concern given 2 or more      ${percent(score.benignAlarmed)}`);
  console.log(`only denied, yet asserted       ${percent(score.negatedAsserted)}`);
  console.log('\nconfidence    tags  right');
  for (const { band, tags, right } of score.calibration)
    console.log(`${band.padEnd(12)} ${String(tags).padStart(5)}  ${percent(right)}`);
  console.log('\nworst mistakes');
  for (const row of score.worst)
    console.log(
      `${row.id}: severity ${row.severityGiven}, expected ${row.severityExpected}; missed ${row.missed.join(', ') || 'none'}; extra ${row.extra.join(', ') || 'none'}`,
    );
}

const command = new Command('tag:evaluate')
  .description(
    'Measures the tagger on labelled narratives: {"id","text","labels","severity","negated"} a line.',
  )
  .requiredOption('--in <file>', 'labelled narratives')
  .allowExcessArguments(false)
  .exitOverride();

try {
  const options = z.object({ in: z.string() }).parse(command.parse().opts());
  const labelled = readLines(options.in, LABELLED);
  printScore(
    scoreTagging(
      labelled,
      labelled.map(({ text }) => tagNarrative({ text })),
    ),
  );
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
  else {
    if (error instanceof InputRefused) console.error(error.message);
    else if (!(error instanceof CommanderError)) throw error;
    process.exitCode = 2;
  }
}
