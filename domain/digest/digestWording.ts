/**
 * The headings of the digest and how much of it is told at length. A school that wants other words or other
 * measures hands in its own; the facts and their order stay the same.
 */
export interface DigestWording {
  readonly title: string;
  readonly headings: {
    readonly whatChanged: string;
    readonly discuss: string;
    readonly unseen: string;
    readonly newAtSchool: string;
    readonly improvements: string;
    readonly heldBack: string;
    readonly numbers: string;
  };
  readonly limits: DigestLimits;
}

export interface DigestLimits {
  /** Children told at length; the others get one line each, nobody is left out. */
  readonly childrenInDetail: number;
  readonly entriesPerChild: number;
  readonly excerptCharacters: number;
  /** Children named under what is going better; the others are counted. */
  readonly improvements: number;
}

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
  },
  limits: { childrenInDetail: 10, entriesPerChild: 3, excerptCharacters: 180, improvements: 8 },
};
