import { expect } from 'chai';
import { applyCorrections } from '../../../domain/tagging/applyCorrections.ts';
import type { Correction } from '../../../domain/tagging/applyCorrections.ts';
import { tagNarrative } from '../../../domain/tagging/tagNarrative.ts';

const AT = new Date('2026-03-02T09:00:00Z');
const hungry = tagNarrative({ text: 'Arrived hungry.' });

function categories(corrections: readonly Correction[]): string[] {
  return applyCorrections(hungry, corrections).tags.map((tag) => tag.category);
}

describe('applyCorrections', () => {
  it('leaves a tagging nobody corrected as it is', () => {
    expect(applyCorrections(hungry, [])).to.equal(hungry);
  });

  it('removes a concern and works the severity out again', () => {
    const corrected = applyCorrections(hungry, [{ kind: 'remove', category: 'neglect', by: 'p1', at: AT }]);
    expect(corrected.tags).to.deep.equal([]);
    expect(corrected.severity).to.equal(0);
    expect(corrected.effect).to.equal('neutral');
  });

  it('adds a concern the tagger did not see, by the person', () => {
    const corrected = applyCorrections(hungry, [
      { kind: 'add', category: 'young-carer', severity: 2, by: 'p1', at: AT },
    ]);
    const added = corrected.tags.find((tag) => tag.category === 'young-carer');
    expect(added?.by).to.deep.equal({ kind: 'person', personId: 'p1', at: AT });
    expect(corrected.severity).to.equal(2);
  });

  it('changes a severity and keeps the evidence', () => {
    const corrected = applyCorrections(hungry, [
      { kind: 'set-severity', category: 'neglect', severity: 3, by: 'p1', at: AT },
    ]);
    expect(corrected.severity).to.equal(3);
    expect(corrected.tags[0]?.evidence).to.deep.equal(hungry.tags[0]?.evidence);
  });

  it('is obeyed after a newer tagger reads the entry again', () => {
    const remove: Correction = { kind: 'remove', category: 'neglect', by: 'p1', at: AT };
    const again = { ...hungry, version: '99.0.0' };
    expect(applyCorrections(again, [remove]).tags).to.deep.equal([]);
  });

  it('lets the latest word on a concern win, in whatever order they arrive', () => {
    const add: Correction = {
      kind: 'add',
      category: 'neglect',
      severity: 2,
      by: 'p1',
      at: new Date(AT.getTime() + 1),
    };
    const remove: Correction = { kind: 'remove', category: 'neglect', by: 'p1', at: AT };
    expect(categories([add, remove])).to.deep.equal(['neglect']);
    expect(categories([remove, add])).to.deep.equal(['neglect']);
  });

  it('changes nothing when applied twice', () => {
    const add: Correction = { kind: 'add', category: 'behaviour', severity: 1, by: 'p1', at: AT };
    const once = applyCorrections(hungry, [add]);
    expect(applyCorrections(once, [add])).to.deep.equal(once);
  });
});
