import { expect } from 'chai';
import { findSchoolContext } from '../../store/schoolContexts.ts';
import { countStalePupils } from '../../store/pupils.ts';
import { refreshHabits } from '../../workers/refreshHabits.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

describe('a school whose records grow', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
  });
  after(() => throughline.drop());

  const pupils = Array.from({ length: 10 }, () => aPupil());
  const send = async (kind: string, value: unknown) => {
    await throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
    await throughline.settled();
  };
  /** Looks at the school as two minutes from now, when what arrived has settled. @returns children to weigh anew */
  async function look(): Promise<number> {
    const { store, queues } = throughline;
    await queues.chronology.pause();
    await refreshHabits({
      store,
      queues,
      log: () => undefined,
      now: () => new Date(Date.now() + 120_000),
    });
    const stale = await countStalePupils(store);
    await queues.chronology.resume();
    await throughline.settled();
    return stale;
  }
  /** The last look counted the school in what was then the future. */
  const aWhileLater = () =>
    throughline.store.schoolContexts.updateOne({ _id: OUR_SCHOOL }, { $set: { computedAt: new Date(0) } });

  it('has all its children weighed anew once much has come, and not again for a little more', async function () {
    this.timeout(60_000);
    await send('pupils', { pupils });
    await send('incidents', {
      incidents: Array.from({ length: 20 }, (_, i) =>
        anIncident({ pupil: { upn: pupils[i % 10]?.upn ?? '' } }),
      ),
    });
    expect(await look()).to.equal(pupils.length);
    await aWhileLater();
    await send('incidents', { incidents: [anIncident({ pupil: { upn: pupils[0]?.upn ?? '' } })] });
    await aWhileLater();
    expect(await look()).to.equal(0);
    expect((await findSchoolContext(throughline.store, OUR_SCHOOL))?.weighedWith).to.deep.equal({
      incidents: 20,
      registers: 0,
      pupils: 10,
    });
  });
});
