import { createHash, randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Role } from '../domain/access/roles.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import type { Urn } from '../domain/identifiers.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';

/** How long a one-time link works. */
export const LINK_HOURS = 72;

/** A one-time link: only its hash is kept. */
export interface OneTimeLink {
  /** `reset-all` forgets the second factor as well, for somebody whose phone is gone. */
  purpose: 'sign-up' | 'reset' | 'reset-all';
  tokenHash: string;
  expiresAt: Date;
}

/** An account at Microsoft Entra or Google that may sign in for the person. */
export interface LinkedAccount {
  issuer: string;
  subject: string;
  linkedAt: Date;
}

/** Somebody who signs in. Never deleted, so that the audit keeps its meaning; `disabledAt` ends all access. */
export interface PersonRecord {
  _id: string;
  name: string;
  /** In lower case. */
  email: string;
  role: Role;
  schoolUrns: Urn[];
  narrativeUrns: Urn[];
  pupilIds: string[];
  passwordHash?: string;
  totp?: {
    secret: string;
    /** Set once the person has shown that their app makes the codes. */
    confirmedAt?: Date;
    /** The time step of the last code taken: none is taken twice. */
    lastStep?: number;
  };
  /** Hashes of those not used yet. */
  recoveryCodes: string[];
  linkedAccounts: LinkedAccount[];
  link?: OneTimeLink;
  /** Browsers that signed in before, by the hash of their token: they wait for nobody else's failures. */
  knownDevices: string[];
  /** Grows to end every session begun before. */
  sessionsVersion: number;
  lastSignInAt?: Date;
  disabledAt?: Date;
  /** A fictional person of the demo; the only ones whose codes a command may show. */
  demo?: boolean;
}

export const personSchema = new Schema<PersonRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true, unique: true },
    role: { type: String, required: true },
    schoolUrns: [String],
    narrativeUrns: [String],
    pupilIds: [String],
    passwordHash: String,
    totp: { type: Schema.Types.Mixed },
    recoveryCodes: [String],
    linkedAccounts: [{ _id: false, issuer: String, subject: String, linkedAt: Date }],
    link: { type: Schema.Types.Mixed },
    knownDevices: [String],
    sessionsVersion: { type: Number, required: true },
    lastSignInAt: Date,
    disabledAt: Date,
    demo: Boolean,
  },
  { versionKey: false, timestamps: true },
);
personSchema.index({ 'link.tokenHash': 1 }, { unique: true, sparse: true });
personSchema.index({ 'linkedAccounts.subject': 1 }, { sparse: true });

export type NewPerson = Pick<PersonRecord, 'name' | 'email' | 'role' | 'schoolUrns'> &
  Partial<Pick<PersonRecord, 'narrativeUrns' | 'pupilIds' | 'demo'>>;

/** Adds a person without any way to sign in yet; undefined when the address is somebody's already. */
export async function recordPerson(store: Store, person: NewPerson): Promise<string | undefined> {
  const _id = `per_${randomBytes(9).toString('hex')}`;
  try {
    await store.people.create({
      _id,
      narrativeUrns: [],
      pupilIds: [],
      recoveryCodes: [],
      linkedAccounts: [],
      knownDevices: [],
      sessionsVersion: 1,
      ...person,
      email: person.email.toLowerCase(),
    });
    return _id;
  } catch (error) {
    if (isDuplicateKey(error)) return undefined;
    throw error;
  }
}

export async function findPerson(store: Store, personId: string): Promise<PersonRecord | null> {
  return store.people.findById(personId).lean<PersonRecord>();
}

export async function findPersonByEmail(store: Store, email: string): Promise<PersonRecord | null> {
  return store.people.findOne({ email: email.trim().toLowerCase() }).lean<PersonRecord>();
}

/** The person a linked account signs in for. */
export async function findPersonByAccount(
  store: Store,
  { issuer, subject }: Pick<LinkedAccount, 'issuer' | 'subject'>,
): Promise<PersonRecord | null> {
  return store.people.findOne({ linkedAccounts: { $elemMatch: { issuer, subject } } }).lean<PersonRecord>();
}

/** The person as pages know them. */
export function viewerOf(person: PersonRecord): Viewer {
  const { _id, name, role, schoolUrns, narrativeUrns, pupilIds } = person;
  return { personId: _id, name, role, schoolUrns, narrativeUrns, pupilIds };
}

/** How a token or a recovery code is kept: they are long and random, so a fast hash does. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Gives a person a one-time link, in place of any earlier one.
 * @returns the token to be put into the address; it is not kept
 */
export async function recordLink(
  store: Store,
  personId: string,
  { purpose, expiresAt }: Omit<OneTimeLink, 'tokenHash'>,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await store.people.updateOne(
    { _id: personId },
    { $set: { link: { purpose, tokenHash: hashToken(token), expiresAt } } },
  );
  return token;
}

/** The person a link is for, while it is good and they are not disabled. */
export async function findPersonByLink(store: Store, token: string, now: Date): Promise<PersonRecord | null> {
  return store.people.findOne(goodLink(token, now)).lean<PersonRecord>();
}

/**
 * Uses a link up: sets the password and ends every session.
 * @returns the person as they are now, or null when somebody used the link first
 */
export async function useLink(
  store: Store,
  token: string,
  now: Date,
  { passwordHash, forgetSecondFactor }: { passwordHash: string; forgetSecondFactor: boolean },
): Promise<PersonRecord | null> {
  return store.people
    .findOneAndUpdate(
      goodLink(token, now),
      {
        $set: { passwordHash, ...(forgetSecondFactor && { recoveryCodes: [], knownDevices: [] }) },
        $unset: { link: '', ...(forgetSecondFactor && { totp: '' }) },
        $inc: { sessionsVersion: 1 },
      },
      { returnDocument: 'after' },
    )
    .lean<PersonRecord>();
}

/** Uses a link up to tie an account elsewhere to the person. An account is one person's alone. */
export async function linkAccount(
  store: Store,
  token: string,
  account: LinkedAccount,
  now: Date,
): Promise<void> {
  if (await findPersonByAccount(store, account)) return;
  await store.people.updateOne(goodLink(token, now), {
    $push: { linkedAccounts: account },
    $unset: { link: '' },
  });
}

function goodLink(token: string, now: Date): object {
  return {
    'link.tokenHash': hashToken(token),
    'link.expiresAt': { $gt: now },
    disabledAt: { $exists: false },
  };
}

/** A change of what somebody signs in with; `endSessions` signs them out everywhere. */
export interface SignInChange {
  readonly only?: object;
  readonly set?: Partial<PersonRecord> | Record<string, unknown>;
  readonly pull?: Record<string, unknown>;
  readonly push?: Record<string, unknown>;
  readonly endSessions?: boolean;
}

/** Changes what a person signs in with. False when `only` does not hold any more: somebody else was first. */
export async function amendSignIn(store: Store, personId: string, change: SignInChange): Promise<boolean> {
  const { only = {}, set, pull, push, endSessions } = change;
  const result = await store.people.updateOne({ _id: personId, ...only }, {
    ...(set && { $set: set }),
    ...(pull && { $pull: pull }),
    ...(push && { $push: push }),
    ...(endSessions === true && { $inc: { sessionsVersion: 1 } }),
  } as never);
  return result.matchedCount === 1;
}
