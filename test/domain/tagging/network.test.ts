import { expect } from 'chai';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import { openNetwork, STRENGTH } from '../../../domain/tagging/model/network.ts';
import type { Network } from '../../../domain/tagging/model/network.ts';

const NONE = new Float64Array();
const CONCERNS = CONCERN_CATEGORIES.length;

/** Knows one word: two steps of a half to the first concern and three of a tenth to the only hidden unit. */
function oneWord(): Network {
  const noticed = new Int8Array(CONCERNS + 1);
  noticed[0] = 2;
  noticed[CONCERNS] = 3;
  const hidden = new Int8Array(CONCERNS + 6);
  hidden[0] = 4;
  hidden[CONCERNS] = 100;
  const layer = (weights: Int8Array, step: number): { bias: number[]; step: number[]; weights: string } => ({
    bias: Array.from(weights, () => -1),
    step: Array.from(weights, (_, at) => (at === CONCERNS ? 0.1 : step)),
    weights: Buffer.from(weights.buffer).toString('base64'),
  });
  const file = { features: ['whungri'], noticed: layer(noticed, 0.5), hidden: layer(hidden, 0.5) };
  return openNetwork({ ...file, noticed: { ...file.noticed, bias: [...file.noticed.bias.slice(0, -1), 0] } });
}

const said = (times: number): Parameters<Network['read']>[0] => ({
  features: Array.from({ length: times }, () => ({ name: 'whungri', first: 0, last: 0 })),
  meaning: NONE,
});
const strength = STRENGTH.w ?? 0;

describe('what a network makes of a passage', () => {
  it('is half what was noticed says directly, half what the hidden units make of it', () => {
    const direct = -1 + 2 * 0.5 * strength;
    const hidden = -1 + 4 * 0.5 * (3 * 0.1 * strength);
    expect(oneWord().read(said(1)).concerns[0]).to.be.closeTo((direct + hidden) / 2, 1e-9);
  });

  it('is what stands of itself where nothing is noticed', () => {
    expect(oneWord().read(said(0)).concerns[0]).to.equal(-1);
  });

  it('takes what is said twice as said once', () => {
    const network = oneWord();
    expect(network.read(said(2))).to.deep.equal(network.read(said(1)));
  });

  it('expects a higher severity where the units say so', () => {
    const network = oneWord();
    expect(network.read(said(1)).severity).to.be.greaterThan(network.read(said(0)).severity);
  });

  it('tells how much a word adds to a concern directly', () => {
    expect(oneWord().weightOf('whungri', 0)).to.be.closeTo(2 * 0.5 * strength, 1e-9);
  });
});
