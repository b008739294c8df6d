import { createHash } from 'node:crypto';
import type { Role } from '../access/roles.ts';

/**
 * What is kept of who saw or did what. Modelled on the logging the Data Protection Act 2018 asks of the police
 * (s.62): collection, alteration, consultation, disclosure, combination and erasure, with who, when, what, and why
 * where the person was asked. Never copies what was seen.
 */
export const AUDIT_ACTIONS = {
  'signed-in': 'Signed in',
  'sign-in-refused': 'Sign-in refused',
  'signed-out': 'Signed out',
  'changed-own-account': 'Changed own sign-in',
  denied: 'Refused a page or a change',
  'viewed-list': 'Saw a list of children',
  'viewed-child': 'Saw a child’s record',
  'gave-reason': 'Said why they looked at a child',
  searched: 'Searched',
  exported: 'Exported or printed',
  'viewed-figures': 'Saw figures without names',
  'viewed-deliveries': 'Saw deliveries',
  'viewed-digest': 'Saw a digest',
  'sent-digest': 'Sent a digest',
  'sent-alert': 'Sent an alert',
  'mail-came-back': 'Mail came back',
  'viewed-administration': 'Saw an administration page',
  'viewed-audit': 'Saw the audit log',
  'added-record': 'Added to a child’s record',
  corrected: 'Corrected a tag or a link',
  'decided-flag': 'Decided on a flag',
  'reviewed-match': 'Decided on a held row or a category',
  'changed-digest-settings': 'Changed digest settings',
  'decided-sharing': 'Recorded a decision on sharing',
  'transferred-file': 'Transferred a child’s file',
  'answered-subject-access': 'Worked on a subject access request',
  'decided-retention': 'Decided on keeping or deleting',
  erased: 'Erased at the end of retention',
  'changed-school': 'Changed a school',
  'changed-person': 'Changed a person’s access',
  'changed-source': 'Changed a source or its secret',
  'used-queues': 'Used the queues’ board',
  'used-api': 'Used the API',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** What an event is about: ids, and short words of ours or of the person. Never a child's name or an entry. */
export interface AuditAbout {
  readonly pupilId?: string;
  /** The schools whose child or thing it was: who may read this line. */
  readonly schoolUrns?: readonly string[];
  readonly flagId?: string;
  readonly incidentId?: string;
  readonly deliveryId?: string;
  readonly sourceId?: string;
  readonly digestId?: string;
  /** The person whose access was changed. */
  readonly otherPersonId?: string;
  /** How many children or lines were shown or exported. */
  readonly count?: number;
  /** What was changed or why it was refused, in a word or two of ours, such as `disabled`. */
  readonly what?: string;
  /** Why the person looked, in their words. */
  readonly reason?: string;
}

/** Who did it, as they stood at that time. */
export interface AuditActor {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly schoolUrns: readonly string[];
}

export interface AuditEvent {
  readonly at: Date;
  readonly action: AuditAction;
  /** Absent where nobody was signed in. */
  readonly actor?: AuditActor;
  readonly about: AuditAbout;
  /** Method and pattern of the route, such as `GET /children/:pupilId`, or the command. */
  readonly route: string;
  /** The network address it came from. */
  readonly address?: string;
}

/** A line of the log: its place, and the hash that ties it to the one before. */
export interface AuditLine extends AuditEvent {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first line follows. */
export const FIRST_HASH = '0'.repeat(64);

/** Ties an event to the line before it. The same event in the same place always has the same hash. */
export function chainLine(
  event: AuditEvent,
  before: { readonly sequence: number; readonly hash: string },
): AuditLine {
  const line = { ...event, sequence: before.sequence + 1, previousHash: before.hash };
  return { ...line, hash: hashOf(line) };
}

/** SHA-256 over everything in the line but the hash itself, with fields in alphabetical order. */
export function hashOf(line: Omit<AuditLine, 'hash'>): string {
  return createHash('sha256')
    .update(canonical({ ...line, hash: undefined }))
    .digest('hex');
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
