/**
 * Who may be sent a digest, and of which kind. A school's own digest tells of children; that of several schools tells
 * of schools first; a locality's and the governors' tell numbers.
 */
export type DigestRole =
  'dsl' | 'deputy-dsl' | 'safeguarding-lead' | 'trust-lead' | 'council-lead' | 'head' | 'governor';

export type DigestKind = 'school' | 'schools' | 'locality' | 'governors';
export const NAMING_CHILDREN: readonly DigestKind[] = ['school', 'schools'];
export const IN_NUMBERS: readonly DigestKind[] = ['locality', 'governors'];

export const DIGEST_ROLE_WORDS: Readonly<Record<DigestRole, string>> = {
  dsl: 'designated safeguarding lead',
  'deputy-dsl': 'deputy designated safeguarding lead',
  'safeguarding-lead': 'safeguarding lead',
  'trust-lead': 'trust safeguarding lead',
  'council-lead': 'council safeguarding lead',
  head: 'headteacher',
  governor: 'governor',
};

const KINDS: Readonly<Record<DigestRole, DigestKind>> = {
  dsl: 'school',
  'deputy-dsl': 'school',
  'safeguarding-lead': 'schools',
  'trust-lead': 'schools',
  'council-lead': 'locality',
  head: 'governors',
  governor: 'governors',
};

/** Which digest a reader of this role is sent; a lead over a single school is sent that school's own. */
export function digestKindOf(role: DigestRole, schools: number): DigestKind {
  const kind = KINDS[role];
  return kind === 'schools' && schools === 1 ? 'school' : kind;
}

export const DIGEST_ROLES: readonly DigestRole[] = Object.keys(DIGEST_ROLE_WORDS).filter(isDigestRole);

export function isDigestRole(text: string): text is DigestRole {
  return Object.hasOwn(DIGEST_ROLE_WORDS, text);
}

/** Somebody who is sent a digest. */
export interface DigestReader {
  readonly name: string;
  readonly role: DigestRole;
}
