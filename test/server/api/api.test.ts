import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import type { Role } from '../../../domain/access/roles.ts';
import type { Upn } from '../../../domain/identifiers.ts';
import { amendSignIn } from '../../../store/people.ts';
import { findPupilByUpn } from '../../../store/pupils.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import { anIncident, aPupil } from '../../support/people.ts';
import { aPerson, signIn, type Client, type TestPerson } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { OTHER_SCHOOL } from '../../support/viewers.ts';

const WORDS = 'Said the kettle was thrown again and that home is frightening.';

describe('the API with personal tokens', function () {
  this.timeout(60_000);
  let throughline: TestThroughline;
  let pupilId = '';
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const child = aPupil({});
    const post = (kind: 'pupils' | 'incidents', rows: object) =>
      throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(rows) });
    await post('pupils', { pupils: [child] });
    await post('incidents', {
      incidents: [anIncident({ pupil: { upn: child.upn }, narrative: WORDS })],
    });
    await throughline.settled();
    const own = await findPupilByUpn(throughline.store, child.upn as Upn);
    pupilId = own?._id ?? '';
    await throughline.store.pupils.collection.insertOne({
      ...own,
      _id: 'pup_of_another_school',
      upns: ['A999000000001'],
      memberships: [{ schoolUrn: OTHER_SCHOOL }],
    } as never);
  });
  after(() => throughline.drop());

  /** Makes a token on the page as somebody would, and reads it where it is shown this once. */
  async function tokenOnPage(client: Client, person: TestPerson, scope: string, days = '30') {
    const form = { name: 'Spreadsheet', days, current: person.password };
    await client.get('/account/tokens');
    const made = await client.post('/account/tokens', { ...form, scopes: scope });
    const page = await client.get('/account/tokens');
    return { status: made.status, token: /tlp_[\w-]+/.exec(page.text)?.[0] ?? '', page };
  }
  async function holder(role: Role, scope: string, given = {}) {
    const person = await aPerson(throughline, role, given);
    const client = await signIn(throughline.url, person);
    return { person, client, ...(await tokenOnPage(client, person, scope)) };
  }
  async function ask(path: string, token: string) {
    const answer = await fetch(`${throughline.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    return { status: answer.status, text, type: answer.headers.get('content-type') ?? '' };
  }

  it('shows a token once and keeps its hash alone', async () => {
    const { client, token } = await holder('dsl', 'read-lists');
    expect((await client.get('/account/tokens')).text).not.to.contain(token);
    expect(JSON.stringify(await throughline.store.apiTokens.find().lean())).not.to.contain(token);
  });

  it('makes no token without the password, for more than 90 days or for what the role may not read', async () => {
    const person = await aPerson(throughline, 'attendance-officer');
    const client = await signIn(throughline.url, person);
    expect((await tokenOnPage(client, { ...person, password: 'wrong' }, 'read-lists')).status).to.equal(422);
    expect((await tokenOnPage(client, person, 'read-lists', '91')).status).to.equal(422);
    expect((await tokenOnPage(client, person, 'read-records')).status).to.equal(403);
    const technician = await aPerson(throughline, 'technician');
    const theirs = await signIn(throughline.url, technician);
    expect((await tokenOnPage(theirs, technician, 'read-lists')).status).to.equal(403);
  });

  it('gives a lead the children of their own school, with reasons that add up', async () => {
    const { token } = await holder('dsl', 'read-lists');
    const list = await ask('/children', token);
    expect(list.text).to.contain(pupilId).and.not.contain('pup_of_another_school');
    const child = JSON.parse((await ask(`/children/${pupilId}`, token)).text) as {
      score: number;
      reasons: { points: number }[];
    };
    expect(child.reasons).not.to.deep.equal([]);
    expect(child.reasons.reduce((sum, { points }) => sum + points, 0)).to.be.closeTo(child.score, 1e-6);
  });

  it('answers alike of a child elsewhere and of none', async () => {
    const { token } = await holder('dsl', 'read-lists');
    const without = ({ status, text, type }: Awaited<ReturnType<typeof ask>>) => ({
      ...{ status, type },
      text: text.replace(/urn:uuid:[\w-]+/, ''),
    });
    const hidden = without(await ask('/children/pup_of_another_school', token));
    expect(hidden.type).to.contain('application/problem+json');
    expect(hidden.status).to.equal(404);
    expect(hidden).to.deep.equal(without(await ask('/children/pup_none', token)));
  });

  it('gives pastoral staff the children named for them and no others', async () => {
    const named = await holder('pastoral', 'read-records', { pupilIds: [pupilId] });
    const other = await holder('pastoral', 'read-records');
    expect((await ask(`/children/${pupilId}/chronology`, named.token)).text).to.contain(WORDS);
    expect((await ask(`/children/${pupilId}/chronology`, other.token)).status).to.equal(404);
  });

  it('gives an attendance officer no word that staff wrote', async () => {
    const { token } = await holder('attendance-officer', 'read-lists');
    for (const path of ['/children', `/children/${pupilId}`, '/flags'])
      expect((await ask(path, token)).text, path).not.to.contain('kettle');
    expect((await ask(`/children/${pupilId}/chronology`, token)).status).to.equal(403);
  });

  it('writes whose record was read into the audit', async () => {
    const { token, person } = await holder('dsl', 'read-records');
    await ask(`/children/${pupilId}/chronology`, token);
    const filter = { action: 'used-api', 'actor.personId': person.personId, 'about.pupilId': pupilId };
    expect(await throughline.store.audit.countDocuments(filter as never)).to.equal(1);
  });

  it('tells the chronology as it was known at an instant', async () => {
    const { token } = await holder('dsl', 'read-records');
    const before = await ask(`/children/${pupilId}/chronology?asOf=2001-01-01T00:00:00Z`, token);
    expect(before.status).to.equal(200);
    expect(before.text).not.to.contain(WORDS);
    expect((await ask(`/children/${pupilId}/chronology?cursor=x`, token)).status).to.equal(400);
  });

  it('leads from page to page of children by cursor, each child once', async () => {
    const own = await throughline.store.pupils.findById(pupilId).lean();
    const more = Array.from({ length: 60 }, (_, i) => ({ ...own, _id: `pup_more_${i}`, upns: [`M${i}`] }));
    await throughline.store.pupils.collection.insertMany(more as never);
    const { token } = await holder('dsl', 'read-lists');
    type List = { children: { pupilId: string }[]; next: string | null };
    const first = JSON.parse((await ask('/children', token)).text) as List;
    const second = JSON.parse((await ask(`/children?cursor=${first.next ?? ''}`, token)).text) as List;
    const ids = [...first.children, ...second.children].map((child) => child.pupilId);
    expect(second.next).to.equal(null);
    expect(new Set(ids).size).to.equal(61);
    expect(ids).to.have.length(61);
  });

  it('refuses a token that was revoked', async () => {
    const { client, token, page } = await holder('dsl', 'read-lists');
    const path = /\/account\/tokens\/tok_\w+\/revoke/.exec(page.text)?.[0] ?? '';
    expect((await ask('/me', token)).status).to.equal(200);
    await client.post(path);
    expect((await ask('/me', token)).status).to.equal(401);
  });

  it('refuses the token of somebody disabled, at once', async () => {
    const { person, token } = await holder('dsl', 'read-lists');
    await amendSignIn(throughline.store, person.personId, { set: { disabledAt: new Date() } });
    expect((await ask('/me', token)).status).to.equal(401);
  });

  it('answers as its description says', async () => {
    const document = (await (await fetch(`${throughline.url}/api/openapi.json`)).json()) as {
      components: object;
      paths: Record<string, { get: { responses: { 200: { content: object } } } }>;
    };
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'openapi', components: document.components });
    const lists = await holder('dsl', 'read-lists');
    const records = await holder('dsl', 'read-records');
    const digests = await holder('dsl', 'read-digests');
    const asked: readonly (readonly [string, string, string])[] = [
      ['Me', '/me', lists.token],
      ['ChildList', '/children', lists.token],
      ['Child', `/children/${pupilId}`, lists.token],
      ['FlagList', '/flags', lists.token],
      ['Chronology', `/children/${pupilId}/chronology`, records.token],
      ['DigestList', '/digests', digests.token],
      ['Problem', '/digests/none', digests.token],
    ];
    for (const [schema, path, token] of asked) {
      const validate = ajv.getSchema(`openapi#/components/schemas/${schema}`);
      expect(
        validate?.(JSON.parse((await ask(path, token)).text)),
        `${path} ${ajv.errorsText(validate?.errors)}`,
      ).to.equal(true);
    }
  });

  it('refuses a token that has expired', async () => {
    const { token } = await holder('dsl', 'read-lists');
    throughline.clock.forward(31 * 86_400_000);
    expect((await ask('/me', token)).status).to.equal(401);
  });
});
