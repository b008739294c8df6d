import type { ConcernCategory } from '../taxonomy.ts';

/**
 * How long each class of a child's records is kept. The controller decides (a school may set another period, with its
 * reason); what is written here is what schools are told, and the least the law lets them.
 */
export const RULE_IDS = [
  'safeguarding-file',
  'sexual-abuse',
  'admission-register',
  'attendance-register',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

export interface RetentionRule {
  readonly title: string;
  /** Which records it is about, in words for the page. */
  readonly covers: string;
  /** How long, years, unless a school says otherwise. */
  readonly years: number;
  /** What the years are counted from, as the page says it. */
  readonly from: string;
  readonly source: string;
  /** No school can set it to fewer years than this, and why. */
  readonly least: { readonly years: number; readonly why: string };
}

export const RETENTION_RULES: Readonly<Record<RuleId, RetentionRule>> = {
  'safeguarding-file': {
    title: 'Safeguarding file',
    covers:
      'Incidents with everything read in them, contacts, what people added, flags, assessments, corrections, decisions on sharing, and files made for other schools',
    years: 25,
    from: 'the date of birth',
    source: 'IRMS information management toolkit for schools: date of birth and 25 years, by the last school',
    least: { years: 18, why: 'no child’s file is destroyed before the child has grown up; a rule of ours' },
  },
  'sexual-abuse': {
    title: 'Safeguarding file with an entry that bears on sexual abuse',
    covers: 'The whole file of a child with such an entry, whoever it was about',
    years: 75,
    from: 'the last such entry',
    source:
      'Independent Inquiry into Child Sexual Abuse, final report (October 2022), recommendation 17: 75 years, with reviews',
    least: { years: 25, why: 'no shorter than the file without such an entry; a rule of ours' },
  },
  'admission-register': {
    title: 'Admission register',
    covers: 'Who the child is: names, numbers, date of birth, schools with the days of joining and leaving',
    years: 6,
    from: 'the day of leaving',
    source: 'School Attendance (Pupil Registration) (England) Regulations 2024, regulation 7',
    least: { years: 6, why: 'the law: regulation 7 of the 2024 regulations' },
  },
  'attendance-register': {
    title: 'Attendance register',
    covers: 'Marks and every change of them, by school and academic year',
    years: 6,
    from: 'the end of the academic year (31 August), so that the last entry of it is old enough too',
    source: 'School Attendance (Pupil Registration) (England) Regulations 2024, regulation 7',
    least: { years: 6, why: 'the law: regulation 7 of the 2024 regulations' },
  },
};

/** Concerns that make an entry one that bears on sexual abuse, where they are asserted. */
export const SEXUAL_ABUSE: readonly ConcernCategory[] = [
  'sexual-abuse',
  'child-sexual-exploitation',
  'harmful-sexual-behaviour',
];

/** How long the body of a delivery is kept after it was received, days: to read it again after a mistake of ours. */
export const RAW_DELIVERY_DAYS = 90;

/** What is kept by a rule that no school sets. */
export const FIXED_RULES: readonly { title: string; kept: string; why: string }[] = [
  {
    title: 'Raw deliveries',
    kept: `${RAW_DELIVERY_DAYS} days after they were received; then their fingerprint and counts alone`,
    why: 'What the rows said is in the records by then, every revision of it. One that waits or failed is kept until it is dealt with.',
  },
  {
    title: 'Archived digests',
    kept: 'Kept; a child who is erased is taken out of each',
    why: 'They show what a school was told and when.',
  },
  {
    title: 'Audit',
    kept: 'Kept for good; it holds ids and never what was seen',
    why: 'Its lines are chained: none can be changed or taken out. The id of an erased child leads nowhere.',
  },
  {
    title: 'Register of deletions',
    kept: 'Kept for good; no name and no words of any record',
    why: 'The controller must be able to show what was destroyed, by whose decision and by which rule.',
  },
];

export function isRuleId(text: string): text is RuleId {
  return RULE_IDS.some((id) => id === text);
}
