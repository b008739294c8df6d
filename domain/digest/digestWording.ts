import { z } from 'zod';
import type { SectionName } from './digestView.ts';

/**
 * The headings of the digest, the order of its parts and how much of it is told at length. A school that wants other
 * words or other measures hands in its own; the facts stay the same.
 */
export interface DigestWording {
  readonly title: string;
  readonly headings: Readonly<Record<SectionName, string>>;
  /** The parts told, in order. */
  readonly order: readonly SectionName[];
  readonly limits: DigestLimits;
}

export interface DigestLimits {
  /** The lowest level that is told by name; those below are counted. */
  readonly fromLevel: 'watch' | 'concern' | 'urgent';
  /** Children told at length; the others get one line each, nobody is left out. */
  readonly childrenInDetail: number;
  readonly entriesPerChild: number;
  readonly excerptCharacters: number;
  /** Children named under what is going better; the others are counted. */
  readonly improvements: number;
}

/** Parts that every digest holds: without them silence could look like safety. */
const NEVER_LEFT_OUT: readonly SectionName[] = ['whatChanged', 'discuss', 'heldBack'];

/** The words a school starts with. Ten children and three entries each are what can be read in five minutes. */
export const DEFAULT_WORDING: DigestWording = {
  title: 'Safeguarding digest',
  headings: {
    whatChanged: 'What changed',
    discuss: 'Children to discuss',
    unseen: 'Not seen lately',
    newAtSchool: 'New at the school',
    improvements: 'Going better',
    heldBack: 'What did not arrive or was held back',
    numbers: 'The week in numbers',
    acrossSchools: 'Stories that cross schools',
    schools: 'School by school',
    need: 'What was recorded',
  },
  order: ['whatChanged', 'discuss', 'unseen', 'newAtSchool', 'improvements', 'heldBack', 'numbers'],
  limits: {
    fromLevel: 'watch',
    childrenInDetail: 10,
    entriesPerChild: 3,
    excerptCharacters: 150,
    improvements: 8,
  },
};

/** Parts of the school's own digest that may be put in order or left out. */
const ORDERABLE = [
  'whatChanged',
  'discuss',
  'unseen',
  'newAtSchool',
  'improvements',
  'heldBack',
  'numbers',
] as const;

const words = z.string().trim().min(1).max(120);

/** What a school may hand in: each part on its own, the rest as it was. */
const WORDING_CHANGES = z.strictObject({
  title: words.optional(),
  headings: z.partialRecord(z.enum(Object.keys(DEFAULT_WORDING.headings) as [SectionName]), words).optional(),
  order: z
    .array(z.enum(ORDERABLE))
    .refine((order) => new Set(order).size === order.length, 'names a part twice')
    .refine(
      (order) => NEVER_LEFT_OUT.every((name) => (order as readonly string[]).includes(name)),
      `must hold ${NEVER_LEFT_OUT.join(', ')}`,
    )
    .optional(),
  limits: z
    .strictObject({
      fromLevel: z.enum(['watch', 'concern', 'urgent']),
      childrenInDetail: z.int().min(1).max(50),
      entriesPerChild: z.int().min(1).max(10),
      excerptCharacters: z.int().min(40).max(2000),
      improvements: z.int().min(0).max(50),
    })
    .partial()
    .optional(),
});
export type WordingChanges = z.infer<typeof WORDING_CHANGES>;

/** The wording of a school: the default with its own changes laid over. */
export function wordingOf(changes: WordingChanges | undefined): DigestWording {
  if (changes === undefined) return DEFAULT_WORDING;
  return {
    title: changes.title ?? DEFAULT_WORDING.title,
    headings: { ...DEFAULT_WORDING.headings, ...given(changes.headings ?? {}) },
    order: changes.order ?? DEFAULT_WORDING.order,
    limits: { ...DEFAULT_WORDING.limits, ...given(changes.limits ?? {}) },
  };
}

/** Without what is `undefined`, which would otherwise hide the default. */
function given<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}

/** What a school handed in: its changes, or everything that is wrong with them, naming each place. */
export type ParsedWording =
  | { readonly changes: WordingChanges; readonly problems?: undefined }
  | { readonly changes?: undefined; readonly problems: readonly string[] };

/** Reads a school's changes out of JSON text. */
export function parseWording(json: string): ParsedWording {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problems: ['not JSON'] };
  }
  const parsed = WORDING_CHANGES.safeParse(value);
  if (parsed.success) return { changes: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'all of it'}: ${message}`),
  };
}
