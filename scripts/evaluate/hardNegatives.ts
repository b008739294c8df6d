/** Children who look like a pattern and are none; each is measured apart from the ordinary ones. */
export const HARD_NEGATIVES = [
  'chatty recorder',
  'frequent behaviour, settled',
  'four bad weeks',
  'long illness',
  'sent and keyed again',
  'single severe event',
] as const;

export type HardNegative = (typeof HARD_NEGATIVES)[number];
