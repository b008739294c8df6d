import type { ConcernCategory } from '../../taxonomy.ts';

/**
 * What an entry is about, in words that follow "about" and say what staff noticed rather than what it proves.
 * A category is our reading of an entry; naming abuse as found would be a diagnosis.
 */
const ABOUT: Readonly<Record<ConcernCategory, string>> = {
  'physical-abuse': 'marks, injuries or fear of being hurt',
  'sexual-abuse': 'possible sexual harm',
  'emotional-abuse': 'how the child is spoken to and treated at home',
  neglect: 'hunger, clothing or care at home',
  'domestic-abuse': 'arguments or violence between adults at home',
  'parental-mental-health': 'a parent’s mental health',
  'parental-substance-misuse': 'a parent’s drinking or drug use',
  'child-mental-health': 'low mood or worry',
  'self-harm-suicide': 'self-harm or not wanting to live',
  'substance-misuse-child': 'alcohol, vapes or drugs',
  'child-criminal-exploitation': 'older contacts, unexplained money or carrying for others',
  'child-sexual-exploitation': 'older contacts and sexual pressure',
  'online-safety': 'what happens online',
  'bullying-child-on-child': 'how other children treat this child',
  'harmful-sexual-behaviour': 'sexual behaviour towards other children',
  radicalisation: 'extreme views',
  'honour-based-abuse-fgm': 'so-called honour, forced marriage or FGM',
  'missing-from-home': 'being missing from home',
  'attendance-punctuality': 'absence and lateness',
  'school-avoidance-ebsa': 'finding it hard to come in',
  'send-unmet-need': 'help the child needs and does not have',
  'young-carer': 'caring for somebody at home',
  'housing-poverty': 'housing or money at home',
  'bereavement-family-change': 'loss or change in the family',
  'medical-health': 'health and medical appointments',
  behaviour: 'behaviour in school',
  'police-involvement': 'contact with the police',
  'social-care-involvement': 'social care',
  'parental-conflict-with-school': 'disagreement between home and school',
  'school-move': 'a change of school',
};

/** What entries of a category are about, fit to follow "about". */
export function aboutCategory(category: ConcernCategory): string {
  return ABOUT[category];
}
