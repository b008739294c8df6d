import { expect } from 'chai';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

describe('a note that goes child by child', () => {
  let throughline: TestThroughline;
  const logged = { ...aPupil(), forename: 'Tamsyne' };
  const other = { ...aPupil(), forename: 'Brannoch' };
  const narrative = 'Tamsyne: good lunch, chatty.\nBrannoch: says his dad hit him with a belt.';
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const body = JSON.stringify({ pupils: [logged, other] });
    await throughline.sendAndSettle({ kind: 'pupils', contentType: 'application/json', body });
  });
  after(() => throughline.drop());

  const harmIn = async (linkedUpns: string[]): Promise<string | undefined> => {
    const incident = anIncident({ pupil: { upn: logged.upn }, narrative, linkedUpns });
    const body = JSON.stringify({ incidents: [incident] });
    await throughline.sendAndSettle({ kind: 'incidents', contentType: 'application/json', body });
    await throughline.settled();
    const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
    return kept?.tagging?.tags.find(({ category }) => category === 'physical-abuse')?.polarity;
  };

  it('says whose it is where harm is told of another child by name', async () => {
    expect(await harmIn([])).to.equal('other-person');
  });

  it('counts what is told of a child who is linked to it', async () => {
    expect(await harmIn([other.upn])).to.equal('asserted');
  });
});
