import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { recordCategoryMapping } from '../../store/categoryMappings.ts';
import { recordTaggings } from '../../store/incidentTags.ts';
import { scopeOf } from '../../store/scope.ts';
import { enqueueDecisions } from '../../workers/queues.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { aViewer } from '../support/viewers.ts';
import { waitFor } from '../support/waitFor.ts';

/** A faint sign of a concern, which a category that says the same makes likelier. */
const FAINT = 'Hair was matted.';

describe('what a school says its categories mean', () => {
  let throughline: TestThroughline;
  const child = aPupil();
  const scope = scopeOf(aViewer('dsl'), new Date());
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const body = JSON.stringify({ pupils: [child] });
    await throughline.sendAndSettle({ kind: 'pupils', contentType: 'application/json', body });
  });
  after(() => throughline.drop());

  const sendUnder = async (category: string): Promise<() => Promise<string[]>> => {
    const incident = anIncident({ pupil: { upn: child.upn }, narrative: FAINT, category });
    const body = JSON.stringify({ incidents: [incident] });
    await throughline.sendAndSettle({ kind: 'incidents', contentType: 'application/json', body });
    await throughline.settled();
    return async () => {
      const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
      return (kept?.tagging?.tags ?? []).map((one) => `${one.category} ${one.polarity} ${one.confidence}`);
    };
  };
  const say = async (category: string, concerns: readonly ['neglect'] | readonly [] | undefined) => {
    const { store, queues } = throughline;
    expect(
      await recordCategoryMapping(store, scope, {
        schoolUrn: OUR_SCHOOL,
        category,
        concerns,
        at: new Date(),
      }),
    ).to.equal(true);
    await enqueueDecisions(queues, randomUUID());
    await waitFor(
      async () =>
        (await store.categoryMappings.countDocuments({ waitingSince: { $exists: true } })) === 0 || undefined,
      { what: 'the entries to be marked' },
    );
    await throughline.settled();
  };

  it('is evidence for the entries under it, those there already too, and for no others', async () => {
    const [under, beside] = [await sendUnder('Blue folder'), await sendUnder('Red folder')];
    const before = { under: await under(), beside: await beside() };
    await say('BLUE folder', ['neglect']);
    const [since, after] = [
      await sendUnder('blue  folder'),
      { under: await under(), beside: await beside() },
    ];
    expect(before.under).to.deep.equal(before.beside);
    expect(after.under).to.not.deep.equal(before.under);
    expect(after.under.join()).to.contain('neglect asserted');
    expect(await since()).to.deep.equal(after.under);
    expect(after.beside).to.deep.equal(before.beside);
    await say('Blue folder', undefined);
    expect(await under(), 'taken back').to.deep.equal(before.under);
  });

  it('is not the last word: a person’s correction stands', async () => {
    await sendUnder('Green folder');
    const { store } = throughline;
    const kept = await store.incidents.findOne({ category: 'Green folder' }).lean();
    const correction = {
      ...{ kind: 'remove', category: 'neglect', by: 'per_1', byName: 'Perpetua Lightfoot' },
      ...{ at: new Date(), reason: 'Paint from the art room.' },
    } as const;
    await store.incidents.updateOne(
      { category: 'Green folder' },
      { $push: { corrections: correction as never } },
    );
    await say('Green folder', ['neglect']);
    const after = await store.incidents.findById(kept?._id).lean();
    expect(after?.reading?.tags.some(({ category }) => category === 'neglect')).to.equal(true);
    expect(
      after?.tagging?.tags.some(
        ({ category, polarity }) => category === 'neglect' && polarity === 'asserted',
      ),
    ).to.equal(false);
  });

  it('is not undone by a worker that had begun to read by what was said before', async () => {
    const { store } = throughline;
    const tagsOf = await sendUnder('White folder');
    await say('White folder', ['neglect']);
    const tags = await tagsOf();
    const kept = await store.incidents.findOne({ category: 'White folder' }).lean();
    if (!kept?.tagging) throw new Error('there is no such entry');
    const late = {
      ...{ incidentId: kept._id, revision: kept.revision, corrections: 0 },
      tagging: { ...kept.tagging, tags: [] },
    };
    await recordTaggings(store, [late]);
    expect(await tagsOf()).to.deep.equal(tags);
  });
});
