import process from 'node:process';
import type { Command } from 'commander';
import { isRole, ROLES, type Role } from '../../domain/access/roles.ts';
import { parseConfiguration, publicUrlFor } from '../../domain/configuration.ts';
import { isUrn, type Urn } from '../../domain/identifiers.ts';
import { totpCode } from '../../server/signIn/totp.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Store } from '../../store/openStore.ts';
import { LINK_HOURS, findPersonByEmail, recordLink, recordPerson } from '../../store/people.ts';
import { findSchool } from '../../store/schools.ts';
import { BadUsage } from '../process/runScript.ts';

type WithStore = (act: (store: Store) => Promise<void>) => Promise<void>;
type Say = (line: string) => void;

/** Commands for people who sign in: the first administrator, links to begin again, and the demo's codes. */
export function addPeopleCommands(command: Command, withStore: WithStore, say: Say): void {
  command
    .command('person')
    .description('adds somebody who signs in, and shows their one-time link')
    .argument('<email>')
    .argument('<name>')
    .requiredOption('--role <role>', ROLES.join(', '))
    .option('--school <urn...>', 'the schools they work for', [])
    .action((email: string, name: string, options: { role: string; school: string[] }) =>
      withStore((store) => addPerson(store, { email, name, ...options }, say)),
    );
  command
    .command('link')
    .description('shows a one-time link with which somebody chooses a new password')
    .argument('<email>')
    .option('--second-factor', 'forgets their authenticator app as well')
    .action((email: string, options: { secondFactor?: boolean }) =>
      withStore((store) => newLink(store, email, options.secondFactor === true, say)),
    );
  command
    .command('code')
    .description('shows the authenticator code of a fictional person of the demo')
    .argument('<email>')
    .action((email: string) => withStore((store) => showCode(store, email, say)));
}

async function addPerson(
  store: Store,
  given: { email: string; name: string; role: string; school: string[] },
  say: Say,
): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(given.email)) throw new BadUsage('<email>: expected an e-mail address');
  if (!isRole(given.role)) throw new BadUsage(`--role: expected one of ${ROLES.join(', ')}`);
  const schoolUrns = await checkSchools(store, given.role, given.school);
  const personId = await recordPerson(store, {
    email: given.email,
    name: given.name,
    role: given.role,
    schoolUrns,
  });
  if (personId === undefined) throw new BadUsage('<email>: expected an address nobody here has yet');
  await audit(store, personId, 'added', schoolUrns);
  await sayLink(store, personId, 'sign-up', say);
}

async function checkSchools(store: Store, role: Role, given: readonly string[]): Promise<Urn[]> {
  if (role === 'admin' && given.length > 0)
    throw new BadUsage('--school: expected none for an administrator, who sees no records');
  if (role !== 'admin' && given.length === 0) throw new BadUsage('--school: expected at least one');
  const urns = given.filter(isUrn);
  if (urns.length < given.length) throw new BadUsage('--school: expected six digits');
  for (const urn of urns) {
    if (!(await findSchool(store, urn)))
      throw new BadUsage(`--school: expected a school that is set up; ${urn} is not`);
  }
  return urns;
}

async function newLink(store: Store, email: string, secondFactor: boolean, say: Say): Promise<void> {
  const person = await findPersonByEmail(store, email);
  if (!person) throw new BadUsage('<email>: expected the address of somebody here');
  await audit(store, person._id, secondFactor ? 'link-reset-all' : 'link-reset', person.schoolUrns);
  await sayLink(store, person._id, secondFactor ? 'reset-all' : 'reset', say);
}

async function sayLink(
  store: Store,
  personId: string,
  purpose: 'sign-up' | 'reset' | 'reset-all',
  say: Say,
): Promise<void> {
  const expiresAt = new Date(Date.now() + LINK_HOURS * 3_600_000);
  const token = await recordLink(store, personId, { purpose, expiresAt });
  const configuration = parseConfiguration(process.env);
  say(`${publicUrlFor(configuration, configuration.port)}/join/${token}`);
  say(`The link works once, within ${LINK_HOURS} hours. Give it to nobody else.`);
}

const PERIOD_MS = 30_000;

/** The first code that was not used yet. */
async function showCode(store: Store, email: string, say: Say): Promise<void> {
  const person = await findPersonByEmail(store, email);
  const { environment } = parseConfiguration(process.env);
  if (person?.demo !== true || !person.totp || environment === 'production')
    throw new BadUsage('<email>: expected the address of a fictional person of the demo, not in production');
  const present = Math.floor(Date.now() / PERIOD_MS);
  const period = Math.max(present, (person.totp.lastStep ?? 0) + 1);
  if (period > present + 1) {
    say('Both codes of this minute are used. Ask again in half a minute.');
    return;
  }
  say(totpCode(person.totp.secret, new Date(period * PERIOD_MS)));
}

async function audit(
  store: Store,
  otherPersonId: string,
  what: string,
  schoolUrns: readonly string[],
): Promise<void> {
  await recordAudit(store, {
    at: new Date(),
    action: 'changed-person',
    about: { otherPersonId, what, schoolUrns },
    route: 'npm run admin',
  });
}
