import { expect } from 'chai';
import { parseChildEvent, type ChildEventContent } from '../../domain/childEvents/childEvent.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { londonDate } from '../../domain/localDate.ts';
import { findAssessment } from '../../store/assessments.ts';
import { amendChildEvent, recordChildEvent } from '../../store/childEvents.ts';
import { getChronology } from '../../store/chronology.ts';
import { recordCorrection, undoCorrection } from '../../store/corrections.ts';
import { decideOnFlag, listFlags } from '../../store/flagDecisions.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { scopeOf } from '../../store/scope.ts';
import { enqueueChronology } from '../../workers/queues.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil, type IncidentRow } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { aViewer, OTHER_SCHOOL } from '../support/viewers.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

describe('a child’s story, as people see and change it', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
  });
  after(() => throughline.drop());

  const dsl = () => scopeOf(aViewer('dsl', { schoolUrns: [OUR_SCHOOL], name: 'Our DSL' }), new Date());
  const stranger = () => scopeOf(aViewer('dsl', { schoolUrns: [OTHER_SCHOOL] }), new Date());
  const send = (kind: string, value: unknown) =>
    throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
  const parsed = (input: Record<string, unknown>): ChildEventContent => {
    const result = parseChildEvent(input, new Date(), londonDate(new Date()));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.content;
  };

  /** A child of our school, with these entries sent and weighed. */
  async function aChild(
    ...entries: Partial<IncidentRow>[]
  ): Promise<{ pupilId: string; sent: IncidentRow[] }> {
    const pupil = aPupil();
    await send('pupils', { pupils: [pupil] });
    const sent = entries.map((entry) => anIncident({ ...entry, pupil: { upn: pupil.upn } }));
    if (sent.length > 0) await send('incidents', { incidents: sent });
    await throughline.settled();
    const found = await findPupilByUpn(throughline.store, pupil.upn as Upn);
    return { pupilId: found?._id ?? '', sent };
  }

  const wordsAsOf = async (pupilId: string, asOf: Date): Promise<(string | undefined)[]> =>
    (await getChronology(throughline.store, dsl(), pupilId, asOf))?.chronology.entries
      .filter(({ kind }) => kind === 'incident')
      .map(({ incident }) => incident?.narrative) ?? [];
  const scoreOf = async (pupilId: string): Promise<number> => {
    await enqueueChronology(throughline.queues, [pupilId], 'test');
    await throughline.settled();
    return (await findAssessment(throughline.store, pupilId, 'now'))?.score ?? NaN;
  };

  const NEGLECT = [
    'Came in hungry again and asked for food.',
    'Same dirty clothes all week, smelled unwashed.',
  ];
  const aNeglectedChild = () =>
    aChild(
      ...NEGLECT.map((narrative, i) => ({
        narrative,
        occurredAt: daysAgo(20 - 7 * i).toISOString(),
        recordedAt: daysAgo(20 - 7 * i).toISOString(),
        recordedBy: `Teacher ${i}`,
      })),
    );

  it('shows the words of then for a date before they were revised, and none before they were written', async () => {
    const first = 'Came in hungry and said there was no breakfast.';
    const { pupilId, sent } = await aChild({
      narrative: first,
      occurredAt: daysAgo(9).toISOString(),
      recordedAt: daysAgo(8).toISOString(),
    });
    const beforeRevision = new Date();
    await send('incidents', { incidents: [{ ...sent[0], narrative: 'Came in hungry. Spoke to mother.' }] });
    await throughline.settled();
    expect(await wordsAsOf(pupilId, new Date())).to.deep.equal(['Came in hungry. Spoke to mother.']);
    expect(await wordsAsOf(pupilId, beforeRevision)).to.deep.equal([first]);
    expect(await wordsAsOf(pupilId, daysAgo(8.5))).to.deep.equal([]);
  });

  it('shows a withdrawn entry for dates before it was withdrawn only', async () => {
    const { pupilId, sent } = await aNeglectedChild();
    const before = new Date();
    await send('incidents', { incidents: [{ externalId: sent[0]?.externalId, withdrawn: true }] });
    await throughline.settled();
    expect(await wordsAsOf(pupilId, before)).to.have.length(2);
    expect(await wordsAsOf(pupilId, new Date())).to.deep.equal([NEGLECT[1]]);
  });

  it('follows an entry that a person leaves out, and takes it back when that is undone', async () => {
    const { pupilId } = await aNeglectedChild();
    const before = await scoreOf(pupilId);
    const [entry] =
      (await getChronology(throughline.store, dsl(), pupilId, new Date()))?.chronology.entries ?? [];
    const corrected = await recordCorrection(throughline.store, dsl(), {
      pupilId,
      content: { kind: 'entry-weight', entryId: entry?.id ?? '', factor: 0 },
      reason: 'About another child',
      at: new Date(),
    });
    const without = await scoreOf(pupilId);
    if (corrected.kind === 'corrected')
      await undoCorrection(throughline.store, dsl(), {
        pupilId,
        correctionId: corrected.correctionId,
        reason: 'It was this child after all',
        at: new Date(),
      });
    expect({ before, without, after: await scoreOf(pupilId) }).to.satisfy(
      (score: { before: number; without: number; after: number }) =>
        score.without < score.before && Math.abs(score.after - score.before) < 0.01,
    );
  });

  it('leaves past dates as they were when a theme is closed', async () => {
    const { pupilId } = await aNeglectedChild();
    const weightAsOf = async (asOf: Date): Promise<number> =>
      (await getChronology(throughline.store, dsl(), pupilId, asOf))?.chronology.entries.reduce(
        (sum, { weight }) => sum + weight,
        0,
      ) ?? NaN;
    const yesterday = daysAgo(1);
    const before = await weightAsOf(yesterday);
    await recordCorrection(throughline.store, dsl(), {
      pupilId,
      content: { kind: 'theme-closed', theme: 'harm-at-home' },
      reason: 'Resolved: food parcels and new washing machine',
      at: new Date(),
    });
    await scoreOf(pupilId);
    expect(await weightAsOf(new Date())).to.equal(0);
    expect(before).to.be.greaterThan(0);
    expect(await weightAsOf(yesterday)).to.equal(before);
  });

  it('tells what people added, as it stood at each date', async () => {
    const { pupilId } = await aChild();
    const { store } = throughline;
    const added = await recordChildEvent(store, dsl(), {
      pupilId,
      schoolUrn: OUR_SCHOOL,
      content: parsed({ kind: 'referral', on: '2026-09-14', to: 'front-door', text: 'Concern about home' }),
      at: daysAgo(3),
    });
    await amendChildEvent(store, dsl(), {
      eventId: added ?? '',
      content: parsed({
        kind: 'referral',
        on: '2026-09-14',
        to: 'front-door',
        text: 'Concern about home',
        outcome: 'Accepted',
      }),
      reason: 'Outcome heard',
      at: daysAgo(1),
    });
    const outcomeAsOf = async (asOf: Date): Promise<(string | undefined)[]> =>
      (await getChronology(store, dsl(), pupilId, asOf))?.chronology.entries
        .filter(({ kind }) => kind === 'referral')
        .map(({ outcome }) => outcome) ?? [];
    expect(await outcomeAsOf(daysAgo(4))).to.deep.equal([]);
    expect(await outcomeAsOf(daysAgo(2))).to.deep.equal(['No outcome recorded']);
    expect(await outcomeAsOf(new Date())).to.deep.equal(['Accepted']);
  });

  it('keeps a decision on a flag with who, why, by when, and whether it was done', async () => {
    const { pupilId } = await aChild({
      narrative: 'Disclosed that dad punched him in the face last night.',
      occurredAt: daysAgo(1).toISOString(),
      recordedAt: daysAgo(1).toISOString(),
    });
    const { store } = throughline;
    const [flag] = await listFlags(store, dsl(), pupilId);
    const decide = (decision: 'action' | 'complete', reason: string, dueOn?: string) =>
      decideOnFlag(store, dsl(), {
        pupilId,
        flagId: flag?.flagId ?? '',
        decision,
        reason,
        at: new Date(),
        ...(dueOn === undefined ? {} : { dueOn: londonDate(new Date(dueOn)) }),
      });
    await decide('action', 'Ring the front door', '2126-01-01');
    await decide('complete', 'Referral accepted');
    const [after] = await listFlags(store, dsl(), pupilId);
    expect(after?.state).to.equal('actioned');
    expect(after?.actions?.[0]).to.deep.include({
      what: 'Ring the front door',
      by: 'Our DSL',
      dueOn: '2126-01-01',
    });
    expect(after?.actions?.[0]?.done?.outcome).to.equal('Referral accepted');
  });

  it('is not there for somebody of another school, to read or to change', async () => {
    const { pupilId } = await aNeglectedChild();
    const { store } = throughline;
    const note = { pupilId, content: parsed({ kind: 'note', on: '2026-09-14', text: 'x' }), at: new Date() };
    expect(await getChronology(store, stranger(), pupilId, new Date())).to.equal(undefined);
    expect(await listFlags(store, stranger(), pupilId)).to.deep.equal([]);
    for (const schoolUrn of [OUR_SCHOOL, OTHER_SCHOOL as Urn])
      expect(await recordChildEvent(store, stranger(), { ...note, schoolUrn })).to.equal(undefined);
    expect(
      await recordCorrection(store, stranger(), {
        pupilId,
        content: { kind: 'theme-closed', theme: 'harm-at-home' },
        reason: 'x',
        at: new Date(),
      }),
    ).to.deep.equal({ kind: 'not-found' });
  });
});
