import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import { readMaterial } from '../tagging/readMaterial.ts';
import { sideBySide } from './benchmark.ts';
import type { Benchmark, Measured } from './benchmark.ts';

const NARRATIVES = 200;
const WORDS = 60;
const ROUNDS = 7;
/** Bayes slows down with what it was trained on; this is a fraction of what the tagger's model saw. */
const BAYES_TRAINED_ON = 400;

/** Narratives a second, warm, on one core, beside `natural`'s BayesClassifier ranking the same concerns. */
export const taggerBench: Benchmark = {
  name: 'tagger',
  run: async (): Promise<readonly Measured[]> => {
    const material = readMaterial().flat();
    const words = material.flatMap(({ text }) => text.split(/\s+/));
    const narratives = Array.from({ length: NARRATIVES }, (_, at) =>
      words.slice(at * WORDS, (at + 1) * WORDS).join(' '),
    );
    const bayes = new BayesClassifier();
    const step = Math.floor(material.length / BAYES_TRAINED_ON);
    for (let at = 0; at < material.length; at += step)
      for (const label of material[at]?.labels ?? []) bayes.addDocument(material[at]?.text ?? '', label);
    bayes.train();
    const rate = await sideBySide(
      ROUNDS,
      () => {
        for (let again = 0; again < 5; again += 1) for (const text of narratives) tagNarrative({ text });
        return Promise.resolve(5 * NARRATIVES);
      },
      () => {
        for (const text of narratives) bayes.getClassifications(text);
        return Promise.resolve(NARRATIVES);
      },
    );
    return [
      {
        name: `tagger: ${WORDS}-word narratives read on one core`,
        unit: 'narratives/s',
        baselineIs: `natural's BayesClassifier trained on ${BAYES_TRAINED_ON}`,
        ...rate,
      },
    ];
  },
};
