import process from 'node:process';
import { Command } from 'commander';
import { isUrn, type Urn } from '../domain/identifiers.ts';
import { reviveDelivery } from '../store/deliveries.ts';
import { closeStore, openStore, type Store } from '../store/openStore.ts';
import { listReaders } from '../store/readers.ts';
import { findSchool, listSchools, PHASES, recordSchool } from '../store/schools.ts';
import { disableSource, recordSource, rotateSecret } from '../store/sources.ts';
import { addBounceCommand } from './admin/bounce.ts';
import { addFeedbackCommand } from './admin/feedback.ts';
import { addFileKeysCommand } from './admin/fileKeys.ts';
import { addHeldCommands } from './admin/held.ts';
import { addMappingCommand } from './admin/mapping.ts';
import { addCategoryCommand } from './admin/categories.ts';
import { addPeopleCommands } from './admin/people.ts';
import { addReaderCommands } from './admin/readers.ts';
import { addWordingCommand } from './admin/wording.ts';
import { expectNoFile, handOverSecret } from './process/handOverSecret.ts';
import { BadUsage, runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';

const OVERLAP_HOURS = '48';

/** Sets up schools, the sources that send for them, the people who sign in and those who are sent digests. */
async function main(): Promise<void> {
  const command = new Command('admin')
    .description('Sets up schools, sources, people who sign in and readers.')
    .exitOverride();
  command
    .command('school')
    .description('adds a school, or renames it')
    .argument('<urn>')
    .argument('<name>')
    .option('--phase <phase>', PHASES.join(', '), 'other')
    .option('--locality <name>')
    .action((urn: string, name: string, options: { phase: string; locality?: string }) =>
      withStore((store) => addSchool(store, parseUrn(urn), name, options)),
    );
  command
    .command('source')
    .description('adds a source to a school and shows its secret, once')
    .argument('<urn>')
    .argument('<name>', 'what the school calls the system, such as CPOMS')
    .option(
      '--secret-file <file>',
      'writes the secret to a new file for the forwarder, instead of showing it',
    )
    .action((urn: string, name: string, options: { secretFile?: string }) =>
      withStore((store) => addSource(store, parseUrn(urn), name, options.secretFile)),
    );
  command
    .command('rotate')
    .description('gives a source a new secret; the old one stays good for a while')
    .argument('<sourceId>')
    .option('--overlap-hours <hours>', 'how long the old secret stays good', OVERLAP_HOURS)
    .option(
      '--secret-file <file>',
      'writes the secret to a new file for the forwarder, instead of showing it',
    )
    .action((sourceId: string, options: { overlapHours: string; secretFile?: string }) =>
      withStore((store) => rotate(store, sourceId, Number(options.overlapHours), options.secretFile)),
    );
  command
    .command('disable')
    .description('stops a source at once')
    .argument('<sourceId>')
    .action((sourceId: string) => withStore((store) => disable(store, sourceId)));
  addPeopleCommands(command, withStore, say);
  addHeldCommands(command, withStore, say);
  addMappingCommand(command, withStore, say);
  addReaderCommands(command, withStore, say);
  addBounceCommand(command, withStore, say);
  addFeedbackCommand(command, withStore, say);
  addFileKeysCommand(command, withStore, say);
  addWordingCommand(command, withStore, say);
  addCategoryCommand(command, withStore, say);
  command
    .command('list')
    .description('lists schools, sources and how many are sent the digest')
    .action(() => withStore(list));
  command
    .command('rerun')
    .description('has a delivery that was set aside processed again')
    .argument('<deliveryId>')
    .action((deliveryId: string) => withStore((store) => rerun(store, deliveryId)));
  await command.parseAsync();
}

async function withStore(act: (store: Store) => Promise<void>): Promise<void> {
  await withRuntime(async ({ mongoUri }) => {
    const store = await openStore(mongoUri);
    try {
      await act(store);
    } finally {
      await closeStore(store);
    }
  });
}

function parseUrn(text: string): Urn {
  if (!isUrn(text)) throw new BadUsage('<urn>: expected six digits');
  return text;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function addSchool(
  store: Store,
  urn: Urn,
  name: string,
  options: { phase: string; locality?: string },
): Promise<void> {
  const phase = PHASES.find((known) => known === options.phase);
  if (!phase) throw new BadUsage(`--phase: expected one of ${PHASES.join(', ')}`);
  const known = await findSchool(store, urn);
  await recordSchool(store, {
    _id: urn,
    name,
    phase,
    ...(options.locality === undefined ? {} : { locality: options.locality }),
    termDates: known?.termDates ?? [],
  });
  say(`School ${urn} is set up. Next: npm run admin -- source ${urn} <name>`);
}

async function addSource(store: Store, urn: Urn, name: string, secretFile?: string): Promise<void> {
  if (!(await findSchool(store, urn)))
    throw new BadUsage(`<urn>: expected a school that is set up; ${urn} is not`);
  await expectNoFile(secretFile);
  const { sourceId, secret } = await recordSource(store, { schoolUrn: urn, name, now: new Date() });
  say(`throughline-source: ${sourceId}`);
  for (const line of await handOverSecret(sourceId, secret, secretFile)) say(line);
}

async function rotate(
  store: Store,
  sourceId: string,
  overlapHours: number,
  secretFile?: string,
): Promise<void> {
  if (!Number.isFinite(overlapHours) || overlapHours < 0)
    throw new BadUsage('--overlap-hours: expected a number of hours');
  const secret = await rotateSecret(store, { sourceId, now: new Date(), overlapHours });
  if (secret === undefined) throw new BadUsage('<sourceId>: expected the id of a source');
  for (const line of await handOverSecret(sourceId, secret, secretFile)) say(line);
  say(`The old secret stays good for ${overlapHours} hours.`);
}

async function disable(store: Store, sourceId: string): Promise<void> {
  if (!(await disableSource(store, sourceId, new Date())))
    throw new BadUsage('<sourceId>: expected the id of a source');
  say(`${sourceId} is refused from now on. What it sent remains.`);
}

async function list(store: Store): Promise<void> {
  for (const school of await listSchools(store)) {
    const readers = await listReaders(store, school._id);
    const sources = await store.sources
      .find({ schoolUrn: school._id })
      .sort({ _id: 1 })
      .lean<{ _id: string; name: string; disabledAt?: Date }[]>();
    say(`${school._id}  ${school.name}  ${readers.length} readers`);
    for (const source of sources)
      say(`        ${source._id}  ${source.name}${source.disabledAt ? '  (stopped)' : ''}`);
  }
}

async function rerun(store: Store, deliveryId: string): Promise<void> {
  if (!(await reviveDelivery(store, deliveryId)))
    throw new BadUsage('<deliveryId>: expected a delivery that was set aside');
  say('It waits again and is processed within a minute.');
}

runScript(main);
