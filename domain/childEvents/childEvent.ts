import { z } from 'zod';
import type { Urn } from '../identifiers.ts';
import type { LocalDate } from '../localDate.ts';
import { day, instant, oneOf, urn, words } from './eventFields.ts';
import { CONSENT_STATES, SHARING_BASES, sharingProblems } from './sharing.ts';

export const REFERRED_TO = {
  'front-door': 'the council’s front door (MASH)',
  'early-help': 'early help',
  'mental-health': 'mental health services',
  health: 'a health service',
  police: 'the police',
  'attendance-service': 'the council’s attendance service',
  'special-needs': 'the special needs service',
  other: 'another agency',
} as const;

export const PLANS = {
  'early-help': 'Early help plan',
  'child-in-need': 'Child in need plan',
  'child-protection': 'Child protection plan',
  'looked-after': 'Care plan of a looked-after child',
  ehcp: 'Education, health and care plan',
  'part-time-timetable': 'Part-time timetable',
} as const;

export const FILE_STATES = {
  requested: 'asked for',
  received: 'received',
  sent: 'sent, and receipt confirmed',
  none: 'confirmed that there is none',
} as const;

export type ReferredTo = keyof typeof REFERRED_TO;
export type PlanKind = keyof typeof PLANS;
export type FileState = keyof typeof FILE_STATES;

/**
 * What people add to a child's story by hand: what no export carries. Each kind has the few fields that somebody
 * reading the chronology a year later needs, and dates are days in London.
 */
export const CHILD_EVENT_CONTENT = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('note'),
    on: day,
    text: words,
    effect: z.enum(['worrying', 'neutral', 'protective']).default('neutral'),
  }),
  z.object({
    kind: z.literal('action'),
    on: day,
    text: words,
    /** By when it is to be done. */
    dueOn: day.optional(),
    doneOn: day.optional(),
    outcome: words.optional(),
  }),
  z.object({
    kind: z.literal('contact'),
    at: instant,
    method: z.enum(['visit', 'call', 'video', 'meeting']),
    /** Whether the child was seen; an attempt that reached nobody is worth recording too. */
    seen: z.boolean(),
    /** By whom, where it was not the person who records it. */
    seenBy: words.optional(),
    text: words.optional(),
  }),
  z.object({
    kind: z.literal('referral'),
    on: day,
    to: oneOf(REFERRED_TO),
    text: words,
    outcome: words.optional(),
    outcomeOn: day.optional(),
  }),
  z.object({
    kind: z.literal('plan'),
    plan: oneOf(PLANS),
    on: day,
    until: day.optional(),
    reviewOn: day.optional(),
    text: words.optional(),
  }),
  z.object({
    kind: z.literal('intervention'),
    on: day,
    until: day.optional(),
    text: words,
    outcome: words.optional(),
  }),
  z.object({
    kind: z.literal('safeguarding-file'),
    on: day,
    state: oneOf(FILE_STATES),
    /** The school it comes from or goes to, by name where it is not one of ours. */
    otherSchool: words.optional(),
    text: words.optional(),
  }),
  z.object({
    /** An entry of the file that came from the school before: told, and weighed as nothing. */
    kind: z.literal('earlier-record'),
    on: day,
    until: day.optional(),
    fromSchool: words,
    title: z.string(),
    text: z.string().optional(),
    /** Who wrote it there. */
    writtenBy: z.string().optional(),
    actionTaken: z.string().optional(),
    outcome: z.string().optional(),
  }),
  z.object({
    kind: z.literal('move-reason'),
    /** The day the child joined. */
    on: day,
    text: words,
  }),
  z.object({
    kind: z.literal('place-application'),
    /** The day the in-year application was made. */
    on: day,
    answeredOn: day.optional(),
    toSchool: words.optional(),
    text: words.optional(),
  }),
  z.object({
    kind: z.literal('fair-access'),
    /** The day it was agreed that the child is considered under the Fair Access Protocol. */
    on: day,
    allocatedOn: day.optional(),
    toSchool: words.optional(),
    text: words.optional(),
  }),
  z.object({
    kind: z.literal('share'),
    on: day,
    /** The school that may read this school's entries from now on, or was decided not to. */
    withSchool: urn,
    shared: z.boolean(),
    /** Why, and on what basis; asked for whichever way it was decided. */
    text: words,
  }),
  z.object({
    /** A decision to share with another agency or not to; `share` is the one that opens a file to a school of ours. */
    kind: z.literal('disclosure'),
    on: day,
    shared: z.boolean(),
    agency: oneOf(REFERRED_TO),
    /** Who there, by name or office. */
    recipient: words.optional(),
    /** What was shared, or asked for and not shared. */
    what: words,
    basis: oneOf(SHARING_BASES),
    consent: oneOf(CONSENT_STATES),
    /** Why nobody was asked. */
    whyNotAsked: words.optional(),
    /** Why it was decided so; asked for whichever way. */
    text: words,
  }),
]);

export type ChildEventContent = z.infer<typeof CHILD_EVENT_CONTENT>;
export type ChildEventKind = ChildEventContent['kind'];

/** Who added or decided something, as they were called then. */
export interface Author {
  readonly personId: string;
  readonly name: string;
}

/** One thing a person added to a child's story, as it stood at the instant asked about. */
export interface ChildEvent {
  readonly eventId: string;
  readonly pupilId: string;
  /** The school of the person who added it. */
  readonly schoolUrn: Urn;
  readonly content: ChildEventContent;
  readonly recordedAt: Date;
  readonly by: Author;
  /** Set on one that was amended: when, by whom, and why. */
  readonly amended?: { readonly at: Date; readonly by: Author; readonly reason: string };
}

/** The day an addition is told under. */
export function dayOf(content: ChildEventContent): LocalDate | Date {
  return content.kind === 'contact' ? content.at : content.on;
}

export type ParsedChildEvent =
  | { readonly ok: true; readonly content: ChildEventContent }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly field: string; readonly message: string }[];
    };

/**
 * Reads what a person filled in, and says every problem at once. Nothing may have happened after today.
 * @param input the fields by name, `kind` among them; an empty text counts as not given
 * @param today the London day
 */
export function parseChildEvent(
  input: Readonly<Record<string, unknown>>,
  now: Date,
  today: LocalDate,
): ParsedChildEvent {
  const given = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== '' && value !== undefined),
  );
  const parsed = CHILD_EVENT_CONTENT.safeParse(given);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
    };
  const content = parsed.data;
  const problems = [
    ...((content.kind === 'contact' ? content.at > now : content.on > today)
      ? [{ field: content.kind === 'contact' ? 'at' : 'on', message: 'expected a day that has come' }]
      : []),
    ...('until' in content && content.until !== undefined && content.until < content.on
      ? [{ field: 'until', message: 'expected a day no earlier than the beginning' }]
      : []),
    ...(content.kind === 'disclosure' ? sharingProblems(content) : []),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, content };
}
