import { expect } from 'chai';
import { Registry } from 'prom-client';
import { buildDigest } from '../../domain/digest/buildDigest.ts';
import { may } from '../../domain/access/actions.ts';
import { ROLES, type Role } from '../../domain/access/roles.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { aChild, digestFacts } from '../../scripts/preview/digestPeople.ts';
import { buildApp } from '../../server/app.ts';
import { API_SCOPE_NAMES, API_SCOPES } from '../../domain/access/apiScopes.ts';
import { assertClassified, listRoutes, type ApiRule } from '../../server/classifiedRoutes.ts';
import type { PageRule } from '../../server/pages/page.ts';
import { serverMetrics } from '../../server/serverMetrics.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { recordDigest } from '../../store/digests.ts';
import { hashToken } from '../../store/people.ts';
import type { Store } from '../../store/openStore.ts';
import { recordReader } from '../../store/readers.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { aClient, aPerson, signIn, type Answered, type Client } from '../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { OTHER_SCHOOL, OWN_SCHOOL } from '../support/viewers.ts';

/** In the name and the entries of every child here: found in a log or on a page of another school, it leaked. */
const MARK = 'Zephyrmark';
const HOSTILE = `${MARK} <img src=x onerror=alert(1)> "'> {{7*7}} =cmd|' /C calc'!A0`;

describe('every route, for every role, at their own school and another', function () {
  this.timeout(120_000);
  let throughline: TestThroughline;
  let rules: PageRule[];
  let apiRules: ApiRule[];
  const clients = new Map<Role, Client>();
  /** Routes that answered with a page at least once. */
  const shownRoutes = new Set<string>();
  const params: Record<'own' | 'other', Record<string, string>> = { own: {}, other: {} };
  const address = (rule: PageRule, whose: 'own' | 'other'): string =>
    rule.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = params[whose][name];
      if (value === undefined)
        throw new Error(`the walk knows no :${name}; say which is ours and which is not`);
      return value;
    });
  const ask = (client: Client, rule: PageRule, whose: 'own' | 'other'): Promise<Answered> =>
    rule.method === 'get' ? client.get(address(rule, whose)) : client.post(address(rule, whose));

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const { store, queues, configuration } = throughline;
    await recordSchool(store, { _id: OTHER_SCHOOL, name: 'Other School', phase: 'primary', termDates: [] });
    const child = aPupil({ surname: MARK });
    await throughline.sendAndSettle(pupilsOf(child));
    await throughline.sendAndSettle(incidentOf(child.upn));
    const own = await findPupilByUpn(store, child.upn as Upn);
    await store.pupils.collection.insertOne({
      ...own,
      _id: 'pup_of_another_school',
      upns: ['A999000000001'],
      memberships: [{ schoolUrn: OTHER_SCHOOL }],
    } as never);
    const entry = await store.incidents.findOne({}).lean();
    await store.incidents.collection.insertOne({
      ...entry,
      _id: 'inc_of_another_school',
      externalId: 'theirs',
      pupilId: 'pup_of_another_school',
      schoolUrn: OTHER_SCHOOL,
    } as never);
    params.own = await things(OWN_SCHOOL, own?._id ?? '');
    params.other = await things(OTHER_SCHOOL, 'pup_of_another_school');
    await throughline.settled();
    for (const role of ROLES) {
      const person = await aPerson(throughline, role, {
        narrativeUrns: [OWN_SCHOOL],
        pupilIds: [params.own['pupilId'] ?? '', 'pup_of_another_school'],
      });
      clients.set(role, await signIn(throughline.url, person));
    }
    const registry = new Registry();
    const context = { store, queues, configuration, registry, log: () => undefined, now: () => new Date() };
    const app = buildApp({ ...context, metrics: serverMetrics(registry, queues) }, 'a secret of the test');
    apiRules = listRoutes(app).flatMap(({ rule }) => (rule?.kind === 'api' ? [rule] : []));
    rules = listRoutes(app).flatMap(({ rule }) =>
      rule && rule.kind !== 'machine' && rule.kind !== 'api' ? [rule] : [],
    );
  });
  after(() => throughline.drop());

  async function things(schoolUrn: Urn, pupilId: string): Promise<Record<string, string>> {
    const { store } = throughline;
    const source = await recordSource(store, { schoolUrn, name: 'Exports', now: new Date() });
    const { personId } = await aPerson(throughline, 'attendance-officer', { schoolUrns: [schoolUrn] });
    const reader = { name: 'Reader', email: `reader@${schoolUrn}.example`, role: 'dsl' } as const;
    const readerId = await recordReader(store, { schoolUrns: [schoolUrn], ...reader }, new Date());
    const digestId = await aDigest(store, schoolUrn, readerId);
    const entryId = (await store.incidents.findOne({ schoolUrn }).lean())?._id ?? '';
    const erasureId = `ers_of_${schoolUrn}`;
    await anErasure(store, erasureId, { schoolUrn, pupilId });
    const none = {
      eventId: 'none',
      flagId: 'flag',
      tokenId: 'none',
      provider: 'entra',
      token: 'none',
      deliveryId: 'dlv_none',
      rowId: 'none',
      transferId: 'none',
      requestId: 'none',
      entryKey: 'none',
      decisionId: 'none',
      correctionId: 'none',
    };
    const { sourceId } = source;
    return {
      pupilId,
      personId,
      sourceId,
      schoolUrn,
      urn: schoolUrn,
      readerId,
      digestId,
      entryId,
      erasureId,
      ...none,
    };
  }

  /** Those with which people change what they sign in with would end the walk's own sessions. */
  const walked = (): PageRule[] =>
    rules.filter(
      ({ allow, kind, method }) => allow !== 'everybody' && !(kind === 'account' && method === 'post'),
    );

  it('refuses to start with a route that nobody classified', async () => {
    const express = (await import('express')).default();
    express.get('/children', (_request, response) => void response.end());
    expect(() => {
      assertClassified(express);
    }).to.throw('GET /children');
  });

  it('asks whoever is not signed in to sign in', async () => {
    for (const rule of walked().filter(({ method }) => method === 'get')) {
      const { status, location } = await ask(aClient(throughline.url), rule, 'own');
      expect({ status, location }, rule.path).to.deep.equal({ status: 303, location: '/sign-in' });
    }
  });

  for (const role of ROLES) {
    it(`gives ${role} what the table says and nothing more`, async () => {
      const client = clients.get(role)!;
      for (const rule of walked()) {
        const name = `${role}: ${rule.method} ${rule.path}`;
        const { allow } = rule;
        const granted = allow === 'signed-in' || allow === 'everybody' || may(role, allow);
        const own = await ask(client, rule, 'own');
        if (own.status === 200) shownRoutes.add(`${rule.method.toUpperCase()} ${rule.path}`);
        expect(own.location, name).not.to.equal('/sign-in');
        expect(own.status < 500, `${name} answers ${own.status}`).to.equal(true);
        expect(own.status === 403, `${name} answers ${own.status}`).to.equal(!granted);
        const aboutAThing = /:(pupilId|personId|sourceId|digestId|readerId|erasureId)/.test(rule.path);
        if (!granted || !aboutAThing || role === 'admin') continue;
        const other = await ask(client, rule, 'other');
        expect(other.status, `${name} of another school`).to.equal(404);
        expect(other.text, name).not.to.contain(MARK);
      }
    });
  }

  it('gives every role through the API what the table says, of its own school, with a token of every scope', async () => {
    expect(apiRules.length).to.be.greaterThan(5);
    for (const role of ROLES) {
      const person = await aPerson(throughline, role, {
        narrativeUrns: [OWN_SCHOOL],
        pupilIds: [params.own['pupilId'] ?? '', 'pup_of_another_school'],
      });
      const token = await aToken(throughline, person.personId);
      for (const { path, scope } of apiRules) {
        const ask = async (whose: 'own' | 'other') => {
          const answer = await fetch(
            `${throughline.url}${path.replace(/:(\w+)/g, (_, name: string) => params[whose][name] ?? '')}`,
            { headers: { authorization: `Bearer ${token}` } },
          );
          return { status: answer.status, text: await answer.text() };
        };
        const granted = scope === undefined || may(role, API_SCOPES[scope].action);
        const { status } = await ask('own');
        // Those who look across schools have only children with a flag standing on their usual list.
        const leads = ['safeguarding-lead', 'trust-lead', 'council-lead'].includes(role);
        const expected = !granted ? [403] : leads && path.includes(':pupilId') ? [200, 404] : [200];
        expect(status, `${role}: ${path}`).to.be.oneOf(expected);
        if (!granted || !path.includes(':')) continue;
        const other = await ask('other');
        expect(other.status, `${role}: ${path} of another school`).to.equal(404);
        expect(other.text).not.to.contain(MARK);
      }
    }
  });

  it('shows pastoral staff no child of their own school who was not named for them', async () => {
    const person = await aPerson(throughline, 'pastoral');
    const client = await signIn(throughline.url, person);
    for (const rule of walked().filter(
      ({ path, allow }) => path.includes(':pupilId') && may('pastoral', allow as never),
    ))
      expect((await ask(client, rule, 'own')).status, rule.path).to.equal(404);
  });

  it('shows no page to a role whose reading is not in the audit first', async () => {
    const lines = await throughline.store.audit.find({ action: { $ne: 'denied' } }).lean();
    const written = new Set(lines.map(({ route }) => route));
    const missing = walked()
      .filter(({ audit }) => typeof audit === 'string')
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
      .filter((route) => shownRoutes.has(route) && route.startsWith('GET') && !written.has(route));
    expect(shownRoutes.size).to.be.greaterThan(10);
    expect(missing).to.deep.equal([]);
  });

  it('escapes what people wrote wherever it is shown', async () => {
    const client = clients.get('dsl')!;
    let shown = 0;
    for (const rule of walked().filter(
      ({ method, path }) => method === 'get' && !/\.(pdf|csv)$/.test(path),
    )) {
      if (rule.allow !== 'signed-in' && !may('dsl', rule.allow as never)) continue;
      const { text } = await ask(client, rule, 'own');
      expect(text, rule.path).not.to.contain('<img src=x');
      if (text.includes('&lt;img src')) shown += 1;
    }
    expect(shown).to.be.greaterThan(0);
  });

  it('keeps pages out of every cache, and scripts and frames of others out of pages', async () => {
    const { headers } = await clients.get('dsl')!.get('/account');
    expect(headers.get('cache-control')).to.equal('no-store');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).to.contain("default-src 'none'");
    expect(policy).to.contain("frame-ancestors 'none'");
    expect(policy).not.to.contain('unsafe');
  });

  it('writes no name, number or entry into the log, whatever was asked for', () => {
    const log = JSON.stringify(throughline.events);
    expect(throughline.events.length).to.be.greaterThan(0);
    for (const personal of [MARK, 'Merriwick', 'school.example', 'A999000000001', 'kettle'])
      expect(log, personal).not.to.contain(personal);
  });
});

/** A token as the store keeps one, with every scope, so that what refuses is the role. */
async function aToken({ store }: TestThroughline, personId: string): Promise<string> {
  const token = `tlp_of_${personId}`;
  const now = Date.now();
  await store.apiTokens.create({
    ...{ _id: `tok_of_${personId}`, personId, name: 'Walk', tokenHash: hashToken(token) },
    ...{ scopes: API_SCOPE_NAMES, sessionsVersion: 1, createdAt: new Date(now) },
    expiresAt: new Date(now + 3_600_000),
  });
  return token;
}

/** A proposal to erase a child of a school. */
async function anErasure(
  store: Store,
  _id: string,
  { schoolUrn, pupilId }: { schoolUrn: Urn; pupilId: string },
): Promise<void> {
  const by = { personId: 'per_somebody', name: 'Somebody' };
  await store.erasures.collection.insertOne({
    ...{ _id, kind: 'child', schoolUrn, pupilIds: [pupilId], rules: [], dueOn: '2026-01-01' },
    ...{ proposed: { by, at: new Date() }, reason: 'Due', state: 'proposed' },
  } as never);
}

/** A digest of a school, about a child whose name is the mark. */
async function aDigest(store: Store, schoolUrn: Urn, readerId: string): Promise<string> {
  const child = aChild({ name: { forename: 'Ann', surname: HOSTILE, initials: 'AZ' } });
  const view = buildDigest(digestFacts({ children: [child] }));
  const _id = `2026-W46:${readerId}`;
  await recordDigest(store, {
    ...{
      _id,
      schoolUrns: [schoolUrn],
      kind: 'school',
      week: '2026-W46',
      readerId,
      to: 'reader@school.example',
    },
    ...{ detail: 'full', subject: view.subject, html: '', text: '', view, hadGaps: false },
    ...{ writtenAt: new Date(), state: 'passed-over', messageId: `<${_id}@throughline>` },
  });
  return _id;
}

function pupilsOf(child: object) {
  return {
    kind: 'pupils' as const,
    contentType: 'application/json',
    body: JSON.stringify({ pupils: [child] }),
  };
}

function incidentOf(upn: string) {
  const incidents = [
    anIncident({ pupil: { upn }, narrative: HOSTILE, occurredAt: new Date().toISOString() }),
  ];
  delete (incidents[0] as { recordedAt?: string }).recordedAt;
  return { kind: 'incidents' as const, contentType: 'application/json', body: JSON.stringify({ incidents }) };
}
