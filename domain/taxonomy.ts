/** The concerns Throughline can read in an entry. Names are a contract with the commands and the API. */
export const CONCERN_CATEGORIES = [
  'physical-abuse',
  'sexual-abuse',
  'emotional-abuse',
  'neglect',
  'domestic-abuse',
  'parental-mental-health',
  'parental-substance-misuse',
  'child-mental-health',
  'self-harm-suicide',
  'substance-misuse-child',
  'child-criminal-exploitation',
  'child-sexual-exploitation',
  'online-safety',
  'bullying-child-on-child',
  'harmful-sexual-behaviour',
  'radicalisation',
  'honour-based-abuse-fgm',
  'missing-from-home',
  'attendance-punctuality',
  'school-avoidance-ebsa',
  'send-unmet-need',
  'young-carer',
  'housing-poverty',
  'bereavement-family-change',
  'medical-health',
  'behaviour',
  'police-involvement',
  'social-care-involvement',
  'parental-conflict-with-school',
  'school-move',
] as const;

export type ConcernCategory = (typeof CONCERN_CATEGORIES)[number];

/** Groups for display and for the cumulative score. */
export type Theme =
  | 'harm-at-home'
  | 'family-circumstances'
  | 'own-health'
  | 'exploitation-and-risk'
  | 'school-life'
  | 'agencies';
