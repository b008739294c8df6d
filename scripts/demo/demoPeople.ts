import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLE_TITLES, type Role } from '../../domain/access/roles.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { hashPassword } from '../../server/signIn/passwords.ts';
import { newTotpSecret } from '../../server/signIn/totp.ts';
import { isDigestRole } from '../../domain/digest/digestReader.ts';
import { recordReader } from '../../store/readers.ts';
import { amendSignIn, findPersonByEmail, recordPerson, type NewPerson } from '../../store/people.ts';
import type { Store } from '../../store/openStore.ts';
import type { SchoolRecord } from '../../store/schools.ts';

/** The demo's password and authenticator secrets, made once for this data folder and readable by its owner alone. */
const KEPT = z.object({ password: z.string(), totpSecrets: z.record(z.string(), z.string()) });
type Kept = z.infer<typeof KEPT>;

/** A fictional person who may sign in to the demo. */
export interface DemoSignIn {
  readonly role: Role;
  readonly email: string;
  readonly where: string;
  readonly password: string;
  readonly totpSecret: string;
}

type DemoPerson = NewPerson & { readonly where: string };

const ACROSS: readonly { role: Role; name: string; email: string }[] = [
  { role: 'safeguarding-lead', name: 'Dr Perpetua Vanbrook', email: 'lead@quillhaven.example' },
  { role: 'trust-lead', name: 'Mr Auberon Castlefell', email: 'trust@quillhaven.example' },
  { role: 'council-lead', name: 'Ms Thessaly Crane', email: 'council@quillhaven.example' },
  { role: 'technician', name: 'Mr Jory Blackwater', email: 'technician@quillhaven.example' },
];

const AT_FIRST_SCHOOL: readonly { role: Role; name: string; email: string }[] = [
  { role: 'deputy-dsl', name: 'Mr Gawain Tindlewick', email: 'deputy@quillhaven.example' },
  { role: 'pastoral', name: 'Mrs Dorcas Fernihold', email: 'pastoral@quillhaven.example' },
  { role: 'attendance-officer', name: 'Mrs Columbine Ottershaw', email: 'attendance@quillhaven.example' },
  { role: 'head', name: 'Mrs Ursula Greatorex-Lamb', email: 'head@quillhaven.example' },
  { role: 'governor', name: 'Mr Piers Nettlecombe', email: 'governor@quillhaven.example' },
];

/**
 * Sets up a fictional person of each role for the demo's schools; those there are already keep what they have.
 * @returns how each signs in
 */
export async function setUpDemoPeople(
  store: Store,
  dataDir: string,
  schools: readonly SchoolRecord[],
): Promise<DemoSignIn[]> {
  const people = await demoPeople(store, schools);
  const kept = await keepSecrets(
    dataDir,
    people.map(({ email }) => email),
  );
  const passwordHash = await hashPassword(kept.password);
  const signIns: DemoSignIn[] = [];
  for (const { where, ...person } of people) {
    const totpSecret = kept.totpSecrets[person.email] ?? newTotpSecret();
    if (!(await findPersonByEmail(store, person.email))) {
      const personId = await recordPerson(store, { ...person, demo: true });
      if (personId === undefined) continue;
      await amendSignIn(store, personId, {
        set: { passwordHash, totp: { secret: totpSecret, confirmedAt: new Date() } },
      });
    }
    signIns.push({ role: person.role, email: person.email, where, password: kept.password, totpSecret });
  }
  return signIns;
}

/** Has the leads across the schools, the head and a governor sent a digest of their kind, beside the schools' own. */
export async function setUpDemoReaders(store: Store, schools: readonly SchoolRecord[]): Promise<void> {
  const all = schools.map(({ _id }) => _id);
  const readers = [
    ...ACROSS.map((person) => ({ ...person, schoolUrns: all })),
    ...AT_FIRST_SCHOOL.map((person) => ({ ...person, schoolUrns: all.slice(0, 1) })),
  ];
  for (const { role, ...reader } of readers)
    if (isDigestRole(role) && role !== 'deputy-dsl')
      await recordReader(store, { ...reader, role }, new Date());
}

async function demoPeople(store: Store, schools: readonly SchoolRecord[]): Promise<DemoPerson[]> {
  const all = schools.map(({ _id }) => _id);
  const [first] = schools;
  if (!first) return [];
  const pupilIds = await raisedChildren(store, first._id);
  return [
    ...schools.map(({ _id, name }) => ({
      role: 'dsl' as const,
      name: `DSL of ${name}`,
      email: `dsl-${_id}@quillhaven.example`,
      schoolUrns: [_id],
      where: name,
    })),
    ...ACROSS.map((person) => ({
      ...person,
      schoolUrns: all,
      where: 'all three schools',
      ...(person.role === 'trust-lead' && {
        narrativeUrns: [first._id],
        where: `all three; ${first.name} shares narratives`,
      }),
    })),
    ...AT_FIRST_SCHOOL.map((person) => ({
      ...person,
      schoolUrns: [first._id],
      where: first.name,
      ...(person.role === 'pastoral' && { pupilIds, where: `${pupilIds.length} children of ${first.name}` }),
    })),
    {
      role: 'admin' as const,
      name: 'Ms Winifred Oakshott',
      email: 'admin@quillhaven.example',
      schoolUrns: [],
      where: 'the installation',
    },
  ];
}

const NAMED_CHILDREN = 3;

async function raisedChildren(store: Store, schoolUrn: Urn): Promise<string[]> {
  const found = await store.assessments
    .find({ schoolUrns: schoolUrn, moment: 'now' }, { pupilId: 1 })
    .sort({ score: -1 })
    .limit(NAMED_CHILDREN)
    .lean<{ pupilId: string }[]>();
  return found.map(({ pupilId }) => pupilId);
}

async function keepSecrets(dataDir: string, emails: readonly string[]): Promise<Kept> {
  const path = join(dataDir, 'demo-sign-ins.json');
  const known = await readKept(path);
  const kept: Kept = {
    password: known?.password ?? `demo-${randomBytes(9).toString('base64url')}`,
    totpSecrets: Object.fromEntries(
      emails.map((email) => [email, known?.totpSecrets[email] ?? newTotpSecret()]),
    ),
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, JSON.stringify(kept), { mode: 0o600 });
  return kept;
}

async function readKept(path: string): Promise<Kept | undefined> {
  try {
    return KEPT.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The lines that tell somebody at the terminal how to sign in to the demo. */
export function describeSignIns(signIns: readonly DemoSignIn[], url: string): string[] {
  const [any] = signIns;
  if (!any) return [];
  const width = Math.max(...signIns.map(({ email }) => email.length));
  return [
    `Sign in:   ${url}/sign-in`,
    `           password of all these fictional people: ${any.password}`,
    '           code of the authenticator app: npm run admin -- code <e-mail address>, or give its secret to an app',
    ...signIns.map(
      ({ role, email, where, totpSecret }) =>
        `  ${email.padEnd(width)}  ${totpSecret}  ${ROLE_TITLES[role]} (${where})`,
    ),
  ];
}
