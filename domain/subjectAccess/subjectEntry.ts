import { createHash } from 'node:crypto';
import type { LocalDate } from '../localDate.ts';

/** One labelled text of an entry, such as its words or who wrote it. */
export interface EntryPart {
  readonly label: string;
  readonly text: string;
}

/** A part where there is something to say. */
export function part(label: string, text: string | undefined): EntryPart[] {
  return text === undefined || text.trim() === '' ? [] : [{ label, text }];
}

/** One thing that is held about a child, as it would be given out: every word of it stands in a part. */
export interface SubjectEntry {
  /** Stable for the same thing; with `fingerprint` it says whether the thing has changed. */
  readonly id: string;
  readonly date: LocalDate;
  /** What kind of thing it is, for lists and counts, such as `Entry of the log`. */
  readonly kind: string;
  readonly parts: readonly EntryPart[];
  /** True where a machine wrote all of it: the register, scores, flags. Nobody's free words are in it. */
  readonly machine: boolean;
}

/** The part of an address that names an entry; tells nothing of it. */
export function keyOf({ id }: Pick<SubjectEntry, 'id'>): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 20);
}

/** Changes whenever a word of the entry does. */
export function fingerprintOf({ date, kind, parts }: SubjectEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([date, kind, parts]))
    .digest('hex');
}
