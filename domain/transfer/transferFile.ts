import { z } from 'zod';
import { day } from '../childEvents/eventFields.ts';
import type { ChronologyEntry } from '../chronology/chronologyEntry.ts';

/**
 * What goes to the next school: a file that Throughline writes and reads, and that a person can read without it.
 * KCSIE (transfer of the child protection file) wants it sent apart from the main pupil file, by secure transit, and
 * its receipt confirmed.
 */
export const FILE_FORMAT = 'throughline-file/1';
export const RECEIPT_FORMAT = 'throughline-receipt/1';

/** Longer than any narrative; what is more is not a file of ours. */
const MOST_CHARACTERS = 100_000;
const words = z.string().max(MOST_CHARACTERS);

const FILED_ENTRY = z.object({
  date: day,
  until: day.optional(),
  kind: words,
  title: words,
  text: words.optional(),
  category: words.optional(),
  /** 0 to 4, as it was read by the school that sends it. */
  severity: z.number().min(0).max(4).optional(),
  by: words.optional(),
  actionTaken: words.optional(),
  outcome: words.optional(),
});
export type FiledEntry = z.infer<typeof FILED_ENTRY>;

/** `chronology.json`: every entry, oldest first. */
export const CHRONOLOGY_FILE = z.object({
  format: z.literal(FILE_FORMAT),
  entries: z.array(FILED_ENTRY).max(20_000),
});

const schoolNamed = z.object({ urn: words.optional(), name: words });

/** `manifest.json`: what the signature stands for. */
export const MANIFEST = z.object({
  format: z.literal(FILE_FORMAT),
  transferId: words,
  /** Known to whoever could open the file: a receipt that has it was made by them. */
  receiptCode: words,
  preparedAt: z.iso.datetime(),
  preparedBy: words,
  from: schoolNamed,
  to: schoolNamed.extend({ recipient: words }),
  reason: words,
  child: z.object({
    forename: words,
    surname: words,
    dateOfBirth: words.optional(),
    upns: z.array(words),
  }),
  entries: z.number(),
  files: z.array(z.object({ name: words, bytes: z.number(), sha256: words })),
});
export type Manifest = z.infer<typeof MANIFEST>;

/** What the receiving school gives back. */
export const RECEIPT = z.object({
  format: z.literal(RECEIPT_FORMAT),
  transferId: words,
  receiptCode: words,
  receivedAt: z.iso.datetime(),
  receivedBy: words,
  school: words,
});
export type Receipt = z.infer<typeof RECEIPT>;

/** A text with who signed it: Ed25519 over the UTF-8 of `signed`, key and signature in base64 (SPKI DER for the key). */
export const SIGNED = z.object({ signed: words, publicKey: words, signature: words });
export type Signed = z.infer<typeof SIGNED>;

/** The entries as they travel: weights, scores and what was read in them stay behind, gaps are no entries. */
export function filedEntries(entries: readonly ChronologyEntry[]): FiledEntry[] {
  return entries
    .filter(({ kind }) => kind !== 'gap')
    .map(({ date, until, kind, title, incident, text, by, actionTaken, outcome }) => ({
      date,
      kind,
      title,
      until,
      text: incident?.narrative ?? text,
      category: incident?.category,
      severity: incident?.tagging.severity,
      by,
      actionTaken,
      outcome,
    }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

interface KnownChild {
  readonly surname: string;
  readonly dateOfBirth?: string;
  readonly upns?: readonly string[];
}

/** Whether a file names the same child: by a UPN of theirs, or by surname and date of birth. */
export function isAboutChild({ child }: Manifest, known: KnownChild): boolean {
  const sameNumber = child.upns.some((upn) => known.upns?.includes(upn));
  const sameName = child.surname.trim().toLowerCase() === known.surname.trim().toLowerCase();
  return (
    sameNumber || (sameName && child.dateOfBirth !== undefined && child.dateOfBirth === known.dateOfBirth)
  );
}

/** How many school days a receipt may take before somebody is to ask for it (KCSIE: five for a move within the year). */
export const RECEIPT_WITHIN = 5;
