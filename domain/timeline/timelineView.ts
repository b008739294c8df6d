import type { AttendanceCalendarView } from '../charts/attendanceCalendar.ts';
import type { ScoreChartView } from '../charts/scoreChart.ts';
import type { ScoreView } from '../digest/digestView.ts';
import type { TextPiece } from '../search/snippet.ts';

/** A child's timeline, decided to the last word; what is not there is null or an empty list. */
export interface TimelineView {
  readonly pupilId: string;
  readonly name: string;
  readonly level: Tag | null;
  readonly facts: readonly { readonly what: string; readonly value: string }[];
  /** Said above everything: an earlier date looked at, part of a file, narratives not shared. */
  readonly notes: readonly string[];
  readonly asOf: { readonly iso: string; readonly text: string; readonly isNow: boolean };
  readonly flags: readonly FlagView[];
  readonly score: ScoreView | null;
  readonly chart: ScoreChartView | null;
  readonly calendar: AttendanceCalendarView | null;
  readonly siblings: readonly SiblingView[];
  readonly siblingsElsewhere: string | null;
  /** What may be known of brothers and sisters whose file is another school's. */
  readonly elsewhere: readonly {
    readonly who: string;
    readonly lines: readonly {
      readonly when: TimeView;
      readonly text: string;
      /** As written, where the other school shares its record. */
      readonly words: string | null;
    }[];
  }[];
  /** What a move still asks or the child waits for; null where nothing does. */
  readonly moves: {
    readonly lines: readonly string[];
    readonly answers: readonly { readonly text: string; readonly href: string }[];
  } | null;
  readonly merged: boolean;
  /** Null where the reader may not read entries. */
  readonly entries: EntriesView | null;
  readonly may: { readonly add: boolean; readonly correct: boolean; readonly print: boolean };
}

/** A word with a colour class that never says more than the word. */
export interface Tag {
  readonly word: string;
  readonly colour: 'red' | 'orange' | 'yellow' | 'green' | 'grey' | 'blue' | 'purple';
}

export interface FlagView {
  readonly flagId: string;
  readonly title: string;
  readonly level: Tag;
  readonly state: Tag;
  readonly since: TimeView;
  /** What it rests on, where that is not the score: a register, a silence, a move, a grave entry. */
  readonly reasons: readonly string[];
  readonly whatIsNew: string | null;
  /** What a person last said. */
  readonly lastWord: string | null;
  readonly actions: readonly string[];
  /** False once it is over, or for who may not decide. */
  readonly mayDecide: boolean;
}

export interface TimeView {
  readonly iso: string;
  readonly text: string;
}

export interface SiblingView {
  readonly pupilId: string;
  readonly name: string;
  readonly where: string;
  readonly level: string;
}

/** What one month came to, generated from its entries. */
export interface MonthView {
  /** `November 2026`. */
  readonly title: string;
  readonly text: string;
  /** Every entry it counts, by day; the address is null where the entry is not shown. */
  readonly cites: readonly { readonly text: string; readonly href: string | null }[];
}

/** Newest first. */
export interface MonthsView {
  readonly recent: readonly MonthView[];
  readonly earlier: readonly MonthView[];
}

export interface EntriesView {
  readonly heading: string;
  /** Null while filters leave entries out: a summary counts them all. */
  readonly months: MonthsView | null;
  readonly list: readonly EntryView[];
  readonly form: FiltersView;
  readonly pages: { readonly previous: string | null; readonly next: string | null; readonly text: string };
  /** Said in place of entries. */
  readonly nothing: string | null;
}

export interface EntryView {
  readonly id: string;
  /** For a link within the page. */
  readonly anchor: string;
  readonly title: readonly TextPiece[];
  readonly when: TimeView;
  readonly until: TimeView | null;
  readonly byline: string;
  /** Whose entry it is, where brothers and sisters are merged in. */
  readonly who: string | null;
  readonly tags: readonly Tag[];
  readonly text: readonly TextPiece[];
  readonly facts: readonly { readonly what: string; readonly value: readonly TextPiece[] }[];
  readonly weight: string | null;
  readonly reasons: readonly string[];
  /** Where a person may put right what was read in it or how it weighs; null where nothing can be. */
  readonly correctHref: string | null;
  readonly amendHref: string | null;
  /** Where a correction that holds is undone. */
  readonly undoHref: string | null;
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

export interface FiltersView {
  readonly words: string;
  readonly from: string;
  readonly to: string;
  readonly onlyCounts: boolean;
  readonly themes: readonly Option[];
  readonly severities: readonly Option[];
  readonly sources: readonly Option[];
  readonly people: readonly Option[];
  readonly count: number;
  readonly open: boolean;
}
