import { expect } from 'chai';
import type { Upn } from '../../domain/identifiers.ts';
import { addDays, localDate, londonDate } from '../../domain/localDate.ts';
import { findAssessment } from '../../store/assessments.ts';
import { listFlagsOfPupil } from '../../store/flags.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

const GRAVE = 'Disclosed that dad hit her with a belt last night. Bruises on both arms. Police called.';
const TODAY = londonDate(new Date());

describe('five years of history sent in at once', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    await throughline.sendAndSettle(json('pupils', { pupils: [old, current] }));
    const history = Array.from({ length: 60 }, (_, month) =>
      entry(old.upn, addDays(TODAY, -400 - month * 30)),
    );
    const incidents = [...history, entry(current.upn, addDays(TODAY, -2))];
    await throughline.sendAndSettle(json('incidents', { incidents }));
    await throughline.settled();
  });
  after(() => throughline.drop());

  const [old, current] = [aPupil(), aPupil()];
  const json = (kind: string, value: unknown) => ({
    kind,
    contentType: 'application/json',
    body: JSON.stringify(value),
  });
  /** Without `recordedAt`: all that is known is that it came today. */
  function entry(upn: string, day: string) {
    const { recordedAt: _, ...incident } = anIncident({
      pupil: { upn },
      occurredAt: localDate(day),
      narrative: GRAVE,
    });
    return incident;
  }
  const idOf = async (upn: string): Promise<string> =>
    (await findPupilByUpn(throughline.store, upn as Upn))?._id ?? 'nobody';
  const levelOf = async (upn: string) => {
    const pupilId = await idOf(upn);
    const flags = await listFlagsOfPupil(throughline.store, pupilId);
    const assessment = await findAssessment(throughline.store, pupilId, 'now');
    return { acute: flags.some(({ kinds }) => kinds.includes('acute')), level: assessment?.level };
  };

  it('keeps every entry of it in the chronology', async () => {
    const pupilId = await idOf(old.upn);
    const { incidents } = throughline.store;
    expect(await incidents.countDocuments({ pupilId, tagState: 'tagged' })).to.equal(60);
  });

  it('raises no alert for what is long past', async () => {
    expect(await levelOf(old.upn)).to.deep.include({ acute: false });
    expect(await throughline.store.alerts.countDocuments({ pupilId: await idOf(old.upn) })).to.equal(0);
  });

  it('raises one for what is current among it', async () => {
    expect((await levelOf(current.upn)).acute).to.equal(true);
  });
});
