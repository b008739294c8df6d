import { featuresOf } from '../../../domain/tagging/model/featuresOf.ts';
import { likelihoodFeatures } from '../../../domain/tagging/model/gradeEntry.ts';
import { meaningOf } from '../../../domain/tagging/model/meaningOf.ts';
import { likelihood, meaningFeature, STRENGTH } from '../../../domain/tagging/model/linearModel.ts';
import { passagesOf } from '../../../domain/tagging/model/passages.ts';
import type { Told } from '../../../domain/tagging/model/passages.ts';
import { toConfidence } from '../../../domain/tagging/model/tagModel.ts';
import type { TagModelFile } from '../../../domain/tagging/model/tagModel.ts';
import { readByRules } from '../../../domain/tagging/readByRules.ts';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import type { Labelled } from '../scoreTagging.ts';
import { calibrate } from './calibrate.ts';
import type { Sums } from './calibrate.ts';
import { chooseCuts } from './chooseCuts.ts';
import { fitLinear, logOdds } from './fitLinear.ts';
import type { FitOptions, SparseRow } from './fitLinear.ts';
import { chooseFeatures, placeRow, toModelFile } from './vocabulary.ts';
import type { Described } from './vocabulary.ts';

const FOLDS = 5;
const CONCERNS = { l2: 3.5, rounds: 100, positiveWeight: 1.5 };
const SEVERITIES = { l2: 2, rounds: 60, positiveWeight: 1 };
const LEVELS = [1, 2, 3, 4];

/** What is told of one narrative, and of each of its sentences where it has several. */
interface Learnt {
  readonly whole: Described;
  readonly sentences: readonly Described[];
}

/** Takes labelled narratives; returns what the model is told of each. */
function describe(rows: readonly Labelled[]): Learnt[] {
  return rows.map(({ text }) => {
    const reading = readByRules({ text });
    const features = featuresOf(reading);
    const passages = passagesOf(features, reading.read);
    return {
      whole: toDescribed({ features, meaning: meaningOf(reading.read) }),
      sentences: passages
        .flatMap(({ whole, sentences }) =>
          sentences.length > 0 || passages.length === 1 ? sentences : [whole],
        )
        .map(toDescribed),
    };
  });
}

function toDescribed({ features, meaning }: Told): Described {
  const described = new Map<string, number>();
  for (const { name, value } of features) described.set(name, value ?? STRENGTH[name.charAt(0)] ?? 0);
  meaning.forEach((value, at) => described.set(meaningFeature(at), value));
  return described;
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
  const { calibration, threshold } = calibrate(
    unseen.flatMap((scores, at) => scores.map((sums, answer) => [sums, truths[answer]?.[at] === 1] as const)),
  );
  const withLikelihoods = described.map(({ whole }, at): Learnt => {
    const told = new Map(whole);
    const likelihoods = CONCERN_CATEGORIES.map((concern, answer) => {
      const sums = unseen[at]?.[answer];
      return [
        concern,
        sums === undefined ? 0 : toConfidence(calibration, sums.whole, sums.clearest),
      ] as const;
    });
    for (const { name, value = 0 } of likelihoodFeatures(likelihoods)) told.set(name, value);
    return { whole: told, sentences: [] };
  });
  const levels = LEVELS.map((level) => Uint8Array.from(rows, (row) => (row.severity >= level ? 1 : 0)));
  const expected = scoreUnseen(withLikelihoods, levels, folds, SEVERITIES).map((scores) =>
    scores.reduce((sum, { whole }) => sum + likelihood(whole), 0),
  );
  return {
    trainedOn,
    concerns: fit(described, truths, CONCERN_CATEGORIES, CONCERNS),
    severities: fit(withLikelihoods, levels, LEVELS.map(String), SEVERITIES),
    calibration,
    threshold,
    cuts: chooseCuts(expected.map((value, at) => [value, rows[at]?.severity ?? 0])),
  };
}

function fit(
  told: readonly Learnt[],
  truths: readonly Uint8Array[],
  answers: readonly string[],
  options: FitOptions,
): TagModelFile['concerns'] {
  const described = told.map(({ whole }) => whole);
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
  told: readonly Learnt[],
  truths: readonly Uint8Array[],
  folds: readonly number[],
  options: FitOptions,
): Sums[][] {
  const scores = told.map((): Sums[] => []);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const others = told.flatMap((_, at) => (folds[at] === fold ? [] : [at]));
    const seen = others.map((at) => told[at]?.whole ?? new Map<string, number>());
    const features = chooseFeatures(seen);
    const weights = fitLinear(
      seen.map((one) => placeRow(one, features)),
      truths.map((truth) => Uint8Array.from(others, (at) => truth[at] ?? 0)),
      features.size,
      options,
    );
    told.forEach(({ whole, sentences }, at) => {
      if (folds[at] !== fold) return;
      const [row, ...rows] = [whole, ...sentences].map((one) => placeRow(one, features));
      scores[at] = weights.map((weight) => {
        const score = (one: SparseRow): number => logOdds(one, weight, features.size);
        const sums = { whole: row === undefined ? 0 : score(row) };
        return rows.length === 0 ? sums : { ...sums, clearest: Math.max(...rows.map(score)) };
      });
    });
  }
  return scores;
}
