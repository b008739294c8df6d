import type { ConcernCategory, Theme } from './taxonomy.ts';

/** What a concern is called on a page, what is meant by it, and who says so. */
export interface ConcernDefinition {
  readonly title: string;
  readonly definition: string;
  /** Where the definition is drawn from, in our words. */
  readonly source: string;
  readonly theme: Theme;
}

const SOURCES = {
  workingTogether: 'Working together to safeguard children (DfE, 2026), glossary',
  keepingChildrenSafe: 'Keeping children safe in education (DfE, 2025), part 1 and annex B',
  domesticAbuseAct: 'Domestic Abuse Act 2021, sections 1 and 3',
  selfHarm: 'Self-harm: assessment, management and preventing recurrence (NICE guideline NG225)',
  prevent: 'Prevent duty guidance (Home Office, 2023)',
  attendance: 'Working together to improve school attendance (DfE, 2024)',
  schoolAvoidance:
    'Emotionally based school avoidance, local authority guidance drawing on educational psychology practice',
  sendCode: 'SEND code of practice: 0 to 25 years (DfE and DHSC, 2015)',
  childrenAndFamilies: 'Children and Families Act 2014, section 96',
  encompass: 'Operation Encompass statutory guidance (Home Office, 2025)',
  admissions: 'School Admissions Code (DfE, 2021)',
} as const;

export const TAXONOMY: Readonly<Record<ConcernCategory, ConcernDefinition>> = {
  'physical-abuse': {
    title: 'Physical harm by an adult',
    definition:
      'Hitting, shaking, throwing, burning or otherwise hurting a child, or an injury nobody can explain.',
    source: SOURCES.workingTogether,
    theme: 'harm-at-home',
  },
  'sexual-abuse': {
    title: 'Sexual harm',
    definition:
      'Forcing or enticing a child into sexual activity, with or without touching, by anybody and anywhere.',
    source: SOURCES.workingTogether,
    theme: 'harm-at-home',
  },
  'emotional-abuse': {
    title: 'Emotional harm',
    definition:
      'Persistent ill-treatment that tells a child they are worthless, unloved or in the way, or that frightens them.',
    source: SOURCES.workingTogether,
    theme: 'harm-at-home',
  },
  neglect: {
    title: 'Basic needs not met',
    definition:
      'Persistent failure to meet basic needs: food, clothing, warmth, hygiene, medical care, supervision, attention.',
    source: SOURCES.workingTogether,
    theme: 'harm-at-home',
  },
  'domestic-abuse': {
    title: 'Domestic abuse at home',
    definition:
      'Abusive behaviour between people who are or were partners or relatives; a child who sees, hears or feels it is a victim.',
    source: SOURCES.domesticAbuseAct,
    theme: 'harm-at-home',
  },
  'parental-mental-health': {
    title: 'A parent’s mental health',
    definition: 'A parent or carer’s mental ill-health as it bears on the child.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'family-circumstances',
  },
  'parental-substance-misuse': {
    title: 'A parent’s drinking or drug use',
    definition: 'Alcohol or drug use by a parent or carer as it bears on the child.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'family-circumstances',
  },
  'child-mental-health': {
    title: 'The child’s mental health',
    definition: 'Low mood, anxiety, distress or a diagnosed condition of the child.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'own-health',
  },
  'self-harm-suicide': {
    title: 'Self-harm or thoughts of suicide',
    definition: 'A child hurting themselves, or speaking or thinking of ending their life.',
    source: SOURCES.selfHarm,
    theme: 'own-health',
  },
  'substance-misuse-child': {
    title: 'The child’s use of drugs or alcohol',
    definition: 'A child drinking, vaping, smoking or using drugs.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'exploitation-and-risk',
  },
  'child-criminal-exploitation': {
    title: 'Criminal exploitation',
    definition: 'A child drawn or forced into crime by others, county lines among it.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'exploitation-and-risk',
  },
  'child-sexual-exploitation': {
    title: 'Sexual exploitation',
    definition: 'Sexual abuse in which a child is manipulated by something they need or want.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'exploitation-and-risk',
  },
  'online-safety': {
    title: 'Safety online',
    definition: 'Content, contact, conduct or commerce online that may harm a child.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'exploitation-and-risk',
  },
  'bullying-child-on-child': {
    title: 'Bullying and harm between children',
    definition: 'Bullying, discrimination, violence or intimidation by other children.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'school-life',
  },
  'harmful-sexual-behaviour': {
    title: 'Harmful sexual behaviour by a child',
    definition: 'Sexual behaviour by a child that is inappropriate for their age or harmful to others.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'exploitation-and-risk',
  },
  radicalisation: {
    title: 'Extremism and radicalisation',
    definition: 'Signs that a child is being drawn towards extremist views or groups.',
    source: SOURCES.prevent,
    theme: 'exploitation-and-risk',
  },
  'honour-based-abuse-fgm': {
    title: 'So-called honour-based abuse, forced marriage, FGM',
    definition: 'Abuse said to protect honour, marriage without free consent, or female genital mutilation.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'harm-at-home',
  },
  'missing-from-home': {
    title: 'Missing from home or care',
    definition: 'A child whose whereabouts are not known, or who stays out without leave.',
    source: SOURCES.workingTogether,
    theme: 'exploitation-and-risk',
  },
  'attendance-punctuality': {
    title: 'Attendance and punctuality',
    definition: 'Absence or lateness noted by staff.',
    source: SOURCES.attendance,
    theme: 'school-life',
  },
  'school-avoidance-ebsa': {
    title: 'Emotionally based school avoidance',
    definition: 'A child who cannot come to school for reasons of emotion, mainly anxiety.',
    source: SOURCES.schoolAvoidance,
    theme: 'school-life',
  },
  'send-unmet-need': {
    title: 'Special needs not met',
    definition: 'Special educational needs or a disability for which support is missing or not working.',
    source: SOURCES.sendCode,
    theme: 'school-life',
  },
  'young-carer': {
    title: 'Young carer',
    definition: 'A child who cares for somebody at home.',
    source: SOURCES.childrenAndFamilies,
    theme: 'family-circumstances',
  },
  'housing-poverty': {
    title: 'Housing and money',
    definition: 'Homelessness, unfit housing, debt, hunger or cold for want of money.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'family-circumstances',
  },
  'bereavement-family-change': {
    title: 'Loss or change in the family',
    definition: 'A death, a separation, a new partner, a parent in prison or away.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'family-circumstances',
  },
  'medical-health': {
    title: 'Physical health',
    definition: 'Illness, injury or a medical condition of the child.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'own-health',
  },
  behaviour: {
    title: 'Behaviour',
    definition: 'Behaviour in school that staff found worth recording.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'school-life',
  },
  'police-involvement': {
    title: 'Police',
    definition: 'Police have been called, have attended or have shared information.',
    source: SOURCES.encompass,
    theme: 'agencies',
  },
  'social-care-involvement': {
    title: 'Social care and family help',
    definition: 'A social worker, early or family help, a referral, a plan or a meeting about one.',
    source: SOURCES.workingTogether,
    theme: 'agencies',
  },
  'parental-conflict-with-school': {
    title: 'Conflict between family and school',
    definition: 'A parent or carer hostile to, in dispute with or out of reach of the school.',
    source: SOURCES.keepingChildrenSafe,
    theme: 'school-life',
  },
  'school-move': {
    title: 'Change of school',
    definition: 'A move, a planned move, exclusion or a child between schools.',
    source: SOURCES.admissions,
    theme: 'school-life',
  },
};

/** The group a concern is shown under. */
export function themeOf(category: ConcernCategory): Theme {
  return TAXONOMY[category].theme;
}
