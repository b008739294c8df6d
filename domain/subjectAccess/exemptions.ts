/**
 * What lets something be kept back from the answer to a subject access request, to choose from. Only those that a
 * school's safeguarding record meets; the data protection officer advises. Education data that are not health data
 * make up most of such a record (DPA 2018 schedule 3 paragraphs 13 to 17).
 */
export const EXEMPTIONS = {
  'third-party': {
    title: 'About another person, who has not agreed and whom it would be unreasonable to disclose',
    source: 'DPA 2018 schedule 2 paragraphs 16 and 17',
    inLetter:
      'Information about other people has been removed, where they have not agreed to its being given out.',
    inText: '[redacted: another person]',
  },
  'serious-harm': {
    title: 'Likely to cause serious harm to the child’s or somebody else’s physical or mental health',
    source: 'DPA 2018 schedule 3 paragraphs 17(2) and 19 (education data)',
  },
  'child-abuse': {
    title:
      'Says whether the child is, was or may be at risk of abuse, and giving it is not in the child’s best interests',
    source: 'DPA 2018 schedule 3 paragraph 21',
    onBehalfOnly: true,
  },
  health: {
    title: 'About health and likely to cause serious harm, in the opinion of the health professional',
    source: 'DPA 2018 schedule 3 paragraphs 2(2), 5 and 6',
  },
  'social-work': {
    title: 'From social work and likely to cause serious harm that would prejudice that work',
    source: 'DPA 2018 schedule 3 paragraphs 7 to 11',
  },
  confided: {
    title:
      'About health or from social work, told by the child in the belief that this requester would not be told',
    source: 'DPA 2018 schedule 3 paragraphs 4 and 10',
    onBehalfOnly: true,
  },
  court: {
    title: 'From a report to the family court, whose rules let it withhold it',
    source: 'DPA 2018 schedule 3 paragraphs 3, 9 and 18',
  },
  crime: {
    title: 'Would be likely to prejudice the prevention or detection of crime',
    source: 'DPA 2018 schedule 2 paragraph 2',
  },
  legal: {
    title: 'Legal advice, or correspondence with lawyers about it',
    source: 'DPA 2018 schedule 2 paragraph 19',
  },
  'not-this-child': {
    title: 'Says nothing about this child: it is somebody else’s data',
    source: 'UK GDPR articles 4(1) and 15(1)',
    inLetter: 'Information that is not about the child has been left out.',
    inText: '[redacted: another person]',
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly title: string;
      readonly source: string;
      /** What the letter says; absent where to name the reason would give away what is kept back. */
      readonly inLetter?: string;
      readonly inText?: string;
      /** For a request that somebody else makes for the child. */
      readonly onBehalfOnly?: boolean;
    }
  >
>;
export type ExemptionKey = keyof typeof EXEMPTIONS;

/** What the letter says of all other reasons together. */
const IN_GENERAL =
  'Some information has been kept back because the law provides that it need not be given in answer to a request such as this (Data Protection Act 2018, schedules 2 to 4).';

export function isExemption(text: string): text is ExemptionKey {
  return Object.hasOwn(EXEMPTIONS, text);
}

/** Those that may be chosen for a request. @param onBehalf somebody else asks for the child */
export function exemptionsFor(onBehalf: boolean): ExemptionKey[] {
  return Object.keys(EXEMPTIONS).filter(
    (key): key is ExemptionKey => isExemption(key) && (onBehalf || !('onBehalfOnly' in EXEMPTIONS[key])),
  );
}

/** What stands where words were taken out. */
export function writtenInText(key: ExemptionKey): string {
  const exemption = EXEMPTIONS[key];
  return 'inText' in exemption ? exemption.inText : '[redacted]';
}

/** What a letter says of the reasons that were applied, each in general words and once. */
export function writeExemptions(applied: ReadonlySet<ExemptionKey>): string[] {
  const lines = [...applied].map((key) => {
    const exemption = EXEMPTIONS[key];
    return 'inLetter' in exemption ? exemption.inLetter : IN_GENERAL;
  });
  return [...new Set(lines)].sort();
}

/** Why words about somebody else are left in all the same, to choose from. */
export const WHY_SHOWN = {
  'no-person': 'It names nobody else: not a person, or the child',
  known: 'The requester knows it already: they were there, told us, or live with them',
  staff:
    'Somebody acting in their work for the school, health or social work (DPA 2018 schedule 2 paragraph 17)',
  agreed: 'The person has agreed',
  reasonable: 'It is reasonable without their agreement, for the reason given below',
} as const;
export type WhyShown = keyof typeof WHY_SHOWN;

export function isWhyShown(text: string): text is WhyShown {
  return Object.hasOwn(WHY_SHOWN, text);
}
