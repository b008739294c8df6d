import { expect } from 'chai';
import { isUpn } from '../../domain/identifiers.ts';
import { anIncident, aPupil, aUpn, aUpnWithWrongCheckLetter } from './people.ts';

describe('the people of the tests', () => {
  it('have well-formed numbers of the local authority that does not exist, all different', () => {
    const upns = Array.from({ length: 2000 }, (_, i) => aUpn(i));
    expect(upns.every((upn) => isUpn(upn) && upn.slice(1, 4) === '999')).to.equal(true);
    expect(new Set(upns).size).to.equal(upns.length);
    expect(isUpn(aUpnWithWrongCheckLetter(7))).to.equal(false);
  });

  it('are others each time, with what is given kept', () => {
    expect(aPupil().upn).not.to.equal(aPupil().upn);
    expect(anIncident().externalId).not.to.equal(anIncident().externalId);
    expect(aPupil({ year_group: '9' }).year_group).to.equal('9');
  });
});
