import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { daysOfLine } from '../../domain/attendance/registerLine.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { seededRandom } from '../../scripts/demo/seededRandom.ts';
import { findFreePort } from '../../scripts/runtime/findFreePort.ts';
import { startRedis } from '../../scripts/runtime/startRedis.ts';
import type { StartedService } from '../../scripts/runtime/startedService.ts';
import { countWaitingDeliveries } from '../../store/deliveries.ts';
import { countWaitingForTags } from '../../store/incidentTags.ts';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { countStalePupils, mapPupilsByUpn } from '../../store/pupils.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { aFolder, type TestFolder } from '../forwarder/aFolder.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';
import { aSchoolDay, type SchoolDay } from './aSchoolDay.ts';
import { killable, type Killable } from './killable.ts';

/** `npm run day` makes it a long one. */
const ROUNDS = Number(process.env['DAY_ROUNDS'] ?? 2);
const SEED = Number(process.env['DAY_SEED'] ?? 20_261_125);
const SETTLED_WITHIN_MS = 60_000 + ROUNDS * 15_000;

describe('a day in the life of three schools', function () {
  this.timeout(SETTLED_WITHIN_MS * 3);
  const random = seededRandom(SEED);
  const days = ['990011', '990012', '990013'].map((urn) => aSchoolDay(urn as Urn, ROUNDS, random));
  let services: TestServices;
  let redis: StartedService;
  let redisFolder: string;
  let store: Store;
  let url: string;
  const folders: TestFolder[] = [];
  const machines: Killable[] = [];

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    services = await testServices();
    store = await openStore(services.mongoUri);
    redisFolder = await mkdtemp(join(tmpdir(), 'throughline-day-'));
    redis = await startRedis(redisFolder, () => undefined);
    const port = await findFreePort();
    url = `http://127.0.0.1:${port}`;
    for (const part of ['server', 'workers']) machines.push(killable(part, () => launch(part, port)));
    for (const { urn } of days) {
      await recordSchool(store, { _id: urn, name: `School ${urn}`, phase: 'primary', termDates: [] });
      const source = await recordSource(store, { schoolUrn: urn, name: 'Exports', now: new Date() });
      const folder = await aFolder(source);
      folders.push(folder);
      machines.push(
        killable(`forwarder of ${urn}`, () => folder.start(url, '--watch', '--part-bytes', '4000')),
      );
    }
    await Promise.all(machines.map((machine) => machine.start()));
  });
  after(async () => {
    await Promise.all(machines.map((machine) => machine.kill()));
    await redis.child.stop();
    await closeStore(store);
    await Promise.all(folders.map((folder) => folder.remove()));
    await rm(redisFolder, { recursive: true, force: true });
    await services.drop();
  });

  function launch(part: string, port: number) {
    return spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts', part], {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        MONGODB_URI: services.mongoUri,
        REDIS_URL: redis.url,
        PORT: String(port),
        RECONCILE_EVERY_SECONDS: '1',
        STALLED_INTERVAL_SECONDS: '2',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  /** Kills one of them without warning while `meanwhile` happens. Redis is brought back by its supervisor. */
  async function withoutOne(victim: Killable | 'redis', meanwhile: () => Promise<void>): Promise<void> {
    const pid = redis.child.pid();
    if (victim !== 'redis') await victim.kill();
    else if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await meanwhile();
    await sleep(random.between(0, 300));
    if (victim !== 'redis') await victim.start();
  }

  const filesLeft = async (): Promise<string[]> =>
    (await Promise.all(folders.map((folder) => folder.list())))
      .flat()
      .filter((path) => !/^(sent|rejected)\//.test(path));
  const workLeft = async (): Promise<number> =>
    (await countWaitingDeliveries(store)) +
    (await countWaitingForTags(store)) +
    (await countStalePupils(store));

  it('ends in exactly the state their files tell, whatever was killed on the way', async () => {
    const longest = Math.max(...days.map(({ files }) => files.length));
    let victims: (Killable | 'redis')[] = [];
    for (let turn = 0; turn < longest; turn++) {
      // Each is killed as often as the others, in an order nobody foresees.
      if (victims.length === 0) victims = random.shuffled([...machines, 'redis' as const]);
      await withoutOne(victims.pop()!, async () => {
        for (const [i, { files }] of days.entries()) {
          const file = files[turn];
          if (file) await folders[i]?.drop(file.path, file.content);
        }
      });
    }
    await waitFor(async () => (await filesLeft()).length === 0, {
      what: 'every file to be out of the inboxes',
      timeoutMs: SETTLED_WITHIN_MS,
    });
    await waitFor(async () => (await workLeft()) === 0, {
      what: 'everything to be read, tagged and weighed',
      timeoutMs: SETTLED_WITHIN_MS,
    });
    await waitFor(async () => !(await reports()).some((text) => text.includes('still to be read')), {
      what: 'every report to be final',
      timeoutMs: SETTLED_WITHIN_MS,
    });
    for (const [i, day] of days.entries()) {
      await expectIncidents(day);
      await expectMarks(day);
      await expectFiles(day, folders[i]!);
    }
    expect(await store.deliveries.countDocuments({ state: { $nin: ['processed', 'refused'] } })).to.equal(0);
  });

  async function reports(): Promise<string[]> {
    const texts = folders.map(async (folder) => {
      const paths = (await folder.list()).filter((path) => path.endsWith('.report.txt'));
      return Promise.all(paths.map((path) => folder.read(path).catch(() => 'still to be read')));
    });
    return (await Promise.all(texts)).flat();
  }

  async function expectIncidents({ urn, incidents }: SchoolDay): Promise<void> {
    const kept = await store.incidents
      .find({ schoolUrn: urn }, { externalId: 1, narrative: 1, revision: 1, tagState: 1 })
      .lean();
    const told = [...incidents].map(([externalId, { narrative, versions }]) => [
      externalId,
      narrative,
      versions,
    ]);
    expect(
      kept.map(({ externalId, narrative, revision }) => [externalId, narrative, revision]),
    ).to.have.deep.members(told);
    expect(kept.every(({ tagState }) => tagState === 'tagged')).to.equal(true);
  }

  async function expectMarks({ urn, pupils, marks }: SchoolDay): Promise<void> {
    const upns = pupils.map(({ upn }) => upn as Upn);
    const known = await mapPupilsByUpn(store, upns);
    expect(known.size).to.equal(pupils.length);
    expect(await store.pupils.countDocuments({ 'memberships.schoolUrn': urn })).to.equal(pupils.length);
    const kept = new Map<string, string>();
    for (const [upn, { _id }] of known) {
      for (const record of await store.marks.find({ pupilId: _id }).lean()) {
        for (const [date, sessions] of Object.entries(daysOfLine(record.line, record.academicYear))) {
          for (const [session, code] of Object.entries(sessions as Record<string, string>))
            kept.set(`${upn} ${date} ${session}`, code);
        }
      }
    }
    expect([...kept].sort()).to.deep.equal([...marks].sort());
  }

  async function expectFiles({ files, rejected }: SchoolDay, folder: TestFolder): Promise<void> {
    const expected = files.flatMap(({ path }) => {
      const place = `${rejected.includes(path) ? 'rejected' : 'sent'}/${path}`;
      return [place, `${place}.report.txt`];
    });
    expect(await folder.list()).to.have.members(expected);
  }
});
