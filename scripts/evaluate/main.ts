/**
 * Evaluates the judgement on simulated schools and prints the tables of docs/judgement.md, which says which
 * seeds were looked at while constants were chosen. Report only on seeds that were not.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import { CONSTANTS, type ConstantName } from '../../domain/concern/constants.ts';
import { absenceAlone, countOver28Days, earsC2, fadingTruth, poissonCusum } from './baselines.ts';
import type { Trace } from './measure.ts';
import { aimsRow, levelLines } from './report.ts';
import { runDetector, type DetectorRun } from './runDetector.ts';
import { simulatedTagger } from './simulatedTagger.ts';
import type { Locality, SimulatedChild, SimulatedSchool } from './locality.ts';
import { simulateLocality } from './simulateLocality.ts';
import { VARIATIONS, type VariationName } from './variations.ts';

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0');
  return value;
}

function override(text: string, held: Record<string, number>): Record<string, number> {
  const [name = '', value = ''] = text.split('=');
  if (!(name in CONSTANTS) || Number.isNaN(Number(value))) throw new InvalidArgumentError('name=number');
  return { ...held, [name]: Number(value) };
}

const command = new Command('evaluate')
  .option('--seed <n>', 'first seed', wholeNumber, 501)
  .option('--runs <n>', 'localities', wholeNumber, 3)
  .option('--schools <n>', 'schools in each', wholeNumber, 6)
  .option('--pupils <n>', 'children in each school', wholeNumber, 300)
  .addOption(
    new Option('--world <name>', 'which simulated world').choices(Object.keys(VARIATIONS)).default('ours'),
  )
  .option('--baselines', 'the baselines alone, as when a world is calibrated')
  .option('--tagger <kind>', 'simulated (30% wrong) or real', 'simulated')
  .option('--set <name=value>', 'a constant in place of ours', override, {})
  .parse();
const options = command.opts<{
  seed: number;
  runs: number;
  schools: number;
  pupils: number;
  world: VariationName;
  tagger: string;
  baselines?: true;
  set: Partial<Record<ConstantName, number>>;
}>();

const WRONG_TAGS = 0.3;
const detector: DetectorRun = {
  scores: new Map(),
  concern: new Map(),
  acute: new Map(),
  schoolOf: new Map(),
};
const traces: Record<string, Map<SimulatedChild, Float64Array>> = {};
const children: SimulatedChild[] = [];
const schools: SimulatedSchool[] = [];

function gather(name: string, trace: Trace): void {
  const held = (traces[name] ??= new Map());
  for (const [child, row] of trace) held.set(child, row);
}

function evaluate(locality: Locality): void {
  children.push(...locality.children);
  schools.push(...locality.schools);
  gather('count over 28 days', countOver28Days(locality));
  gather('EARS C2', earsC2(locality));
  gather('Poisson CUSUM', poissonCusum(locality));
  gather('absence alone', absenceAlone(locality));
  gather('fading sum of true concerns', fadingTruth(locality));
  if (options.baselines === true) return;
  const tagger = options.tagger === 'real' ? tagNarrative : simulatedTagger(locality.truths, WRONG_TAGS);
  const run = runDetector(locality, tagger, options.set);
  for (const part of ['scores', 'concern', 'acute'] as const)
    for (const [child, row] of run[part]) detector[part].set(child, row);
  for (const [child, school] of run.schoolOf) detector.schoolOf.set(child, school);
}

for (let run = 0; run < options.runs; run++) {
  console.error(`locality ${run + 1} of ${options.runs}`);
  const { seed, schools: schoolCount, pupils: pupilsPerSchool } = options;
  evaluate(
    simulateLocality({
      seed: seed + run,
      schools: schoolCount,
      pupilsPerSchool,
      variation: VARIATIONS[options.world],
    }),
  );
}
console.log(
  '| detector | found while it lasts | within 4 weeks of findable | median weeks | found at 2 per 100 |',
);
console.log('| --- | --- | --- | --- | --- |');
for (const [name, trace] of Object.entries(traces)) console.log(aimsRow(name, trace, children));
if (options.baselines !== true) {
  console.log(aimsRow('Throughline', detector.scores, children));
  for (const line of levelLines(detector, schools, children)) console.log(line);
}
