import { CONCERN_CATEGORIES, type ConcernCategory } from '../taxonomy.ts';

/**
 * Courses that harm is known to take: which concerns a school tends to notice, and in what proportion, while
 * one of them develops. A worry that fits the others weighs more than the same worry alone. Written from
 * published guidance, never from cases; shares need not be exact, for a third of tags are wrong anyway.
 */
export interface Course {
  readonly id: string;
  /** Completes "these are often seen together when …". */
  readonly when: string;
  /** True where the household is the place of harm, so that siblings' entries speak of this child too. */
  readonly atHome: boolean;
  readonly shares: Readonly<Partial<Record<ConcernCategory, number>>>;
  readonly source: string;
}

const WORKING_TOGETHER = 'Working together to safeguard children 2026; KCSIE 2025 part one and annex B';

export const COURSES: readonly Course[] = [
  {
    id: 'neglect',
    when: 'a child’s basic needs go unmet over time',
    atHome: true,
    shares: {
      neglect: 0.5,
      'housing-poverty': 0.08,
      'attendance-punctuality': 0.12,
      'medical-health': 0.06,
      'parental-substance-misuse': 0.05,
      'parental-mental-health': 0.05,
      'child-mental-health': 0.05,
      'emotional-abuse': 0.04,
      'social-care-involvement': 0.03,
      'young-carer': 0.02,
    },
    source: `Graded Care Profile 2 (NSPCC) areas of care; ${WORKING_TOGETHER}`,
  },
  {
    id: 'domestic-abuse',
    when: 'there is domestic abuse at home',
    atHome: true,
    shares: {
      'domestic-abuse': 0.45,
      'child-mental-health': 0.15,
      'emotional-abuse': 0.1,
      'physical-abuse': 0.06,
      behaviour: 0.05,
      'attendance-punctuality': 0.06,
      'police-involvement': 0.05,
      'housing-poverty': 0.04,
      'bereavement-family-change': 0.04,
    },
    source: 'Domestic Abuse Act 2021 s.3; Operation Encompass guidance 2025; KCSIE 2025 annex B',
  },
  {
    id: 'harm-by-adults',
    when: 'a child is being hurt or frightened by an adult at home',
    atHome: true,
    shares: {
      'physical-abuse': 0.35,
      'emotional-abuse': 0.25,
      'child-mental-health': 0.15,
      'domestic-abuse': 0.08,
      neglect: 0.07,
      'attendance-punctuality': 0.05,
      behaviour: 0.03,
      'social-care-involvement': 0.02,
    },
    source: `${WORKING_TOGETHER}: physical and emotional abuse`,
  },
  {
    id: 'parental-mental-health',
    when: 'a parent is becoming unwell',
    atHome: true,
    shares: {
      'parental-mental-health': 0.4,
      neglect: 0.14,
      'young-carer': 0.1,
      'attendance-punctuality': 0.14,
      'child-mental-health': 0.12,
      'housing-poverty': 0.04,
      'social-care-involvement': 0.03,
      'bereavement-family-change': 0.03,
    },
    source:
      'Child Safeguarding Practice Review Panel annual reports; DfE factors at end of assessment 2024/25',
  },
  {
    id: 'parental-substance-misuse',
    when: 'a parent’s drinking or drug use is growing',
    atHome: true,
    shares: {
      'parental-substance-misuse': 0.42,
      neglect: 0.18,
      'attendance-punctuality': 0.12,
      'young-carer': 0.05,
      'domestic-abuse': 0.07,
      'child-mental-health': 0.07,
      'housing-poverty': 0.05,
      'police-involvement': 0.04,
    },
    source: 'Hidden Harm (ACMD 2003); DfE factors at end of assessment 2024/25',
  },
  {
    id: 'young-carer',
    when: 'a child is carrying the care of somebody at home',
    atHome: true,
    shares: {
      'young-carer': 0.45,
      'attendance-punctuality': 0.18,
      'child-mental-health': 0.12,
      'parental-mental-health': 0.08,
      'medical-health': 0.04,
      neglect: 0.06,
      'housing-poverty': 0.03,
      'parental-substance-misuse': 0.04,
    },
    source: 'Care Act 2014 and Children and Families Act 2014 s.96; Carers Trust signs for schools',
  },
  {
    id: 'criminal-exploitation',
    when: 'a child is being drawn into criminal exploitation',
    atHome: false,
    shares: {
      'child-criminal-exploitation': 0.36,
      'missing-from-home': 0.14,
      'substance-misuse-child': 0.12,
      behaviour: 0.07,
      'police-involvement': 0.08,
      'attendance-punctuality': 0.12,
      'child-mental-health': 0.04,
      'online-safety': 0.03,
      'parental-conflict-with-school': 0.01,
    },
    source: 'Home Office: Criminal exploitation of children and vulnerable adults, county lines guidance',
  },
  {
    id: 'sexual-exploitation',
    when: 'a child is being drawn into sexual exploitation, in person or online',
    atHome: false,
    shares: {
      'child-sexual-exploitation': 0.36,
      'online-safety': 0.18,
      'missing-from-home': 0.12,
      'child-mental-health': 0.1,
      'substance-misuse-child': 0.06,
      'harmful-sexual-behaviour': 0.06,
      'attendance-punctuality': 0.08,
      'self-harm-suicide': 0.04,
    },
    source: 'DfE 2017 definition and guide on child sexual exploitation; KCSIE 2025 annex B',
  },
  {
    id: 'online',
    when: 'contact online is turning harmful',
    atHome: false,
    shares: {
      'online-safety': 0.5,
      'child-sexual-exploitation': 0.14,
      'child-mental-health': 0.14,
      'bullying-child-on-child': 0.07,
      'harmful-sexual-behaviour': 0.06,
      'self-harm-suicide': 0.04,
      'attendance-punctuality': 0.05,
    },
    source: 'KCSIE 2025 paragraph 135: content, contact, conduct, commerce',
  },
  {
    id: 'school-avoidance',
    when: 'school is becoming too hard for a child to face',
    atHome: false,
    shares: {
      'school-avoidance-ebsa': 0.38,
      'attendance-punctuality': 0.22,
      'child-mental-health': 0.24,
      'send-unmet-need': 0.05,
      'bullying-child-on-child': 0.05,
      'medical-health': 0.06,
    },
    source: 'Local authority EBSA guidance (Lancashire, West Sussex educational psychology)',
  },
  {
    id: 'bullying-to-self-harm',
    when: 'bullying is wearing a child down',
    atHome: false,
    shares: {
      'bullying-child-on-child': 0.42,
      'child-mental-health': 0.24,
      'self-harm-suicide': 0.14,
      'school-avoidance-ebsa': 0.07,
      'attendance-punctuality': 0.06,
      'online-safety': 0.07,
    },
    source: 'DfE Preventing and tackling bullying; KCSIE 2025 on child-on-child abuse',
  },
  {
    id: 'own-mental-health',
    when: 'a child’s own mental health is getting worse',
    atHome: false,
    shares: {
      'child-mental-health': 0.5,
      'self-harm-suicide': 0.25,
      'school-avoidance-ebsa': 0.07,
      'attendance-punctuality': 0.06,
      'substance-misuse-child': 0.04,
      'bereavement-family-change': 0.04,
      'medical-health': 0.04,
    },
    source: 'DfE Mental health and behaviour in schools; NICE NG225 on self-harm',
  },
  {
    id: 'sexual-abuse',
    when: 'a child may be sexually harmed',
    atHome: false,
    shares: {
      'sexual-abuse': 0.36,
      'harmful-sexual-behaviour': 0.26,
      'child-mental-health': 0.16,
      'self-harm-suicide': 0.05,
      'emotional-abuse': 0.05,
      'attendance-punctuality': 0.05,
      behaviour: 0.03,
      'online-safety': 0.04,
    },
    source: 'Centre of expertise on child sexual abuse: signs and indicators template',
  },
  {
    id: 'radicalisation',
    when: 'a child is being drawn to extreme views',
    atHome: false,
    shares: {
      radicalisation: 0.55,
      'online-safety': 0.15,
      behaviour: 0.06,
      'child-mental-health': 0.1,
      'bullying-child-on-child': 0.08,
      'attendance-punctuality': 0.06,
    },
    source: 'Prevent duty guidance 2023: susceptibility and signs',
  },
  {
    id: 'honour-based-abuse',
    when: 'a child is controlled or threatened in the name of honour',
    atHome: false,
    shares: {
      'honour-based-abuse-fgm': 0.5,
      'child-mental-health': 0.14,
      'emotional-abuse': 0.1,
      'attendance-punctuality': 0.1,
      'missing-from-home': 0.06,
      'school-move': 0.04,
      'physical-abuse': 0.06,
    },
    source: 'Multi-agency statutory guidance on forced marriage (2023) and on FGM (2020)',
  },
  {
    id: 'poverty-and-moves',
    when: 'a family is losing its footing',
    atHome: true,
    shares: {
      'housing-poverty': 0.42,
      'school-move': 0.12,
      neglect: 0.12,
      'attendance-punctuality': 0.14,
      'parental-mental-health': 0.06,
      'bereavement-family-change': 0.06,
      'child-mental-health': 0.05,
      'social-care-involvement': 0.03,
    },
    source: 'KCSIE 2025 on homelessness; School Admissions Code 2021 on Fair Access groups',
  },
];

/** Shares as dense rows in taxonomy order, one a course. */
export const COURSE_SHARES: readonly Float64Array[] = COURSES.map((course) =>
  Float64Array.from(CONCERN_CATEGORIES, (category) => course.shares[category] ?? 0),
);
