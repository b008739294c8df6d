import { expect } from 'chai';
import { mapSourceCategory } from '../../../domain/tagging/mapSourceCategory.ts';

describe('mapSourceCategory', () => {
  it('maps a known category, however it is written', () => {
    expect(mapSourceCategory(' mental HEALTH ')).to.deep.equal({ evidence: ['child-mental-health'] });
  });

  it('reads a sub-category', () => {
    expect(mapSourceCategory('Safeguarding > Domestic abuse')).to.deep.equal({
      evidence: ['domestic-abuse'],
    });
  });

  it('knows a category that says nothing', () => {
    expect(mapSourceCategory('General Information')).to.deep.equal({ evidence: [] });
  });

  it('lists an invented one for an admin', () => {
    expect(mapSourceCategory('Purple slips')).to.equal('unmapped');
  });

  it('treats no category as no evidence', () => {
    expect(mapSourceCategory(undefined)).to.deep.equal({ evidence: [] });
    expect(mapSourceCategory(' ')).to.deep.equal({ evidence: [] });
  });

  it('takes a school at its word before what is commonly meant, however the name is written', () => {
    const ofSchool = new Map([
      ['wellbeing', ['school-avoidance-ebsa'] as const],
      ['tier 2', [] as const],
    ]);
    expect(mapSourceCategory(' WELLBEING', ofSchool)).to.deep.equal({ evidence: ['school-avoidance-ebsa'] });
    expect(mapSourceCategory('Pastoral > Wellbeing', ofSchool)).to.deep.equal({
      evidence: ['school-avoidance-ebsa'],
    });
    expect(mapSourceCategory('Tier-2', ofSchool)).to.deep.equal({ evidence: [] });
    expect(mapSourceCategory('Tier 3', ofSchool)).to.equal('unmapped');
  });
});
