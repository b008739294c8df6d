import { featuresOf } from '../../../domain/tagging/model/featuresOf.ts';
import { likelihoodFeatures } from '../../../domain/tagging/model/gradeEntry.ts';
import { meaningOf } from '../../../domain/tagging/model/meaningOf.ts';
import { likelihood, STRENGTH } from '../../../domain/tagging/model/linearModel.ts';
import type { TagModelFile } from '../../../domain/tagging/model/tagModel.ts';
import { readByRules } from '../../../domain/tagging/readByRules.ts';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import type { Labelled } from '../scoreTagging.ts';
import { calibrate } from './calibrate.ts';
import { chooseCuts } from './chooseCuts.ts';
import { fitLinear } from './fitLinear.ts';
import type { FitOptions } from './fitLinear.ts';
import { chooseFeatures, placeRow, toModelFile } from './vocabulary.ts';
import type { Described } from './vocabulary.ts';

const FOLDS = 5;
const CONCERNS = { l2: 2, rounds: 100, positiveWeight: 1.5 };
const SEVERITIES = { l2: 2, rounds: 60, positiveWeight: 1 };
const LEVELS = [1, 2, 3, 4];

/** Takes labelled narratives; returns what the model is told of each. */
export function describe(rows: readonly Labelled[]): Described[] {
  return rows.map(({ text }) => {
    const described = new Map<string, number>();
    const reading = readByRules({ text });
    for (const { name, value } of [...featuresOf(reading), ...meaningOf(reading.read)])
      described.set(name, value ?? STRENGTH[name.charAt(0)] ?? 0);
    return described;
  });
}

/**
 * Trains the tagger's model on files of labelled narratives. The concerns' likelihoods that the severity model
 * learns from, the calibration and the threshold all come from models that saw no narrative of the same file:
 * those written together are alike, and would make the model surer than it may be elsewhere.
 * @param trainedOn what the model says of where it comes from
 */
export function trainTagger(files: readonly (readonly Labelled[])[], trainedOn: string): TagModelFile {
  const rows = files.flat();
  const folds = dealIntoFolds(files);
  const described = describe(rows);
  const truths = CONCERN_CATEGORIES.map((concern) =>
    Uint8Array.from(rows, (row) => (row.labels.includes(concern) ? 1 : 0)),
  );
  const unseen = scoreUnseen(described, truths, folds, CONCERNS);
  const calibration = calibrate(
    unseen.flatMap((scores, at) =>
      [...scores].map((score, answer) => [score, truths[answer]?.[at] === 1] as const),
    ),
  );
  const withLikelihoods = described.map((features, at) => {
    const told = new Map(features);
    const likelihoods = CONCERN_CATEGORIES.map((concern, answer) => {
      const sum = calibration.stretch * (unseen[at]?.[answer] ?? 0) + calibration.shift;
      return [concern, likelihood(sum)] as const;
    });
    for (const { name, value = 0 } of likelihoodFeatures(likelihoods)) told.set(name, value);
    return told;
  });
  const levels = LEVELS.map((level) => Uint8Array.from(rows, (row) => (row.severity >= level ? 1 : 0)));
  const expected = scoreUnseen(withLikelihoods, levels, folds, SEVERITIES).map((sums) =>
    sums.reduce((sum, logOdds) => sum + likelihood(logOdds), 0),
  );
  return {
    trainedOn,
    concerns: fit(described, truths, CONCERN_CATEGORIES, CONCERNS),
    severities: fit(withLikelihoods, levels, LEVELS.map(String), SEVERITIES),
    calibration: { stretch: calibration.stretch, shift: calibration.shift },
    threshold: calibration.threshold,
    cuts: chooseCuts(expected.map((value, at) => [value, rows[at]?.severity ?? 0])),
  };
}

function fit(
  described: readonly Described[],
  truths: readonly Uint8Array[],
  answers: readonly string[],
  options: FitOptions,
): TagModelFile['concerns'] {
  const features = chooseFeatures(described);
  const rows = described.map((one) => placeRow(one, features));
  return toModelFile(answers, features, fitLinear(rows, truths, features.size, options));
}

/** The fold of each narrative: whole files together, unless there are too few of them. */
function dealIntoFolds(files: readonly (readonly Labelled[])[]): number[] {
  if (files.length < FOLDS) return files.flat().map((_, at) => at % FOLDS);
  return files.flatMap((file, at) => file.map(() => at % FOLDS));
}

/** The log-odds of each answer in each narrative, by a model that was trained on the other folds. */
function scoreUnseen(
  described: readonly Described[],
  truths: readonly Uint8Array[],
  folds: readonly number[],
  options: FitOptions,
): Float64Array[] {
  const scores = described.map(() => new Float64Array(truths.length));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const others = described.flatMap((_, at) => (folds[at] === fold ? [] : [at]));
    const seen = others.map((at) => described[at] ?? new Map<string, number>());
    const features = chooseFeatures(seen);
    const weights = fitLinear(
      seen.map((one) => placeRow(one, features)),
      truths.map((truth) => Uint8Array.from(others, (at) => truth[at] ?? 0)),
      features.size,
      options,
    );
    described.forEach((one, at) => {
      if (folds[at] !== fold) return;
      const row = placeRow(one, features);
      weights.forEach((weight, answer) => {
        let sum = weight[features.size] ?? 0;
        row.index.forEach((place, k) => {
          sum += (weight[place] ?? 0) * (row.value[k] ?? 0);
        });
        const scored = scores[at];
        if (scored !== undefined) scored[answer] = sum;
      });
    });
  }
  return scores;
}
