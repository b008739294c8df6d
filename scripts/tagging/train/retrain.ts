import { openTagModel } from '../../../domain/tagging/model/tagModel.ts';
import type { TagModel, TagModelFile } from '../../../domain/tagging/model/tagModel.ts';
import { tagNarrative } from '../../../domain/tagging/tagNarrative.ts';
import { scoreTagging } from '../scoreTagging.ts';
import type { Labelled, Score } from '../scoreTagging.ts';
import { trainTagger } from './trainTagger.ts';

const HELD_OUT_ONE_IN = 5;
/** What people corrected here counts more than what we wrote elsewhere. */
const CORRECTED_COUNTS = 3;

export interface Retrained {
  readonly file: TagModelFile;
  readonly adopted: boolean;
  /** On the corrected narratives that were held out. */
  readonly corrected: { readonly before: Score; readonly after: Score };
  /** On the held-out narratives of the repository. */
  readonly ours: { readonly before: Score; readonly after: Score };
}

/**
 * Trains a model on our material and a deployment's corrected narratives, a fifth of which are held out.
 * Adopted only if it is no worse than the standing model on them and on our own held-out narratives: in F1 over
 * all concerns, in agreement on severity and in the share of grave entries found.
 * @param local names this training in the version an incident remembers
 */
export function retrain(
  material: { readonly ours: readonly (readonly Labelled[])[]; readonly heldOut: readonly Labelled[] },
  corrected: readonly Labelled[],
  { standing, local }: { readonly standing: TagModel; readonly local: string },
): Retrained {
  const held = corrected.filter((_, at) => at % HELD_OUT_ONE_IN === 0);
  const learnt = corrected.filter((_, at) => at % HELD_OUT_ONE_IN !== 0);
  const files = [...material.ours, Array.from({ length: CORRECTED_COUNTS }, () => learnt).flat()];
  const trainedOn = `${material.ours.flat().length} narratives and ${learnt.length} corrected ones`;
  const file = { ...trainTagger(files, trainedOn).file, local };
  const fresh = openTagModel(file);
  const both = (labelled: readonly Labelled[]): { before: Score; after: Score } => ({
    before: measure(labelled, standing),
    after: measure(labelled, fresh),
  });
  const [onCorrected, onOurs] = [both(held), both(material.heldOut)];
  const adopted = held.length > 0 && isNoWorse(onCorrected) && isNoWorse(onOurs);
  return { file, adopted, corrected: onCorrected, ours: onOurs };
}

function measure(labelled: readonly Labelled[], model: TagModel): Score {
  return scoreTagging(
    labelled,
    labelled.map(({ text }) => tagNarrative({ text }, model)),
  );
}

function isNoWorse({ before, after }: { before: Score; after: Score }): boolean {
  return (
    after.micro.f1 >= before.micro.f1 &&
    after.severityKappa >= before.severityKappa &&
    after.severeFound >= before.severeFound
  );
}
