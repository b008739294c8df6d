import { createRequire } from 'node:module';
import { TAGGER_VERSION } from '../taggerVersion.ts';
import { likelihood, openModel } from './linearModel.ts';
import type { LinearModel, ModelFile } from './linearModel.ts';

/**
 * How log-odds become a confidence of which 0.8 is right in about 8 of 10: those of the whole passage are
 * stretched, what its clearest sentence has above it is added in part, a passage of several sentences is shifted.
 */
export interface Calibration {
  readonly stretch: number;
  readonly clearest: number;
  readonly several: number;
  readonly shift: number;
}

/**
 * Takes a concern's log-odds in a passage as a whole and in the sentence that says it most clearly, if there are
 * several; returns the probability that it is there.
 */
export function toConfidence(calibration: Calibration, whole: number, clearest: number | undefined): number {
  const { stretch, clearest: part, several, shift } = calibration;
  const ofSentences = clearest === undefined ? 0 : part * (clearest - whole) + several;
  return likelihood(stretch * whole + ofSentences + shift);
}

/** What training writes: the concerns' model, the severities', and how sums become probabilities. */
export interface TagModelFile {
  /** What it was trained on, in words. */
  readonly trainedOn: string;
  /** Set when a deployment trained it on its own corrections as well: names the training. */
  readonly local?: string;
  readonly concerns: ModelFile;
  /** Answers "1" to "4": at least that severe. */
  readonly severities: ModelFile;
  readonly calibration: Calibration;
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
  readonly calibrate: (whole: number, clearest: number | undefined) => number;
  readonly threshold: number;
  readonly cuts: readonly number[];
}

/** Takes what training wrote; returns the model. */
export function openTagModel(file: TagModelFile): TagModel {
  return {
    version: file.local === undefined ? TAGGER_VERSION : `${TAGGER_VERSION}+${file.local}`,
    concerns: openModel(file.concerns),
    severities: openModel(file.severities),
    calibrate: (whole, clearest) => toConfidence(file.calibration, whole, clearest),
    threshold: file.threshold,
    cuts: file.cuts,
  };
}

/** The model that is versioned with the code. */
export const TAG_MODEL = openTagModel(
  // Required, not imported: a file of this size as a module is slow to load.
  createRequire(import.meta.url)('./model.json') as TagModelFile,
);
