import { expect } from 'chai';
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../../scripts/runtime/findFreePort.ts';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';
import { aFolder, type TestFolder } from './aFolder.ts';

describe('the forwarder', () => {
  let throughline: TestThroughline;
  let folder: TestFolder;
  const pupils = Array.from({ length: 3 }, () => aPupil());
  const csv = (rows: readonly (readonly string[])[]): string =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n') + '\r\n';
  const pupilsCsv = csv([Object.keys(pupils[0]!), ...pupils.map((pupil) => Object.values(pupil))]);
  const incidentsCsv = (incidents: readonly ReturnType<typeof anIncident>[]): string =>
    csv([
      ['externalId', 'schoolUrn', 'upn', 'occurredAt', 'narrative'],
      ...incidents.map((incident) => [
        incident.externalId,
        incident.schoolUrn,
        incident.pupil.upn ?? '',
        incident.occurredAt,
        incident.narrative,
      ]),
    ]);
  const someIncidents = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      anIncident({
        pupil: { upn: pupils[i % pupils.length]!.upn },
        narrative: `Line one, "quoted",\r\nline two of ${i}. ${'word '.repeat(12)}`,
      }),
    );
  const deliveries = () => throughline.store.deliveries.countDocuments({});
  const kept = async (ids: readonly string[]) =>
    throughline.store.incidents.countDocuments({ externalId: { $in: ids }, revision: 1 });

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
  });
  after(() => throughline.drop());
  beforeEach(async () => {
    folder = await aFolder(throughline);
  });
  afterEach(() => folder.remove());

  it('sends what is there, moves it to sent with a report beside it, and ends with 0', async () => {
    await folder.drop('pupils.csv', pupilsCsv);
    const { status, err } = await folder.run(throughline.url);
    expect(err).to.equal('');
    expect(status).to.equal(0);
    expect(await folder.list()).to.deep.equal(['sent/pupils.csv', 'sent/pupils.csv.report.txt']);
    expect(await folder.read('sent/pupils.csv.report.txt')).to.match(/Rows +3\n/);
  });

  it('cuts a long file between rows and keeps every row once', async () => {
    const incidents = someIncidents(60);
    await folder.drop('log.csv', incidentsCsv(incidents));
    const before = await deliveries();
    const { status } = await folder.run(throughline.url, '--part-bytes', '2000');
    expect(status).to.equal(0);
    expect((await deliveries()) - before).to.be.greaterThan(4);
    expect(await kept(incidents.map(({ externalId }) => externalId))).to.equal(60);
  });

  it('has what is missing from a full export asked about once all its parts are there', async () => {
    const incidents = someIncidents(30);
    const gone = incidents[7]!;
    await folder.drop('full/log.csv', incidentsCsv(incidents));
    await folder.run(throughline.url, '--full', 'full/*', '--part-bytes', '2000');
    const asked = () => throughline.store.missingRows.countDocuments({ externalId: gone.externalId });
    expect(await asked()).to.equal(0);
    await folder.drop('full/log2.csv', incidentsCsv(incidents.filter((one) => one !== gone)));
    await folder.run(throughline.url, '--full', 'full/*', '--part-bytes', '2000');
    expect(await asked()).to.equal(1);
    const others = incidents.filter((one) => one !== gone).map(({ externalId }) => externalId);
    expect(await throughline.store.missingRows.countDocuments({ externalId: { $in: others } })).to.equal(0);
  });

  it('passes on what is odd about rows that were taken all the same', async () => {
    const { upn } = pupils[0]!;
    await folder.drop('marks.csv', `upn,date,session,code\n${upn},2026-09-14,AM,J\n${upn},2026-09-14,PM,?\n`);
    await folder.run(throughline.url);
    const report = await folder.read('sent/marks.csv.report.txt');
    expect(report).to.contain('row 1 (line 2)  code: J became J1').and.to.contain('unknown register code');
  });

  it('names the row of the file, not of the part, and says nothing that the row said', async () => {
    const incidents = someIncidents(40);
    incidents[32] = anIncident({ occurredAt: 'Zzsecret', pupil: { upn: pupils[0]!.upn } });
    await folder.drop('incidents.csv', incidentsCsv(incidents));
    await folder.run(throughline.url, '--part-bytes', '2000');
    const report = await folder.read('sent/incidents.csv.report.txt');
    // The 33rd row begins after a header and 32 records of two lines.
    expect(report).to.contain('row 33 (line 66)  occurredAt:');
    expect(report).to.not.match(/Zzsecret|heating/);
  });

  it('puts a file that cannot be read into rejected, with the reason, and ends with 2', async () => {
    await folder.drop('attendance/photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]));
    const { status } = await folder.run(throughline.url);
    expect(status).to.equal(2);
    expect(await folder.list()).to.include('rejected/attendance/photo.csv');
    expect(await folder.read('rejected/attendance/photo.csv.report.txt')).to.match(/It was not sent: .+/);
  });

  it('sends a rejected file anew when it is put back, and a sent one not', async () => {
    const putBack = (from: string, to: string) => rename(join(folder.dir, from), join(folder.dir, to));
    await folder.drop('incidents.csv', 'this,is,no,export\r\n1,2,3,4\r\n');
    expect((await folder.run(throughline.url)).status).to.equal(2);
    await folder.drop('pupils.csv', pupilsCsv);
    expect((await folder.run(throughline.url)).status).to.equal(0);
    const before = await deliveries();
    await putBack('rejected/incidents.csv', 'incidents.csv');
    await putBack('sent/pupils.csv', 'pupils.csv');
    const { out } = await folder.run(throughline.url);
    expect(await deliveries()).to.equal(before + 1);
    expect(out).to.contain('pupils.csv: was sent before, unchanged');
    expect(await folder.list()).to.include.members(['rejected/incidents.csv', 'sent/pupils.csv']);
  });

  it('knows a file by its columns where its name says nothing, and a transfer file by its form', async () => {
    const [incident] = someIncidents(1);
    await folder.drop('pupils.csv', pupilsCsv);
    await folder.drop('export 1.csv', incidentsCsv([incident!]));
    await folder.drop(
      'export 2.csv',
      csv([
        ['upn', 'date', 'session', 'code'],
        [pupils[0]!.upn, '2026-09-14', 'AM', '/'],
      ]),
    );
    await folder.drop(
      '999_9992222.xml',
      `<?xml version="1.0"?><CTfile><Header/><CTFpupilData><Pupil><UPN>${aPupil().upn}</UPN><Surname>Okonbrae</Surname>
       <Forename>Brannoch</Forename><DOB>2015-03-09</DOB></Pupil></CTFpupilData></CTfile>`,
    );
    const { status, out } = await folder.run(throughline.url);
    expect(status).to.equal(0);
    expect(out.match(/: 1 row: 1 matched, 0 held, 0 rejected; report/g)).to.have.length(3);
  });

  it('leaves alone what has the name of a file still being written', async () => {
    for (const name of ['pupils.csv.tmp', '~pupils.csv', '.pupils.csv', 'pupils.csv.filepart']) {
      await writeFile(join(folder.dir, name), pupilsCsv);
    }
    expect((await folder.run(throughline.url)).status).to.equal(0);
    expect(await folder.list()).to.have.length(4);
  });

  it('keeps trying until the server is there', async () => {
    await folder.drop('pupils.csv', pupilsCsv);
    const { status, err } = await folder.run(`http://127.0.0.1:${await findFreePort()}`, '--retry-for', '1');
    expect(status).to.equal(1);
    expect(err).to.contain('ECONNREFUSED');
    expect(await folder.list()).to.deep.equal(['pupils.csv']);
    expect((await folder.run(throughline.url)).status).to.equal(0);
  });

  it('ends with 2 on a wrong secret, and blames no file for it', async () => {
    await writeFile(
      folder.secretFile,
      `${throughline.sourceId}:whsec_${Buffer.alloc(32, 1).toString('base64')}`,
    );
    await folder.drop('pupils.csv', pupilsCsv);
    const { status, err } = await folder.run(throughline.url);
    expect(status).to.equal(2);
    expect(err).to.contain('The signature does not fit');
    expect(await folder.list()).to.deep.equal(['pupils.csv']);
  });

  it('does not share a folder with another forwarder', async () => {
    const first = folder.start(throughline.url, '--watch');
    await once(first.stdout!, 'data');
    const second = await folder.run(throughline.url);
    expect(second.status).to.equal(2);
    expect(second.err).to.contain('forwards this folder already');
    first.kill('SIGTERM');
    const [status] = (await once(first, 'exit')) as [number];
    expect(status).to.equal(0);
  });

  it('loses and doubles nothing, however often it is killed', async function () {
    this.timeout(60_000);
    const incidents = someIncidents(120);
    const before = await deliveries();
    await folder.drop('incidents.csv', incidentsCsv(incidents));
    for (const afterMoreDeliveries of [1, 3, 6, 9]) {
      const child = folder.start(throughline.url, '--watch', '--part-bytes', '2000');
      await waitFor(async () => (await deliveries()) >= before + afterMoreDeliveries, {
        what: 'parts to arrive',
        timeoutMs: 20_000,
      });
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect((await folder.run(throughline.url, '--part-bytes', '2000')).status).to.equal(0);
    expect(await folder.list()).to.deep.equal(['sent/incidents.csv', 'sent/incidents.csv.report.txt']);
    const sent = await throughline.store.deliveries
      .find({ kind: 'incidents' }, { webhookId: 1, counts: 1 })
      .sort({ _id: -1 })
      .limit((await deliveries()) - before)
      .lean<{ webhookId: string; counts: { rows: number; landed: number } }[]>();
    expect(sent.reduce((sum, { counts }) => sum + counts.rows, 0)).to.equal(120);
    expect(sent.reduce((sum, { counts }) => sum + counts.landed, 0)).to.equal(120);
  });

  const misuse: readonly (readonly [string, string[]])[] = [
    ['no folder', ['--url', 'https://x.example', '--secret-file', 's']],
    ['http to another machine', ['--dir', '.', '--url', 'http://x.example', '--secret-file', 's']],
    [
      'an unknown kind',
      ['--dir', '.', '--url', 'https://x.example', '--secret-file', 's', '--kind', 'people'],
    ],
    ['an unknown option', ['--frobnicate']],
  ];
  for (const [name, args] of misuse) {
    it(`ends with 2 on ${name}, saying which option`, async () => {
      const { parseSettings } = await import('../../forwarder/src/settings.ts');
      expect(() => parseSettings(args)).to.throw(/--\w/);
    });
  }
});
