import { createRequire } from 'node:module';
import { openModel } from './linearModel.ts';
import type { LinearModel, ModelFile } from './linearModel.ts';

/** What training writes: the concerns' model, the severities', and how sums become probabilities. */
export interface TagModelFile {
  /** The day and the number of narratives it was trained on. */
  readonly trainedOn: string;
  readonly concerns: ModelFile;
  /** Answers "1" to "4": at least that severe. */
  readonly severities: ModelFile;
  /** Log-odds are stretched and shifted so that a confidence of 0.8 is right in about 8 of 10. */
  readonly calibration: { readonly stretch: number; readonly shift: number };
  /** Confidence from which a concern is asserted. */
  readonly threshold: number;
}

export interface TagModel {
  readonly trainedOn: string;
  readonly concerns: LinearModel;
  readonly severities: LinearModel;
  readonly calibrate: (logOdds: number) => number;
  readonly threshold: number;
}

/** Takes what training wrote; returns the model. */
export function openTagModel(file: TagModelFile): TagModel {
  const { stretch, shift } = file.calibration;
  return {
    trainedOn: file.trainedOn,
    concerns: openModel(file.concerns),
    severities: openModel(file.severities),
    calibrate: (logOdds) => 1 / (1 + Math.exp(-(stretch * logOdds + shift))),
    threshold: file.threshold,
  };
}

/** The model that is versioned with the code. */
export const TAG_MODEL = openTagModel(
  // Required, not imported: a file of this size as a module is slow to load.
  createRequire(import.meta.url)('./model.json') as TagModelFile,
);
