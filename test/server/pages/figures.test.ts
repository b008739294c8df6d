import { expect } from 'chai';
import type { Assessment } from '../../../domain/concern/assessment.ts';
import { addDays, isoWeekOf, londonDate } from '../../../domain/localDate.ts';
import { recordAssessments, recordWeek } from '../../../store/assessments.ts';
import { recordSchool } from '../../../store/schools.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import {
  CHROMIUM,
  closeBrowser,
  keepScreenshot,
  LAPTOP,
  openWindow,
  overflowsSideways,
  PHONE,
  seriousViolations,
} from '../../support/browser.ts';
import { aPerson, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { OTHER_SCHOOL, OWN_SCHOOL } from '../../support/viewers.ts';
import type { Urn } from '../../../domain/identifiers.ts';

const THIRD_SCHOOL = '990003' as Urn;
const TODAY = londonDate(new Date());
const FOUR_WEEKS_AGO = isoWeekOf(addDays(TODAY, -28));

describe('the page of figures', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  let lead: Client;
  let head: Client;

  before(async () => {
    throughline = await aThroughline(['server']);
    const { store } = throughline;
    for (const [_id, name, locality] of [
      [OWN_SCHOOL, 'Larkmead Primary', 'Eastvale'],
      [OTHER_SCHOOL, 'Brindle High', 'Eastvale'],
      [THIRD_SCHOOL, 'Foxholt Academy', 'Northmoor'],
    ] as const)
      await recordSchool(store, { _id, name, locality, phase: 'primary', termDates: [] });
    await schoolOf(OWN_SCHOOL, 60, { watch: 8, concern: 6, urgent: 3 });
    await schoolOf(OTHER_SCHOOL, 90, { watch: 17, concern: 4, urgent: 0 });
    await schoolOf(THIRD_SCHOOL, 40, { watch: 2, concern: 2, urgent: 2 });
    lead = await signed('council-lead', [OWN_SCHOOL, OTHER_SCHOOL]);
    head = await signed('head', [OWN_SCHOOL]);
  });
  after(async () => {
    await closeBrowser();
    await throughline.drop();
  });

  const signed = async (role: 'council-lead' | 'head', schoolUrns: Urn[]): Promise<Client> =>
    signIn(throughline.url, await aPerson(throughline, role, { schoolUrns }));

  /** Children of a school, the first of them on a list, and one who left it and is urgent. */
  async function schoolOf(
    schoolUrn: Urn,
    roll: number,
    levels: { watch: number; concern: number; urgent: number },
  ): Promise<void> {
    const { store } = throughline;
    const order = Object.entries(levels).flatMap(([level, count]) => Array<string>(count).fill(level));
    const children = Array.from({ length: roll + 1 }, (_, i) => ({
      pupilId: `pup_${schoolUrn}_${i}`,
      level: (i === roll ? 'urgent' : (order[i] ?? 'none')) as Assessment['level'],
      left: i === roll ? { left: addDays(TODAY, -10) } : {},
      absent: i < 4 ? 70 : 6,
    }));
    await store.pupils.collection.insertMany(
      children.map(({ pupilId, left }) => ({
        _id: pupilId,
        upns: [pupilId],
        memberships: [{ schoolUrn, ...left }],
      })) as never,
    );
    const assessed = children.map(({ pupilId, level, absent }) => ({
      schoolUrns: [schoolUrn],
      basedOn: 1,
      assessment: assessmentOf(pupilId, level, absent),
    }));
    await recordAssessments(store, assessed);
    if (schoolUrn === OWN_SCHOOL) await recordWeek(store, FOUR_WEEKS_AGO, assessed);
  }

  it('gives a council’s lead the small counts of their schools as c, and totals that do not undo it', async () => {
    const { status, text } = await lead.get('/figures');
    expect(status).to.equal(200);
    expect(rowOf(text, 'Larkmead Primary (Eastvale)')).to.deep.equal(['60', '20', '33%', '10', '5', 'c']);
    expect(rowOf(text, 'Brindle High (Eastvale)')).to.deep.equal(['90', '20', '22%', '15', 'c', '0']);
    expect(rowOf(text, 'All schools')).to.deep.equal(['150', '35', '23%', '25', '10', 'c']);
  });

  it('compares only the school that kept the week of four weeks ago', async () => {
    const { text } = await lead.get('/figures');
    expect(text).to.contain('1 of 2 schools kept that week').and.to.contain('No school’s week of a year ago');
    expect(rowOf(text, 'Of concern or urgent')).to.deep.equal(['10', '10', 'No clear change']);
  });

  it('says nothing of a school that is not theirs, nor of any child', async () => {
    for (const path of ['/figures', '/figures.csv']) {
      const { text } = await lead.get(path);
      expect(text).to.not.match(/Foxholt|Northmoor|pup_|\/children/);
    }
  });

  it('counts anew when the counts are ten minutes old', async () => {
    const { store, clock } = throughline;
    await store.pupils.collection.deleteMany({
      _id: { $in: [40, 41, 42, 43, 44].map((i) => `pup_${OWN_SCHOOL}_${i}`) },
    } as never);
    const children = async () => rowOf((await lead.get('/figures')).text, 'Larkmead Primary (Eastvale)')[0];
    expect(await children()).to.equal('60');
    clock.forward(10 * 60_000);
    expect(await children()).to.equal('55');
  });

  it('is where a head begins, with their own school alone', async () => {
    expect((await head.get('/')).location).to.equal('/figures');
    const { text } = await head.get('/figures');
    expect(text)
      .to.contain('Larkmead Primary')
      .and.to.not.match(/Brindle|All schools/);
  });

  it('gives the same as a file, and says in the audit who looked', async () => {
    const { headers, text } = await lead.get('/figures.csv');
    expect(headers.get('content-type')).to.match(/^text\/csv/);
    expect(text).to.contain('"Children by school and locality","All schools","Urgent","c"');
    const seen = await throughline.store.audit.find({ route: 'GET /figures.csv' }).lean();
    expect(seen.at(-1)).to.deep.include({ action: 'viewed-figures' });
    expect(seen.at(-1)?.about.schoolUrns).to.have.members([OWN_SCHOOL, OTHER_SCHOOL]);
  });

  it('reads well on a lead’s laptop and a head’s phone', async function () {
    if (CHROMIUM === undefined) this.skip();
    for (const [name, viewport, client] of [
      ['lead-laptop', LAPTOP, lead],
      ['head-phone', PHONE, head],
    ] as const) {
      const { context, page } = await openWindow(throughline.url, { viewport });
      const cookies = [...client.cookies].map(([key, value]) => ({
        name: key,
        value,
        url: throughline.url,
      }));
      await context.addCookies(cookies);
      await page.goto('/figures');
      await keepScreenshot(page, `figures-${name}`);
      expect(await seriousViolations(page)).to.deep.equal([]);
      expect(await overflowsSideways(page), name).to.equal(false);
      await context.close();
    }
  });
});

/** The cells of the first table row of a name. */
function rowOf(html: string, head: string): string[] {
  const row = html.split('<tr').find((text) => text.includes(`>${head}</th>`)) ?? '';
  return [...row.matchAll(/<td[^>]*>([^<]*)</g)].map(([, cell = '']) => cell);
}

function assessmentOf(pupilId: string, level: Assessment['level'], absentYear: number): Assessment {
  return {
    pupilId,
    asOf: new Date(),
    level,
    kinds: level === 'none' ? [] : ['cumulative'],
    score: level === 'none' ? 0 : 5,
    contributions: [{ id: 'theme:harm-at-home', what: 'Basic needs', points: 5, entryIds: [] }],
    keyEntryIds: [],
    acuteEntryIds: [],
    attendance: {
      possibleYear: 120,
      absentYear,
      unauthorisedYear: 0,
      lateYear: 0,
      possibleLastFourWeeks: 40,
      absentLastFourWeeks: 2,
      persistent: absentYear >= 12,
      severe: absentYear >= 60,
      unauthorisedTenWeeks: 0,
      remarks: [],
    },
    unseen: { kind: 'no-data', why: 'register-not-received' },
  };
}
