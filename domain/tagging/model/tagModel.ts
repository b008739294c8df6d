import { createRequire } from 'node:module';
import type { Severity } from '../../severity.ts';
import { TAGGER_VERSION } from '../taggerVersion.ts';
import { likelihood, openNetwork } from './network.ts';
import type { Network, NetworkFile } from './network.ts';

/** How log-odds become a confidence of which 0.8 is right in about 8 of 10: they are stretched and shifted. */
export interface Calibration {
  readonly stretch: number;
  readonly shift: number;
}

/** Takes a concern's log-odds; returns the probability that it is there. */
export function toConfidence({ stretch, shift }: Calibration, logOdds: number): number {
  return likelihood(stretch * logOdds + shift);
}

/** What training writes: the network, and how its sums become probabilities and severities. */
export interface TagModelFile {
  /** What it was trained on, in words. */
  readonly trainedOn: string;
  /** Set when a deployment trained it on its own corrections as well: names the training. */
  readonly local?: string;
  readonly network: NetworkFile;
  readonly calibration: Calibration;
  /** Confidence from which a concern is asserted. */
  readonly threshold: number;
  /** Expected severities from which an entry is given 1, 2, 3 and 4. */
  readonly cuts: readonly number[];
}

export interface TagModel {
  /** The tagger's version, with the deployment's own training where there is one: what an incident remembers. */
  readonly version: string;
  readonly network: Network;
  readonly calibrate: (logOdds: number) => number;
  readonly threshold: number;
  /**
   * Takes the severity to be expected; returns the one to give. The cuts are learnt: people give 3 where 2.2 is to
   * be expected, since a grave matter that reads as a lesser one is the worse mistake.
   */
  readonly grade: (expected: number) => Severity;
}

/** Takes what training wrote; returns the model. */
export function openTagModel(file: TagModelFile): TagModel {
  return {
    version: file.local === undefined ? TAGGER_VERSION : `${TAGGER_VERSION}+${file.local}`,
    network: openNetwork(file.network),
    calibrate: (logOdds) => toConfidence(file.calibration, logOdds),
    threshold: file.threshold,
    grade: (expected) => toSeverity(file.cuts.filter((cut) => expected >= cut).length),
  };
}

function toSeverity(value: number): Severity {
  if (value >= 4) return 4;
  if (value === 3) return 3;
  if (value === 2) return 2;
  return value === 1 ? 1 : 0;
}

/** The model that is versioned with the code. */
export const TAG_MODEL = openTagModel(
  // Required, not imported: a file of this size as a module is slow to load.
  createRequire(import.meta.url)('./model.json') as TagModelFile,
);
