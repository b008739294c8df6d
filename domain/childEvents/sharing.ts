/**
 * What allows information about a child to be shared. A record of the basis is asked for by the DfE's advice on
 * information sharing (2024), rules 3 and 7: consent is not needed where a child is at risk, a lawful basis is.
 */
export const SHARING_BASES = {
  safeguarding:
    'Safeguarding a child is our public task (UK GDPR article 6(1)(e); DPA 2018 schedule 1, paragraph 18)',
  'legal-duty': 'The law requires it: a court order, or a duty to answer (article 6(1)(c))',
  'vital-interests': 'To protect somebody’s life (article 6(1)(d))',
  consent: 'Consent of the child or of whoever has parental responsibility (article 6(1)(a))',
  none: 'None that would allow it: it was not shared',
} as const;

/** Whether those whom it concerns were asked. */
export const CONSENT_STATES = {
  given: 'Asked, and they agreed',
  refused: 'Asked, and they did not agree',
  'not-sought': 'Not asked',
} as const;

/** A decision to share, or not to, as far as its parts must agree with each other. */
interface SharingDecision {
  readonly shared: boolean;
  readonly basis: keyof typeof SHARING_BASES;
  readonly consent: keyof typeof CONSENT_STATES;
  readonly whyNotAsked?: string | undefined;
}

/** What does not fit together in a decision to share or not to, by field. */
export function sharingProblems({
  shared,
  basis,
  consent,
  whyNotAsked,
}: SharingDecision): { field: string; message: string }[] {
  return [
    ...(shared && basis === 'none'
      ? [{ field: 'basis', message: 'expected what allowed it to be shared' }]
      : []),
    ...(shared && basis === 'consent' && consent !== 'given'
      ? [{ field: 'consent', message: 'expected agreement, where consent is what allows it' }]
      : []),
    ...(consent === 'not-sought' && whyNotAsked === undefined
      ? [{ field: 'whyNotAsked', message: 'expected the reason why nobody was asked' }]
      : []),
  ];
}
