import type { Command } from 'commander';
import { DIGEST_ROLES, isDigestRole } from '../../domain/digest/digestReader.ts';
import { parseSchedule, WEEKDAYS, writeSchedule } from '../../domain/digest/schedule.ts';
import { isUrn, type Urn } from '../../domain/identifiers.ts';
import type { Store } from '../../store/openStore.ts';
import { recordReader, stopReader, type NewReader } from '../../store/readers.ts';
import { findSchool } from '../../store/schools.ts';
import { BadUsage } from '../process/runScript.ts';

type Act = (act: (store: Store) => Promise<void>) => Promise<void>;

interface ReaderOptions {
  readonly role: string;
  readonly day?: string;
  readonly time?: string;
  readonly detail?: string;
  readonly closedWeeks: string;
}

/** Adds the commands that say who is sent a digest, which, and when. */
export function addReaderCommands(command: Command, withStore: Act, say: (line: string) => void): void {
  command
    .command('reader')
    .description('has a weekly digest sent to somebody, or changes how')
    .argument('<urns>', 'the school it tells of, or several with commas between')
    .argument('<name>')
    .argument('<email>')
    .option('--role <role>', DIGEST_ROLES.join(', '), 'dsl')
    .option('--day <day>', `${WEEKDAYS.join(', ')}; the deployment’s own when not given`)
    .option('--time <time>', 'London time such as 07:00; the deployment’s own when not given')
    .option('--detail <detail>', 'initials or full; full only where the mail is safe from end to end')
    .option('--closed-weeks <which>', 'send, or news: only when something was recorded', 'news')
    .action((urns: string, name: string, email: string, options: ReaderOptions) =>
      withStore(async (store) => {
        const reader = parseReader(parseUrns(urns), name, email, options);
        for (const urn of reader.schoolUrns) await requireSchool(store, urn);
        await recordReader(store, reader, new Date());
        const when = reader.schedule ? writeSchedule(reader.schedule) : 'at the deployment’s own time';
        say(`The weekly digest goes to this address from the next one on: ${when}.`);
      }),
    );
  command
    .command('reader-stop')
    .description('sends somebody no more digests of these schools')
    .argument('<urns>')
    .argument('<email>')
    .action((urns: string, email: string) =>
      withStore(async (store) => {
        if (!(await stopReader(store, { schoolUrns: parseUrns(urns), email }, new Date())))
          throw new BadUsage('<email>: expected the address of a reader of those schools');
        say('No more digests go to this address. What was sent stays on record.');
      }),
    );
}

function parseUrns(text: string): Urn[] {
  const urns = [...new Set(text.split(',').map((urn) => urn.trim()))];
  if (!urns.every(isUrn))
    throw new BadUsage('<urns>: expected six digits, or several such with commas between');
  return urns;
}

function parseReader(schoolUrns: Urn[], name: string, email: string, options: ReaderOptions): NewReader {
  const { role, detail, closedWeeks } = options;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new BadUsage('<email>: expected an e-mail address');
  if (!isDigestRole(role)) throw new BadUsage(`--role: expected one of ${DIGEST_ROLES.join(', ')}`);
  if (detail !== undefined && detail !== 'initials' && detail !== 'full')
    throw new BadUsage('--detail: expected initials or full');
  if (closedWeeks !== 'send' && closedWeeks !== 'news')
    throw new BadUsage('--closed-weeks: expected send or news');
  return {
    schoolUrns,
    name,
    email,
    role,
    closedWeeks,
    ...(detail === undefined ? {} : { detail }),
    ...schedule(options),
  };
}

function schedule({ day, time }: ReaderOptions): Pick<NewReader, 'schedule'> {
  if (day === undefined && time === undefined) return {};
  const parsed = parseSchedule(day ?? 'monday', time ?? '07:00');
  if (!parsed) throw new BadUsage('--day, --time: expected a day such as monday and a time such as 07:00');
  return { schedule: parsed };
}

async function requireSchool(store: Store, urn: Urn): Promise<void> {
  if (!(await findSchool(store, urn)))
    throw new BadUsage(`<urns>: expected schools that are set up; ${urn} is not`);
}
