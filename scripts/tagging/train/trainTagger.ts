import { featuresOf } from '../../../domain/tagging/model/featuresOf.ts';
import { meaningFeature, openNetwork, strengthOf } from '../../../domain/tagging/model/network.ts';
import type { NetworkFile } from '../../../domain/tagging/model/network.ts';
import { meaningOf } from '../../../domain/tagging/model/meaningOf.ts';
import type { Told } from '../../../domain/tagging/model/passages.ts';
import type { TagModelFile } from '../../../domain/tagging/model/tagModel.ts';
import { readByRules } from '../../../domain/tagging/readByRules.ts';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import type { Labelled } from '../scoreTagging.ts';
import { calibrate } from './calibrate.ts';
import { chooseCuts } from './chooseCuts.ts';
import { fitHidden } from './fitHidden.ts';
import { fitLinear } from './fitLinear.ts';
import { chooseFeatures, placeRow, toLayerFile } from './vocabulary.ts';
import type { Described } from './vocabulary.ts';

const FOLDS = 5;
const DIRECT = { l2: 3.5, rounds: 100, positiveWeight: 1.5 };
const HIDDEN = { units: 96, epochs: 40, inputsLeftOut: 0.2, unitsLeftOut: 0.5 };
const LEVELS = [1, 2, 3, 4];

/** A narrative with what the model is told of it. */
interface Lesson {
  readonly row: Labelled;
  readonly told: Told;
  /** Narratives of one file are in one fold: those written together are alike. */
  readonly fold: number;
}

/** A model with the narratives that it did not see. */
export interface Unseen {
  readonly file: TagModelFile;
  readonly rows: readonly Labelled[];
}

export interface Trained {
  readonly file: TagModelFile;
  /** Models trained in the same way on a part of the files each, to measure the way of training. */
  readonly parts: readonly Unseen[];
}

/**
 * Trains the tagger's model on files of labelled narratives. Calibration, threshold and cuts come from networks
 * that saw no narrative of the same file: they would be surer than they may be elsewhere.
 * @param trainedOn what the model says of where it comes from
 */
export function trainTagger(files: readonly (readonly Labelled[])[], trainedOn: string): Trained {
  const lessons = toLessons(files);
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const network = fitNetwork(lessons.filter((one) => one.fold !== fold));
    const { read } = openNetwork(network);
    const unseen = lessons.filter((one) => one.fold === fold);
    return { network, unseen: unseen.map(({ row, told }) => ({ row, reading: read(told) })) };
  });
  const unseen = folds.flatMap((fold) => fold.unseen);
  const fitted = {
    ...calibrate(
      unseen.flatMap(({ row, reading }) =>
        CONCERN_CATEGORIES.map(
          (concern, at) => [reading.concerns[at] ?? 0, row.labels.includes(concern)] as const,
        ),
      ),
    ),
    cuts: chooseCuts(unseen.map(({ row, reading }) => [reading.severity, row.severity])),
  };
  return {
    file: { trainedOn, network: fitNetwork(lessons), ...fitted },
    parts: folds.map((fold) => ({
      file: { trainedOn: `a part of ${trainedOn}`, network: fold.network, ...fitted },
      rows: fold.unseen.map(({ row }) => row),
    })),
  };
}

function toLessons(files: readonly (readonly Labelled[])[]): Lesson[] {
  return files.flatMap((file, place) =>
    file.map((row, at) => {
      const reading = readByRules({ text: row.text });
      const told = { features: featuresOf(reading), meaning: meaningOf(reading.read) };
      return { row, told, fold: (files.length < FOLDS ? at : place) % FOLDS };
    }),
  );
}

function toDescribed({ features, meaning }: Told): Described {
  const described = new Map<string, number>();
  for (const { name } of features) described.set(name, strengthOf(name));
  meaning.forEach((value, at) => described.set(meaningFeature(at), value));
  return described;
}

function fitNetwork(lessons: readonly Lesson[]): NetworkFile {
  const described = lessons.map(({ told }) => toDescribed(told));
  const features = chooseFeatures(described);
  const rows = described.map((one) => placeRow(one, features));
  const answersTo = (holds: (row: Labelled) => boolean): Uint8Array =>
    Uint8Array.from(lessons, ({ row }) => (holds(row) ? 1 : 0));
  const concerns = CONCERN_CATEGORIES.map((concern) => answersTo(({ labels }) => labels.includes(concern)));
  const levels = LEVELS.map((level) => answersTo(({ severity }) => severity >= level));
  const direct = fitLinear(rows, concerns, features.size, DIRECT);
  const denies = answersTo(({ negated }) => negated);
  const none = answersTo(({ labels }) => !labels.some((label) => label !== 'none'));
  const answers = [...concerns, ...levels, denies, none];
  const { into, intoBias, out, outBias } = fitHidden(rows, answers, features.size, HIDDEN);
  const { units } = HIDDEN;
  return {
    features: [...features.keys()],
    noticed: toLayerFile({
      inputs: features.size,
      bias: [...direct.map((weights) => weights[features.size] ?? 0), ...intoBias],
      weightOf: (input, output) =>
        direct[output]?.[input] ?? into[input * units + output - direct.length] ?? 0,
    }),
    hidden: toLayerFile({
      inputs: units,
      bias: [...outBias],
      weightOf: (input, output) => out[input * answers.length + output] ?? 0,
    }),
  };
}
