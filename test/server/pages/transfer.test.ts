import { expect } from 'chai';
import { Decrypter, Encrypter } from 'age-encryption';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Upn } from '../../../domain/identifiers.ts';
import { verifyAudit } from '../../../store/audit.ts';
import { findPupilByUpn } from '../../../store/pupils.ts';
import type { OUR_SCHOOL } from '../../support/aThroughline.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import {
  CHROMIUM,
  closeBrowser,
  keepScreenshot,
  openWindow,
  overflowsSideways,
  PHONE,
  seriousViolations,
} from '../../support/browser.ts';
import { aPupil, anIncident } from '../../support/people.ts';
import { aClient, aPerson, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';

const TO = {
  school: 'Harkaway Academy',
  urn: '990077',
  recipient: 'Ms Penwhistle',
  reason: 'Joined them.',
};
const WORDS = 'Said the heating had been off since Friday, and that nobody had cooked.';

/** One installation sends a child's file, another takes it in and gives a receipt. */
describe('the transfer of a child’s file between two installations', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let sender: TestThroughline;
  let receiver: TestThroughline;
  let sends: Client;
  let receives: Client;
  let fromPath: string;
  let toPath: string;
  let toId: string;
  let transferPath: string;
  let passphrase: string;
  let sealed: Uint8Array;
  const child = aPupil({ forename: 'Ottoline', surname: 'Thistlewick' });

  before(async () => {
    [sender, receiver] = await Promise.all([aThroughline(), aThroughline()]);
    const pupils = [child, aPupil({ forename: 'Corwen', surname: 'Quillsby' })];
    await Promise.all(
      [sender, receiver].map((throughline) =>
        throughline.sendAndSettle({
          ...{ kind: 'pupils', contentType: 'application/json' },
          body: JSON.stringify({ pupils }),
        }),
      ),
    );
    const incidents = [anIncident({ pupil: { upn: child.upn }, narrative: WORDS })];
    await sender.sendAndSettle({
      ...{ kind: 'incidents', contentType: 'application/json' },
      body: JSON.stringify({ incidents }),
    });
    await sender.settled();
    sends = await signIn(sender.url, await aPerson(sender, 'deputy-dsl'));
    receives = await signIn(receiver.url, await aPerson(receiver, 'dsl'), aClient(receiver.url));
    fromPath = `/children/${(await findPupilByUpn(sender.store, child.upn as Upn))?._id ?? ''}`;
    toId = (await findPupilByUpn(receiver.store, child.upn as Upn))?._id ?? '';
    toPath = `/children/${toId}`;
  });
  after(async () => {
    await closeBrowser();
    await Promise.all([sender.drop(), receiver.drop()]);
  });

  /** Sends the form that carries a file, as a browser would. */
  async function upload(path: string, bytes: Uint8Array, fields: Readonly<Record<string, string>>) {
    const { text } = await receives.get(path);
    const form = new FormData();
    form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('package', new Blob([new Uint8Array(bytes)]), 'file.age');
    const cookie = [...receives.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, receiver.url), {
      ...{ method: 'POST', body: form, redirect: 'manual' },
      headers: { cookie, accept: 'text/html' },
    });
    return { status: answer.status, text: await answer.text() };
  }

  const earlier = () =>
    receiver.store.childEvents.countDocuments({
      pupilId: toId,
      'versions.content.kind': 'earlier-record',
    });

  it('asks for what a package needs before it makes one', async () => {
    await sends.get(`${fromPath}/file`);
    const { status, text } = await sends.post(`${fromPath}/file`, { ...TO, recipient: '', key: '' });
    expect(status).to.equal(422);
    expect(text).to.include('Say who receives it');
    expect((await sends.post(`${fromPath}/file`, { ...TO, key: 'age1wrong' })).text).to.include(
      'no age public key',
    );
  });

  it('makes a package and shows its passphrase once', async () => {
    const { text } = await sends.post(`${fromPath}/file`, TO);
    passphrase = /app-secret">([^<]+)</.exec(text)?.[1] ?? '';
    transferPath = /href="(\/children\/[^"]+\/file\/trf_[0-9a-f]+)\/package/.exec(text)?.[1] ?? '';
    expect(passphrase).to.match(/^(\w{5}-){3}\w{5}$/);
    expect((await sends.get(transferPath)).text).not.to.include(passphrase);
    const cookie = [...sends.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(`${transferPath}/package.age`, sender.url), { headers: { cookie } });
    sealed = new Uint8Array(await answer.arrayBuffer());
    expect(strFromU8(sealed.slice(0, 21))).to.equal('age-encryption.org/v1');
  });

  it('holds a chronology to read without Throughline', async () => {
    const files = unzipSync(await opened());
    expect(Object.keys(files)).to.have.members([
      ...['manifest.json', 'signature.json', 'chronology.json', 'chronology.pdf', 'README.txt'],
    ]);
    expect(strFromU8(files['chronology.json']!)).to.include(WORDS);
    expect(strFromU8(files['chronology.pdf']!.slice(0, 5))).to.equal('%PDF-');
  });

  it('opens with no other passphrase', async () => {
    const answer = await upload(`${toPath}/receive`, sealed, { passphrase: 'aaaaa-aaaaa-aaaaa-aaaaa' });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('cannot be opened');
  });

  it('is refused where a word in it was changed', async () => {
    const files = unzipSync(await opened());
    const changed = strFromU8(files['chronology.json']!).replace('since Friday', 'since Monday');
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase(passphrase);
    const again = await encrypter.encrypt(zipSync({ ...files, 'chronology.json': strToU8(changed) }));
    const answer = await upload(`${toPath}/receive`, again, { passphrase });
    expect(answer.text).to.include('changed after it was signed');
    expect(await earlier()).to.equal(0);
  });

  it('is not put on another child without a person who says so', async () => {
    const other = await receiver.store.pupils.findOne({ forename: 'Corwen' });
    const answer = await upload(`/children/${other?._id ?? ''}/receive`, sealed, { passphrase });
    expect(answer.text).to.include('The file is about Ottoline Thistlewick').and.to.include('Nothing was');
  });

  it('cannot be received by a school that does not have the child', async () => {
    const stranger = await signIn(
      receiver.url,
      await aPerson(receiver, 'dsl', { schoolUrns: ['990002' as typeof OUR_SCHOOL] }),
      aClient(receiver.url),
    );
    expect((await stranger.get(`${toPath}/receive`)).status).to.equal(404);
  });

  it('warns after five school days without a receipt, and not before', async () => {
    const today = new Date().toISOString().slice(0, 10);
    await sends.get(transferPath);
    await sends.post(transferPath, {
      what: 'sent',
      on: today,
      how: 'Secure e-mail, passphrase by telephone',
    });
    expect((await sends.get('/week')).text).not.to.include('without a receipt');
    await sender.store.transfers.updateMany({}, { $set: { 'sent.on': daysAgo(14) } });
    expect((await sends.get('/week')).text).to.include('without a receipt after five school days');
    expect((await sends.get(fromPath)).text).to.include('nobody has confirmed that it came');
    expect((await sends.get('/transfers')).text).to.include('Ask for it');
  });

  it('is told in the next school’s chronology as history, once however often it comes, and closed by its receipt', async () => {
    await upload(`${toPath}/receive`, sealed, { passphrase });
    const first = await earlier();
    const answer = await upload(`${toPath}/receive`, sealed, { passphrase });
    expect(await earlier())
      .to.equal(first)
      .and.to.be.greaterThan(0);
    await receiver.settled();
    const { text } = await receives.get(toPath);
    expect(text).to.include(WORDS).and.to.include('At Test School');
    expect(await receiver.store.flags.countDocuments({ _id: toId })).to.equal(0);

    const receipt = unescaped(/id="copy"[^>]*>([^<]+)</.exec(answer.text)?.[1] ?? '');
    await sends.get(transferPath);
    const forged = receipt.replace('Ossian', 'Leofric');
    expect((await sends.post(transferPath, { what: 'signed', receipt: forged })).text).to.include(
      'no receipt for this package',
    );
    await sends.post(transferPath, { what: 'signed', receipt });
    const closed = (await sends.get(transferPath)).text;
    expect(closed).to.include('signed with key').and.not.to.include('package.age');
    const kept = await sender.store.transfers.findOne({}).lean();
    expect(kept).not.to.have.property('sealed');
    expect((await sends.get('/week')).text).not.to.include('without a receipt');
  });

  it('opens without a passphrase where it was sealed for the key of the next school', async () => {
    const key = /age1[0-9a-z]+/.exec((await receives.get(`${toPath}/receive`)).text)?.[0] ?? '';
    await sends.get(`${fromPath}/file`);
    const { text } = await sends.post(`${fromPath}/file`, { ...TO, key });
    expect(text).not.to.include('app-secret');
    const made = await sender.store.transfers.findOne({ sealed: { $exists: true } });
    const answer = await upload(`${toPath}/receive`, new Uint8Array(made!.sealed!), {});
    expect(answer.text).to.include('Receipt to send back');
  });

  it('is closed by the code in its README, which only somebody who opened it can tell', async () => {
    await sends.get(`${fromPath}/file`);
    const { text } = await sends.post(`${fromPath}/file`, TO);
    const path = /href="(\/children\/[^"]+\/file\/trf_[0-9a-f]+)\/package/.exec(text)?.[1] ?? '';
    const made = await sender.store.transfers.findById(path.split('/').at(-1));
    const files = unzipSync(
      await opened(new Uint8Array(made!.sealed!), /app-secret">([^<]+)</.exec(text)?.[1] ?? ''),
    );
    const code = /^ {4}(\d{12})$/m.exec(strFromU8(files['README.txt']!))?.[1] ?? '';
    const told = { what: 'told', receivedBy: 'Ms Penwhistle', receivedOn: daysAgo(0) };
    const wrong = await sends.post(path, { ...told, code: '123456789012' });
    expect(wrong.text).to.include('That is not the code in this package');
    expect((await sends.get(path)).text).to.include('Not confirmed');
    expect((await sends.post(path, { ...told, code: ` ${code} ` })).status).to.equal(303);
    const closed = (await sends.get(path)).text;
    expect(closed).to.include('Ms Penwhistle; as they told').and.not.to.include('package.age');
    expect(await sender.store.transfers.exists({ _id: made!._id, sealed: { $exists: true } })).to.equal(null);
    expect((await sends.get(fromPath)).text).to.include('Received by Ms Penwhistle, as they told us');
  });

  it('leaves its lines in both audits, without a word of the file', async () => {
    const whats = await sender.store.audit.distinct('about.what', { action: 'transferred-file' });
    expect(whats).to.include.members(['prepared', 'downloaded', 'sent', 'receipt signed', 'receipt told']);
    expect(await receiver.store.audit.exists({ 'about.what': 'received' })).not.to.equal(null);
    for (const { store } of [sender, receiver]) {
      expect((await verifyAudit(store)).problems).to.deep.equal([]);
      expect(JSON.stringify(await store.audit.find({}).lean())).not.to.include('heating');
    }
  });

  it('leaves nothing serious for axe-core on its pages, at a desk and on a phone', async function () {
    if (CHROMIUM === undefined) this.skip();
    for (const [name, viewport] of [
      ['desk', undefined],
      ['phone', PHONE],
    ] as const) {
      const { context, page } = await openWindow(sender.url, viewport ? { viewport } : {});
      await context.addCookies(
        [...sends.cookies].map(([cookie, value]) => ({ name: cookie, value, url: sender.url })),
      );
      for (const [i, path] of [
        `${fromPath}/file`,
        transferPath,
        '/transfers',
        `${fromPath}/receive`,
      ].entries()) {
        await page.goto(path);
        expect(await page.locator('h1').count(), path).to.equal(1);
        expect(await seriousViolations(page), path).to.deep.equal([]);
        expect(await overflowsSideways(page), path).to.equal(false);
        await keepScreenshot(page, `transfer-${name}-${i}`);
      }
      await context.close();
    }
  });

  async function opened(bytes = sealed, words = passphrase): Promise<Uint8Array> {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(words);
    return decrypter.decrypt(bytes);
  }
});

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

function unescaped(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
