import { createRequire } from 'node:module';
import { TAGGER_VERSION } from '../taggerVersion.ts';
import { openModel } from './linearModel.ts';
import type { LinearModel, ModelFile } from './linearModel.ts';

/** What training writes: the concerns' model, the severities', and how sums become probabilities. */
export interface TagModelFile {
  /** What it was trained on, in words. */
  readonly trainedOn: string;
  /** Set when a deployment trained it on its own corrections as well: names the training. */
  readonly local?: string;
  readonly concerns: ModelFile;
  /** Answers "1" to "4": at least that severe. */
  readonly severities: ModelFile;
  /** Log-odds are stretched and shifted so that a confidence of 0.8 is right in about 8 of 10. */
  readonly calibration: { readonly stretch: number; readonly shift: number };
  /** Confidence from which a concern is asserted. */
  readonly threshold: number;
  /** Expected severities from which an entry is given 1, 2, 3 and 4. */
  readonly cuts: readonly number[];
}

export interface TagModel {
  /** The tagger's version, with the deployment's own training where there is one: what an incident remembers. */
  readonly version: string;
  readonly concerns: LinearModel;
  readonly severities: LinearModel;
  readonly calibrate: (logOdds: number) => number;
  readonly threshold: number;
  readonly cuts: readonly number[];
}

/** Takes what training wrote; returns the model. */
export function openTagModel(file: TagModelFile): TagModel {
  const { stretch, shift } = file.calibration;
  return {
    version: file.local === undefined ? TAGGER_VERSION : `${TAGGER_VERSION}+${file.local}`,
    concerns: openModel(file.concerns),
    severities: openModel(file.severities),
    calibrate: (logOdds) => 1 / (1 + Math.exp(-(stretch * logOdds + shift))),
    threshold: file.threshold,
    cuts: file.cuts,
  };
}

/** The model that is versioned with the code. */
export const TAG_MODEL = openTagModel(
  // Required, not imported: a file of this size as a module is slow to load.
  createRequire(import.meta.url)('./model.json') as TagModelFile,
);
