import { expect } from 'chai';
import { openTagModel, TAG_MODEL } from '../../domain/tagging/model/tagModel.ts';
import type { Labelled } from '../../scripts/tagging/scoreTagging.ts';
import { retrain } from '../../scripts/tagging/train/retrain.ts';
import { trainTagger } from '../../scripts/tagging/train/trainTagger.ts';

const narrative = (id: number, text: string, label: string, severity: number): Labelled => ({
  id,
  text,
  labels: [label],
  severity,
  negated: false,
});

describe('retraining on a deployment’s corrections', () => {
  const heldOut = [
    narrative(1, 'Arrived hungry and cold, no coat, asked for breakfast.', 'neglect', 2),
    narrative(2, 'Says his dad punches him.', 'physical-abuse', 3),
    narrative(3, 'Took an overdose last night.', 'self-harm-suicide', 4),
  ];
  const corrected = (label: string): Labelled[] =>
    Array.from({ length: 10 }, (_, at) => narrative(10 + at, `Hungry again, week ${at}.`, label, 2));

  it('keeps the standing model when the new one is worse on what neither has seen', function () {
    this.timeout(60_000);
    const ours = [corrected('radicalisation')];
    const result = retrain({ ours, heldOut }, corrected('radicalisation'), {
      standing: TAG_MODEL,
      local: 'x',
    });
    expect(result.adopted).to.equal(false);
  });

  it('adopts a new model that is better on what neither has seen', function () {
    this.timeout(60_000);
    const standing = openTagModel(trainTagger([corrected('radicalisation')], 'mistaken narratives').file);
    const material = { ours: [corrected('neglect')], heldOut: heldOut.slice(0, 1) };
    const { adopted, corrected: onCorrected } = retrain(material, corrected('neglect'), {
      standing,
      local: 'x',
    });
    expect([adopted, onCorrected.before.micro.f1, onCorrected.after.micro.f1]).to.deep.equal([true, 0, 1]);
  });

  it('adopts a new model that is exactly as good', function () {
    this.timeout(60_000);
    const standing = openTagModel(trainTagger([corrected('neglect')], 'the same narratives').file);
    const material = { ours: [corrected('neglect')], heldOut: heldOut.slice(0, 1) };
    expect(retrain(material, corrected('neglect'), { standing, local: 'x' }).adopted).to.equal(true);
  });

  it('adopts nothing without a corrected narrative to measure it on', function () {
    this.timeout(60_000);
    const result = retrain({ ours: [corrected('neglect')], heldOut: [] }, [], {
      standing: TAG_MODEL,
      local: 'x',
    });
    expect(result.adopted).to.equal(false);
  });

  it('names the training in the version that an incident remembers', function () {
    this.timeout(60_000);
    const result = retrain({ ours: [corrected('neglect')], heldOut: [] }, corrected('neglect'), {
      standing: TAG_MODEL,
      local: '2026-10-01.10',
    });
    expect(result.file.local).to.equal('2026-10-01.10');
  });
});
