import { expect } from 'chai';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { addDays, londonDate, mondayOf, type LocalDate } from '../../domain/localDate.ts';
import { digestNow } from '../../scripts/process/digestNow.ts';
import { askForResend, findDigest } from '../../store/digests.ts';
import { recordReader, stopReader } from '../../store/readers.ts';
import { weekReportedOn } from '../../domain/digest/schedule.ts';
import { enqueueDigest } from '../../workers/queues.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil, aUpn } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

/** The last whole week, so that what is sent now is in it and before the digest. */
const WEEK = weekReportedOn(new Date());
const MONDAY: LocalDate = addDays(mondayOf(londonDate(new Date())), -7);

const json = (kind: string, value: unknown) => ({
  kind,
  contentType: 'application/json',
  body: JSON.stringify(value),
});

/** A child of whom little worries are written over some weeks, another of whom nothing is, and most of a register. */
async function aSchoolWeek(throughline: TestThroughline): Promise<{ worried: string; quiet: string }> {
  const worried = aPupil({ forename: 'Marigold', surname: 'Fennimoor' });
  const quiet = aPupil({ forename: 'Leofric', surname: 'Quillsby' });
  // What is unusual about a child can be told among others only.
  const roll = [worried, quiet, ...Array.from({ length: 20 }, () => aPupil())];
  await throughline.sendAndSettle(json('pupils', { pupils: roll }));
  const notes = [
    'Came in hungry, said there was no breakfast at home again.',
    'Same clothes as last week, unwashed, other children commented on the smell.',
    'No coat in the rain for the third time. Mum did not answer the phone.',
    'Fell asleep in lesson. Said she looks after the baby at night.',
    'Asked for seconds and put bread in her pocket to take home.',
    'Head lice again, untreated for weeks. Nurse appointment missed.',
    'Not collected until 4.30, nobody answering. Said nobody was at home.',
  ];
  const incidents = notes.map((narrative, i) => {
    const on = addDays(MONDAY, 4 - 5 * (notes.length - 1 - i));
    return anIncident({
      pupil: { upn: worried.upn },
      narrative,
      category: 'Welfare',
      recordedBy: `Teacher ${'ABCDEFG'.charAt(i)}`,
      occurredAt: `${on}T10:00:00`,
      recordedAt: `${on}T11:00:00`,
    });
  });
  const unknown = anIncident({ pupil: { upn: aUpn(8_888_888) }, occurredAt: `${MONDAY}T09:00:00` });
  await throughline.sendAndSettle(json('incidents', { incidents: [...incidents, unknown] }));
  // Thursday and Friday of the week do not arrive.
  const marks = Array.from({ length: 6 }, (_, back) => addDays(MONDAY, -7 * back)).flatMap((monday, back) =>
    [0, 1, 2, 3, 4]
      .filter((day) => back > 0 || day < 3)
      .flatMap((day) =>
        roll.flatMap(({ upn }) => [
          { upn, date: addDays(monday, day), session: 'AM', code: '/' },
          { upn, date: addDays(monday, day), session: 'PM', code: '\\' },
        ]),
      ),
  );
  await throughline.sendAndSettle(json('attendance', { marks }));
  await throughline.settled();
  return { worried: 'Marigold', quiet: 'Leofric' };
}

describe('the weekly digest', function () {
  this.timeout(60_000);

  describe('written to the outbox', () => {
    let throughline: TestThroughline;
    let text: string;
    let names: { worried: string; quiet: string };

    before(async function () {
      this.timeout(SERVICES_TIMEOUT_MS);
      throughline = await aThroughline();
      names = await aSchoolWeek(throughline);
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
      const folder = throughline.configuration.outboxDir;
      const file = (await readdir(folder)).find((name) => name.endsWith('.txt')) ?? '';
      text = (await readFile(`${folder}/${file}`, 'utf8')).replace(/\s+/g, ' ');
    });
    after(() => throughline.drop());

    it('raises the child of whom many small worries were written, in the words of those who wrote them', () => {
      expect(text).to.contain(names.worried);
      expect(text).to.match(/put bread in her pocket|Head lice again|Not collected until 4\.30/);
    });

    it('leaves out the child of whom nothing was', () => {
      expect(text).to.not.contain(names.quiet);
    });

    it('says that registers did not arrive and that a row is held: silence is not safety', () => {
      expect(text).to.match(/register/i);
      expect(text).to.match(/no child at the school fits/);
    });

    it('lies there as a page, as text, on paper and as data, all of the same words', async () => {
      const folder = throughline.configuration.outboxDir;
      const files = (await readdir(folder)).sort();
      expect(files.map((name) => name.split('.').at(-1))).to.deep.equal(['html', 'json', 'pdf', 'txt']);
      const read = (extension: string): Promise<string> =>
        readFile(`${folder}/${files.find((name) => name.endsWith(extension)) ?? ''}`, 'latin1');
      expect(await read('pdf')).to.match(/^%PDF-/);
      const data = JSON.parse(await read('json')) as { sections: { name: string }[] };
      expect(data.sections.map(({ name }) => name)).to.include.members([
        'whatChanged',
        'discuss',
        'heldBack',
      ]);
    });

    it('is never sent twice to the same reader for the same week', async () => {
      const before = await throughline.store.digests.find({}).lean();
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
      const after = await throughline.store.digests.find({}).lean();
      expect(after).to.deep.equal(before);
      expect(after.map(({ attempts, state }) => [attempts, state])).to.deep.equal([[1, 'sent']]);
    });

    it('holds what was kept as it was sent, when more arrives later', async () => {
      const [before] = await throughline.store.digests.find({}).lean();
      await throughline.sendAndSettle(
        json('incidents', { incidents: [anIncident({ pupil: { upn: aUpn(1) }, narrative: 'Late news.' })] }),
      );
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
      expect((await throughline.store.digests.findOne({}).lean())?.html).to.equal(before?.html);
    });
  });

  describe('that had to say something was missing', () => {
    let throughline: TestThroughline;
    const later = (hours: number): void => {
      throughline.clock.forward(hours * 3_600_000);
    };

    before(async function () {
      this.timeout(SERVICES_TIMEOUT_MS);
      throughline = await aThroughline();
      await aSchoolWeek(throughline);
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
    });
    after(() => throughline.drop());

    const lookAgain = async (): Promise<string[]> => {
      const [first] = await throughline.store.digests.find({ supplementTo: { $exists: false } }).lean();
      const job = { kind: 'late', digestId: first?._id ?? '', traceId: 'test' } as const;
      await (await enqueueDigest(throughline.queues, job)).finished();
      const supplements = await throughline.store.digests.find({ supplementTo: { $exists: true } }).lean();
      return supplements.map(({ text }) => text.replace(/\s+/g, ' '));
    };

    it('is added to by nothing while nothing has come', async () => {
      later(2);
      expect(await lookAgain()).to.deep.equal([]);
    });

    it('is added to once when what was missing has come, after a while of quiet', async () => {
      const pupils = await throughline.store.pupils.find({}).lean();
      const marks = [3, 4].flatMap((day) =>
        pupils.flatMap(({ upns = [] }) =>
          (['AM', 'PM'] as const).map((session) => ({
            upn: upns[0],
            date: addDays(MONDAY, day),
            session,
            code: session === 'AM' ? '/' : '\\',
          })),
        ),
      );
      // The sender's clock is the real one.
      later(-2);
      await throughline.sendAndSettle(json('attendance', { marks }));
      await throughline.settled();
      expect(await lookAgain(), 'more may be coming').to.deep.equal([]);
      later(2);
      const [supplement, ...others] = await lookAgain();
      expect(others).to.deep.equal([]);
      expect(supplement).to.match(/what came late/);
      expect(supplement).to.match(/nobody has joined the list or moved on it/);
      expect(supplement).to.not.match(/Neither register|did not arrive in full/);
      expect(await lookAgain()).to.have.length(1);
    });
  });

  describe('of a whole week, when an entry of it comes after the hour', () => {
    let throughline: TestThroughline;
    before(async function () {
      this.timeout(SERVICES_TIMEOUT_MS);
      throughline = await aThroughline();
    });
    after(() => throughline.drop());

    it('is added to when the entry puts a child on the list, and says who', async () => {
      const child = aPupil({ forename: 'Peregrine', surname: 'Oakhollow' });
      await throughline.sendAndSettle(json('pupils', { pupils: [child] }));
      const marks = [0, 1, 2, 3, 4].flatMap((day) =>
        (['AM', 'PM'] as const).map((session) => ({
          upn: child.upn,
          date: addDays(MONDAY, day),
          session,
          code: session === 'AM' ? '/' : '\\',
        })),
      );
      const entry = (narrative: string) =>
        json('incidents', {
          incidents: [
            anIncident({
              pupil: { upn: child.upn },
              narrative,
              occurredAt: `${addDays(MONDAY, 4)}T10:00:00`,
              recordedAt: `${addDays(MONDAY, 4)}T11:00:00`,
            }),
          ],
        });
      await throughline.sendAndSettle(json('attendance', { marks }));
      await throughline.sendAndSettle(entry('Lost his reading book.'));
      await throughline.settled();
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
      const [whole] = await throughline.store.digests.find({}).lean();
      expect(whole?.hadGaps).to.equal(false);
      await throughline.sendAndSettle(entry('Disclosed that dad punched him in the face last night.'));
      await throughline.settled();
      throughline.clock.forward(2 * 3_600_000);
      const job = { kind: 'late', digestId: whole?._id ?? '', traceId: 'test' } as const;
      await (await enqueueDigest(throughline.queues, job)).finished();
      const late = await findDigest(throughline.store, `${whole?._id ?? ''}:late`);
      expect(late?.text.replace(/\s+/g, ' ')).to.match(/Peregrine Oakhollow.*\[New, /);
    });

    it('tells who waits for its job that it has ended, even when it did before they listened', async () => {
      const job = await enqueueDigest(throughline.queues, { kind: 'due', traceId: 'test' });
      await waitFor(() => job.isCompleted(), { what: 'the job to end' });
      await job.finished();
    });

    it('is not sent to a reader who was stopped before it could be', async () => {
      const [digest] = await throughline.store.digests.find({ supplementTo: { $exists: false } }).lean();
      await throughline.store.digests.updateOne({ _id: digest?._id ?? '' }, { $set: { state: 'written' } });
      const reader = { schoolUrns: [OUR_SCHOOL], email: 'reader@school.example' };
      await stopReader(throughline.store, reader, new Date());
      const job = { kind: 'send', digestId: digest?._id ?? '', traceId: 'test' } as const;
      await (await enqueueDigest(throughline.queues, job)).finished();
      expect((await findDigest(throughline.store, digest?._id ?? ''))?.state).to.equal('stopped');
    });
  });

  describe('sent by SMTP', () => {
    const received: { to: string[]; data: string }[] = [];
    let refusals = 1;
    let server: SMTPServer;
    let throughline: TestThroughline;

    before(async function () {
      this.timeout(SERVICES_TIMEOUT_MS);
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onRcptTo(address, _session, callback) {
          callback(
            address.address.startsWith('gone')
              ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
              : null,
          );
        },
        onData(stream, session, callback) {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            if (refusals-- > 0) {
              callback(new Error('busy, try later'));
              return;
            }
            const to = session.envelope.rcptTo.map(({ address }) => address);
            received.push({ to, data: Buffer.concat(chunks).toString('utf8') });
            callback();
          });
        },
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.server.address() as AddressInfo;
      throughline = await aThroughline(['server', 'workers'], {
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        MAIL_FROM: 'digest@throughline.example',
      });
      await aSchoolWeek(throughline);
    });
    after(async () => {
      await throughline.drop();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    });

    it('arrives once although the server first refused it, with initials only and no name in the subject', async () => {
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
      expect(received.map(({ to }) => to)).to.deep.equal([['reader@school.example']]);
      const [mail] = received;
      expect(mail?.data).to.match(/^Subject: .*digest/im);
      expect(mail?.data).to.contain('text/plain').and.contain('text/html');
      expect(mail?.data).to.not.match(/Marigold|Fennimoor|bread in her pocket/);
    });

    it('is not sent again when the job that sends it runs again', async () => {
      const [digest] = await throughline.store.digests.find({}).lean();
      const job = await enqueueDigest(throughline.queues, {
        kind: 'send',
        digestId: digest?._id ?? '',
        traceId: 'again',
      });
      await job.finished();
      expect(received).to.have.length(1);
    });

    it('is sent once more when a person asks, as it was written, under a message id of its own', async () => {
      const [digest] = await throughline.store.digests.find({}).lean();
      const id = digest?._id ?? '';
      expect(await askForResend(throughline.store, id, 'Dana Elwood', new Date())).to.equal(true);
      expect(await askForResend(throughline.store, id, 'Dana Elwood', new Date())).to.equal(false);
      const job = await enqueueDigest(throughline.queues, { kind: 'send', digestId: id, traceId: 'asked' });
      await job.finished();
      const ids = received.map(({ data }) => /^Message-ID: (.*)$/im.exec(data)?.[1]);
      expect(new Set(ids).size).to.equal(2);
      const after = await findDigest(throughline.store, id);
      expect(after?.resends.map(({ by }) => by)).to.deep.equal(['Dana Elwood']);
      expect(after?.html).to.equal(digest?.html);
      received.splice(1);
    });

    it('is set aside, and says why, when the address is refused for good', async () => {
      const reader = { name: 'Reader Gone', email: 'gone@school.example', role: 'dsl' } as const;
      const readerId = await recordReader(
        throughline.store,
        { schoolUrns: [OUR_SCHOOL], ...reader },
        new Date(),
      );
      await digestNow(throughline, [OUR_SCHOOL], WEEK);
      const refused = await findDigest(throughline.store, `${WEEK}:${readerId}`);
      expect([refused?.state, refused?.refusedWith, refused?.attempts]).to.deep.equal(['refused', 550, 1]);
      await stopReader(throughline.store, { schoolUrns: [OUR_SCHOOL], email: reader.email }, new Date());
    });

    it('is left claimed by a worker killed mid-send, and tried again later under the same message id', async () => {
      const [digest] = await throughline.store.digests.find({}).lean();
      const id = digest?._id ?? '';
      const longAgo = new Date(Date.now() - 3_600_000);
      await throughline.store.digests.updateOne(
        { _id: id },
        { $set: { state: 'sending', claimedAt: longAgo, writtenAt: longAgo } },
      );
      received.length = 0;
      await waitFor(async () => (await findDigest(throughline.store, id))?.state === 'sent', {
        what: 'the reconciler to have it sent',
      });
      const messageIds = received.map(({ data }) => /^Message-ID: (.*)$/im.exec(data)?.[1]);
      expect(messageIds).to.deep.equal([(await findDigest(throughline.store, id))?.messageId]);
    });
  });
});
