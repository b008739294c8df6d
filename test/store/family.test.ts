import { expect } from 'chai';
import type { Household } from '../../domain/household/buildHousehold.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { addDays, localDate, londonDate } from '../../domain/localDate.ts';
import { recordChildEvent } from '../../store/childEvents.ts';
import { getChronology } from '../../store/chronology.ts';
import { getHousehold } from '../../store/household.ts';
import { getMoves, listMoves } from '../../store/moves.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { recordSchool } from '../../store/schools.ts';
import { scopeOf } from '../../store/scope.ts';
import { recordSource } from '../../store/sources.ts';
import { listUnseen } from '../../store/unseen.ts';
import { sendDelivery } from '../../scripts/demo/sendDelivery.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil, type PupilRow } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { aViewer, OTHER_SCHOOL } from '../support/viewers.ts';
import { waitFor } from '../support/waitFor.ts';

const DAY_MS = 86_400_000;
const now = (): Date => new Date();
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const dateAgo = (days: number) => addDays(londonDate(now()), -days);
const DIRTY = 'Same dirty clothes all week, smelled unwashed.';
const HUNGRY = 'Came in hungry again and asked for food.';

describe('a family across two schools', () => {
  let throughline: TestThroughline;
  let theirSource: { sourceId: string; secret: string };
  let sent = 0;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const { store } = throughline;
    await recordSchool(store, { _id: OTHER_SCHOOL, name: 'Hollin High', phase: 'secondary', termDates: [] });
    theirSource = await recordSource(store, { schoolUrn: OTHER_SCHOOL, name: 'Exports', now: now() });
  });
  after(() => throughline.drop());

  const scopeAt = (schoolUrn: Urn) => scopeOf(aViewer('dsl', { schoolUrns: [schoolUrn] }), now());
  const delivery = (kind: string, value: unknown, contentType = 'application/json') => ({
    kind,
    contentType,
    body: typeof value === 'string' ? value : JSON.stringify(value),
  });
  const ours = (kind: string, value: unknown, contentType?: string) =>
    throughline.sendAndSettle(delivery(kind, value, contentType));
  const theirs = async (kind: string, value: unknown) => {
    const { store, url } = throughline;
    const id = await sendDelivery({ url, ...theirSource }, delivery(kind, value), `theirs_${++sent}`);
    await waitFor(() => store.deliveries.findOne({ _id: id, state: { $ne: 'accepted' } }), {
      what: 'theirs',
    });
  };
  const idOf = async ({ upn }: PupilRow) => (await findPupilByUpn(throughline.store, upn as Upn))?._id ?? '';

  /** A younger child at our school and an older one at the other, each with an entry on hunger. */
  async function siblings(): Promise<{ younger: string; older: string }> {
    const home = { household_id: `H${sent}`, address_key: `address-${sent}` };
    const older = aPupil({ school_urn: OTHER_SCHOOL, ...home });
    const younger = aPupil(home);
    await ours('pupils', { pupils: [younger] });
    await theirs('pupils', { pupils: [older] });
    const entry = { occurredAt: daysAgo(9), recordedAt: daysAgo(9), narrative: HUNGRY };
    await ours('incidents', { incidents: [anIncident({ ...entry, pupil: { upn: younger.upn } })] });
    await theirs('incidents', {
      incidents: [
        { ...entry, recordedBy: 'Tutor' },
        { narrative: DIRTY, occurredAt: daysAgo(16), recordedAt: daysAgo(16), recordedBy: 'Nurse' },
        { narrative: DIRTY, occurredAt: daysAgo(30), recordedAt: daysAgo(30), recordedBy: 'Form teacher' },
      ].map((given) => anIncident({ ...given, schoolUrn: OTHER_SCHOOL, pupil: { upn: older.upn } })),
    });
    await throughline.settled();
    return { younger: await idOf(younger), older: await idOf(older) };
  }
  const householdOf = (pupilId: string, schoolUrn: Urn = OUR_SCHOOL): Promise<Household | undefined> =>
    getHousehold(throughline.store, scopeAt(schoolUrn), pupilId, now());

  it('is seen together, the entry at the other school by its day and theme and no more', async () => {
    const { younger, older } = await siblings();
    const household = await householdOf(younger);
    const elsewhere = household?.entries.find(({ pupilId }) => pupilId === older);
    expect(elsewhere).to.deep.include({ outline: true });
    expect(elsewhere?.entry.title).to.equal('An entry at another school, on harm at home');
    expect(JSON.stringify(elsewhere)).not.to.contain('hungry');
    expect(household?.members.find(({ pupilId }) => pupilId === older)?.name).to.match(/^[A-Z]{2}$/);
    expect(household?.points).to.be.greaterThan(0);
  });

  it('is read in full once the other school shares its record, and no longer when it decides otherwise', async () => {
    const { younger, older } = await siblings();
    const readable = async () =>
      (await householdOf(younger))?.entries.find(({ pupilId }) => pupilId === older)?.outline === false;
    const share = (shared: boolean) =>
      recordChildEvent(throughline.store, scopeAt(OTHER_SCHOOL), {
        pupilId: older,
        schoolUrn: OTHER_SCHOOL,
        content: {
          kind: 'share',
          on: dateAgo(0),
          withSchool: OUR_SCHOOL,
          shared,
          text: 'Agreed with their DSL: same home, same worry',
        },
        at: now(),
      });
    await share(true);
    expect(await readable()).to.equal(true);
    await share(false);
    expect(await readable()).to.equal(false);
  });

  it('is not there for somebody who may not see the child', async () => {
    const { younger } = await siblings();
    expect(await householdOf(younger, OTHER_SCHOOL)).to.equal(undefined);
  });

  it('lists the child nobody has seen with what was tried, and says why nothing is known of another', async () => {
    const [absent, unregistered] = [aPupil({ cp_plan: 'Y' }), aPupil()];
    await ours('pupils', { pupils: [absent, unregistered] });
    const rows = Array.from({ length: 42 }, (_, i) => i)
      .map((days) => dateAgo(days))
      .flatMap((date, i) =>
        ['AM', 'PM'].map((session) => `${absent.upn},${date},${session},${i > 30 ? '/' : 'O'}`),
      );
    await ours('attendance', `upn,date,session,code\n${rows.join('\n')}\n`, 'text/csv');
    await ours('contacts', {
      contacts: [{ upn: absent.upn, at: daysAgo(3), method: 'visit', seen: false, by: 'Welfare officer' }],
    });
    await throughline.settled();
    const [pupilId, unknownId] = [await idOf(absent), await idOf(unregistered)];
    const list = await listUnseen(throughline.store, scopeAt(OUR_SCHOOL), now());
    expect(list[0]).to.deep.include({
      pupilId,
      reasons: ['on the list at watch', 'on a child protection plan'],
    });
    expect(list[0]?.tried.map(({ by, seen }) => [by, seen])).to.deep.equal([['Welfare officer', false]]);
    expect(list.find((child) => child.pupilId === unknownId)?.state).to.deep.equal({
      kind: 'no-data',
      why: 'register-not-received',
    });
    expect(await listUnseen(throughline.store, scopeAt(OTHER_SCHOOL), now())).not.to.deep.include(list[0]);
  });

  it('goes with the child who moves: the old school keeps what it wrote, without weights, and no more', async () => {
    const mover = aPupil({ school_urn: OTHER_SCHOOL, date_joined: '2025-01-08' });
    await theirs('pupils', { pupils: [mover] });
    const entry = { occurredAt: daysAgo(30), recordedAt: daysAgo(30), narrative: HUNGRY };
    await theirs('incidents', {
      incidents: [anIncident({ ...entry, schoolUrn: OTHER_SCHOOL, pupil: { upn: mover.upn } })],
    });
    await theirs('pupils', { pupils: [{ ...mover, date_left: dateAgo(20) }] });
    await ours('pupils', { pupils: [{ ...mover, school_urn: OUR_SCHOOL, date_joined: dateAgo(15) }] });
    await ours('incidents', {
      incidents: [
        anIncident({
          narrative: HUNGRY,
          occurredAt: daysAgo(5),
          recordedAt: daysAgo(5),
          pupil: { upn: mover.upn },
        }),
      ],
    });
    await throughline.settled();
    const seenAt = async (schoolUrn: Urn) => {
      const found = await getChronology(throughline.store, scopeAt(schoolUrn), await idOf(mover), now());
      return found?.chronology.entries
        .filter(({ kind }) => kind === 'incident')
        .map(({ source, weight }) => [source?.kind === 'incident' && source.schoolUrn, weight > 0]);
    };
    expect(await seenAt(OUR_SCHOOL)).to.deep.equal([
      [OUR_SCHOOL, true],
      [OTHER_SCHOOL, true],
    ]);
    expect(await seenAt(OTHER_SCHOOL)).to.deep.equal([[OTHER_SCHOOL, false]]);
  });

  it('asks what came with a child who moved here, until a person answers', async () => {
    const asOf = new Date('2026-02-20T12:00:00Z');
    const mover = aPupil({ school_urn: OTHER_SCHOOL, date_joined: '2025-01-08', date_left: '2026-01-09' });
    await theirs('pupils', { pupils: [mover] });
    const { date_left: _, ...here } = { ...mover, school_urn: OUR_SCHOOL, date_joined: '2026-02-02' };
    await ours('pupils', { pupils: [here] });
    const pupilId = await idOf(mover);
    const { store } = throughline;
    const scope = scopeAt(OUR_SCHOOL);
    const listed = async () =>
      (await listMoves(store, scope, asOf)).some(({ pupil }) => pupil._id === pupilId);
    expect((await getMoves(store, scope, pupilId, asOf))?.questions[0]).to.deep.include({
      joinedOn: '2026-02-02',
      fromSchoolUrn: OTHER_SCHOOL,
      daysWithoutPlace: 23,
    });
    expect(await listed()).to.equal(true);
    const answer = (content: Parameters<typeof recordChildEvent>[2]['content']) =>
      recordChildEvent(store, scope, { pupilId, schoolUrn: OUR_SCHOOL, content, at: asOf });
    await answer({ kind: 'move-reason', on: localDate('2026-02-02'), text: 'Family moved house' });
    await answer({ kind: 'safeguarding-file', on: localDate('2026-02-04'), state: 'none' });
    expect(await listed()).to.equal(false);
  });
});
