/**
 * A digest ready to be written out: every word, number and order is decided, so that e-mail, text, PDF, page and JSON
 * say the same. Absent things are `null` or an empty list, never missing, so that a template naming something that is
 * not here is caught. Every kind of digest is made of the same kinds of section.
 */
export interface DigestView {
  /** For the e-mail; names no child. */
  readonly subject: string;
  /** What a mail program shows beside the subject; names no child. */
  readonly preheader: string;
  readonly title: string;
  /** The school, schools or locality it tells of. */
  readonly about: string;
  /** `Week of 9 to 15 November 2026`. */
  readonly weekLine: string;
  /** Whom it was written for and when. */
  readonly forLine: string;
  /** In the order they are told. */
  readonly sections: readonly DigestSection[];
  /** What the list is and is not. */
  readonly closing: readonly string[];
  /** Where to read the rest, behind sign-in. */
  readonly link: string | null;
}

/** What a section is about: a school may leave some out or change their order by these names. */
export type SectionName =
  | 'whatChanged'
  | 'discuss'
  | 'unseen'
  | 'newAtSchool'
  | 'improvements'
  | 'heldBack'
  | 'numbers'
  | 'acrossSchools'
  | 'schools'
  | 'need';

/** One part under a heading, written out by the partial of its `kind`. */
export type DigestSection = { readonly name: SectionName; readonly heading: string } & SectionBody;

export type SectionBody =
  | ({ readonly kind: 'lead' } & LeadBody)
  | ({ readonly kind: 'children' } & ChildrenBody)
  | ({ readonly kind: 'lines' } & LinesBody)
  | ({ readonly kind: 'held' } & HeldBackBody)
  | ({ readonly kind: 'table' } & TableBody);

export interface LeadBody {
  readonly paragraph: string;
}

export interface ChildrenBody {
  /** Said in place of a list when there is nobody to discuss. */
  readonly nobody: string | null;
  readonly children: readonly ChildView[];
  /** Lists of one line each: those past the limit, those still on watch, those lower than last time. */
  readonly lists: readonly LinesView[];
}

export interface LinesBody {
  /** Said before the lines, or in place of them. */
  readonly note: string | null;
  readonly lines: readonly LineView[];
}

/** Lines under a smaller heading of their own. */
export interface LinesView extends LinesBody {
  readonly heading: string;
}

export interface HeldBackBody {
  /** True when everything expected arrived and nothing was held back. */
  readonly allClear: boolean;
  readonly sentences: readonly string[];
}

export interface TableBody {
  readonly note: string | null;
  /** A figure for each row and no more: where space is short it may be written as running facts. */
  readonly isFacts: boolean;
  /** Headings of the columns; the first is that of the rows' own headings. None, and no rows, for an empty table. */
  readonly columns: readonly TableCell[];
  readonly rows: readonly TableRow[];
  /** Said after the table. */
  readonly sentences: readonly string[];
}

export interface TableRow {
  readonly head: string;
  readonly cells: readonly TableCell[];
}

/** A figure is set to the right, where its digits line up. */
export interface TableCell {
  readonly text: string;
  /** The same where there is no column heading above it: `entries 3`. */
  readonly said: string;
  readonly isFigure: boolean;
}

/** A child or fact in one line. */
export interface LineView {
  /** Who, in bold. */
  readonly who: string;
  readonly what: string;
}

export interface ChildView {
  /** For the page's link to the child's record; shown nowhere. */
  readonly pupilId: string;
  readonly name: string;
  /** `Year 4`, or null. */
  readonly year: string | null;
  /** Word and colour class of why the child is here: new, risen, still high. */
  readonly change: Label;
  readonly level: Label;
  /** How the place on the list came about, and what the flag's state is. */
  readonly standing: string;
  /** One plain sentence. */
  readonly reason: string;
  readonly entries: readonly EntryView[];
  /** How many more entries lie behind the reason, or null. */
  readonly moreEntries: string | null;
  readonly attendance: AttendanceView;
  readonly siblings: string | null;
  readonly decision: string | null;
  readonly score: ScoreView;
}

/** A word and a machine name for its colour; the colour never says more than the word. */
export interface Label {
  readonly word: string;
  readonly tone: 'new' | 'risen' | 'same' | 'watch' | 'concern' | 'urgent' | 'none';
}

export interface EntryView {
  /** For the page's link to the entry; shown nowhere, and absent in digests written before it was kept. */
  readonly entryId?: string;
  /** `2026-11-12`. */
  readonly isoDate: string;
  readonly date: string;
  readonly recordedBy: string;
  readonly title: string;
  /** Beginning of the narrative as written, or null. */
  readonly excerpt: string | null;
}

export interface AttendanceView {
  readonly sentence: string;
  /** One per school week, oldest first; none where nothing is known. */
  readonly cells: readonly AttendanceCell[];
}

export interface AttendanceCell {
  readonly isoDate: string;
  /** `9 Nov`, the Monday. */
  readonly week: string;
  /** `2/10` sessions missed of possible, or `no marks`. */
  readonly missed: string;
  readonly shade: 'unknown' | 'none' | 'some' | 'many';
}

/** The parts that were added, and their sum, in points to one decimal. */
export interface ScoreView {
  readonly total: string;
  readonly parts: readonly ScorePart[];
  /** The same for where space is short: the most telling, and all others in one. They too add up to the total. */
  readonly brief: readonly ScorePart[];
}

export interface ScorePart {
  readonly points: string;
  readonly what: string;
}
