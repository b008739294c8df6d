/**
 * A printed document, decided to the last word: what `templates/pdf` sets on paper. Tables that run over a page repeat
 * their headings; every page says who printed it, when, how far it may travel and which page of how many it is.
 */
export interface PrintView {
  readonly title: string;
  readonly subtitle: string | null;
  readonly layout: 'portrait' | 'landscape';
  /** Who printed it and when, as a sentence. */
  readonly printed: string;
  readonly printedAt: Date;
  /** How far it may travel. */
  readonly confidentiality: string;
  readonly blocks: readonly PrintBlock[];
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'subheading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly what: string; readonly value: string }[] }
  | PrintTable;

export interface PrintTable {
  readonly kind: 'table';
  readonly caption: string;
  /** Shares of the width; they need not add up to anything. */
  readonly columns: readonly { readonly title: string; readonly share: number }[];
  /** One cell a column. */
  readonly rows: readonly (readonly PrintCell[])[];
}

/** Paragraphs of a cell, one below the other. */
export type PrintCell = readonly PrintLine[];

export interface PrintLine {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'quiet';
}
