/**
 * A digest ready to be written out: every word, number and order is decided, so that e-mail, text and page say the
 * same. Absent things are `null` or an empty list, never missing, so that a template naming something that is not
 * here is caught.
 */
export interface DigestView {
  /** For the e-mail; names no child. */
  readonly subject: string;
  /** What a mail program shows beside the subject; names no child. */
  readonly preheader: string;
  readonly title: string;
  readonly schoolName: string;
  /** `Week of 9 to 15 November 2026`. */
  readonly weekLine: string;
  /** Whom it was written for and when. */
  readonly forLine: string;
  readonly whatChanged: { readonly heading: string; readonly paragraph: string };
  /** Set where names and excerpts may be shown; otherwise `initials` is set. */
  readonly full: FullSections | null;
  readonly initials: InitialsSections | null;
  readonly heldBack: HeldBackView;
  readonly numbers: { readonly heading: string; readonly rows: readonly NumberRow[] };
  /** What the list is and is not. */
  readonly closing: readonly string[];
  /** Where to read the rest, behind sign-in. */
  readonly link: string | null;
}

export interface FullSections {
  readonly discuss: DiscussView;
  readonly unseen: LinesView;
  readonly newAtSchool: LinesView;
  readonly improvements: LinesView;
}

export interface DiscussView {
  readonly heading: string;
  /** Said in place of a list when there is nobody to discuss. */
  readonly nobody: string | null;
  readonly children: readonly ChildView[];
  /** Lists of one line each: those past the limit, those still on watch, those lower than last time. */
  readonly lists: readonly LinesView[];
}

export interface LinesView {
  readonly heading: string;
  /** Said before the lines, or in place of them. */
  readonly note: string | null;
  readonly lines: readonly LineView[];
}

/** A child or fact in one line. */
export interface LineView {
  /** Who, in bold. */
  readonly who: string;
  readonly what: string;
}

export interface ChildView {
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
  readonly parts: readonly { readonly points: string; readonly what: string }[];
}

export interface InitialsSections {
  readonly heading: string;
  readonly note: string;
  readonly rows: readonly InitialsRow[];
  readonly sentences: readonly string[];
}

export interface InitialsRow {
  readonly initials: string;
  readonly change: string;
  readonly level: string;
  readonly entriesThisWeek: string;
  /** Sessions missed in the week reported on. */
  readonly missedThisWeek: string;
}

export interface HeldBackView {
  readonly heading: string;
  /** True when everything expected arrived and nothing was held back. */
  readonly allClear: boolean;
  readonly sentences: readonly string[];
}

export interface NumberRow {
  readonly what: string;
  readonly value: string;
}
