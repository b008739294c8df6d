/**
 * Every number the judgement rests on, in one place, each with its unit and where it came from. "Tuned" means
 * chosen with our own simulated schools (scripts/evaluate), not proven on real ones; nobody has
 * published entry rates for English safeguarding logs, so those numbers are assumptions and say so.
 */
interface Constant {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

const CONSTANT_TABLE = {
  horizonWeeks: {
    value: 78,
    unit: 'weeks',
    source: 'Tuned: older entries have faded to nothing; bounds the cost of one more entry',
  },
  taperWeeks: {
    value: 26,
    unit: 'weeks',
    source:
      'Chosen: over the last half year of the horizon what is left fades to zero, so nothing drops off a date',
  },
  patternEntriesPerWeek: {
    value: 0.25,
    unit: 'entries a week',
    source: 'Assumption: a harm that is developing shows about once a month in a log',
  },
  tagReliability: {
    value: 0.7,
    unit: 'share',
    source: 'Assumption: about three tags in ten name the wrong concern',
  },
  normEntriesPerPupilYear: {
    value: 5,
    unit: 'entries per pupil and school year',
    source: 'Assumption: no published rate exists; replaced by the school’s own as weeks pass',
  },
  schoolWeeksPerYear: {
    value: 38,
    unit: 'weeks',
    source: '190 school days a year: Education (School Day and School Year) (England) Regulations 1999',
  },
  habitPriorWeeks: {
    value: 3,
    unit: 'school weeks',
    source: 'Tuned: weeks of a school’s own log that weigh as much as the norm',
  },
  habitPriorEvents: {
    value: 80,
    unit: 'entries',
    source: 'Tuned: entries of a school’s own log that weigh as much as the normal mix of concerns',
  },
  childGammaShape: {
    value: 0.7,
    unit: 'entries',
    source: 'Gamma-Poisson shrinkage: routine entries that weigh as much as the school’s habit',
  },
  lowestChildFactor: {
    value: 0.6,
    unit: 'ratio',
    source: 'Tuned: a child about whom little is written is not taken to be unusual for it',
  },
  ownPastLagWeeks: {
    value: 30,
    unit: 'weeks',
    source: 'Tuned: entries older than this describe what is usual for the child',
  },
  ownPastRampWeeks: {
    value: 20,
    unit: 'weeks',
    source: 'Chosen: an entry becomes part of what is usual gradually, so nothing jumps at a date',
  },
  usualShare: {
    value: 1,
    unit: 'ratio',
    source: 'Tuned: share of what chance would give that is taken off, so that schools are comparable',
  },
  graveFactor: {
    value: 0.4,
    unit: 'ratio',
    source: 'Chosen: a grave entry is alerted and acted on by itself; cumulative concern is about the others',
  },
  ownPastShape: {
    value: 1,
    unit: 'entries',
    source: 'Gamma-Poisson shrinkage of the child’s own past, by concern',
  },
  entryCap: {
    value: 3.5,
    unit: 'points',
    source: 'Tuned: no single entry makes a cumulative concern, however grave; that is what acute is for',
  },
  repeatInWeekFactor: {
    value: 0.4,
    unit: 'ratio',
    source: 'Tuned: a second entry of the same concern in the same week is mostly the same story',
  },
  linkedRoleFactor: {
    value: 0.25,
    unit: 'ratio',
    source: 'Chosen: a linked child of unknown part may be the one hurt, the one who hurt, or a witness',
  },
  witnessRoleFactor: {
    value: 0.4,
    unit: 'ratio',
    source: 'Chosen: seeing harm is harm, less than being its subject',
  },
  lowSeverityFactor: {
    value: 0.85,
    unit: 'ratio',
    source: 'Tuned: severity 1 speaks a little less than severity 2',
  },
  protectivePoints: {
    value: 0.4,
    unit: 'points',
    source: 'Chosen: what a fresh protective entry takes off',
  },
  protectiveCap: {
    value: 1.5,
    unit: 'points',
    source: 'Chosen: good news never outweighs a pattern of harm',
  },
  protectiveHalfLifeWeeks: { value: 6, unit: 'weeks', source: 'Chosen: half a term' },
  breadthPointsPerRecorder: {
    value: 0.25,
    unit: 'points',
    source: 'Tuned: each further member of staff who saw part of it',
  },
  breadthCap: { value: 0.75, unit: 'points', source: 'Tuned' },
  attendanceWindowWeeks: {
    value: 6,
    unit: 'school weeks',
    source: 'Chosen: about one half-term, compared with the child’s own past before it',
  },
  attendanceRatio: {
    value: 3,
    unit: 'ratio',
    source: 'Tuned: the rise in unexplained absence that is looked for, against usual',
  },
  attendancePriorSessions: {
    value: 40,
    unit: 'sessions',
    source: 'Tuned: sessions of own past that weigh as much as the school’s usual',
  },
  attendanceDiscount: {
    value: 0.3,
    unit: 'ratio',
    source: 'Tuned: missed sessions come in runs, so each tells less than an independent one',
  },
  attendanceSpreadWeeks: {
    value: 3,
    unit: 'school weeks',
    source: 'Chosen: absence in one week is one spell; in three it is a change',
  },
  attendanceCap: {
    value: 2.5,
    unit: 'points',
    source: 'Tuned: attendance alone never makes a concern',
  },
  unseenFromSchoolDays: {
    value: 10,
    unit: 'school days',
    source:
      'SI 2024/208 reg 13: ten school days is when continuous absence is returned to the local authority',
  },
  unseenPointsPerWeek: { value: 0.4, unit: 'points per five school days', source: 'Chosen' },
  unseenCap: { value: 1.5, unit: 'points', source: 'Chosen: unseen for long is a list of its own' },
  movePoints: {
    value: 0.5,
    unit: 'points',
    source: 'Chosen: Wakefield evidence 2023 names in-year moves; a question, not a concern',
  },
  moveFadeWeeks: { value: 26, unit: 'weeks', source: 'Chosen: half a year to settle' },
  siblingShare: {
    value: 1,
    unit: 'ratio',
    source: 'Tuned: what siblings’ entries on life at home tell of this child',
  },
  siblingShareFollowing: {
    value: 0.5,
    unit: 'ratio',
    source: 'Tuned: the same for those of a household about whom less is written',
  },
  siblingCap: { value: 7, unit: 'points', source: 'Tuned' },
  watchScore: { value: 4, unit: 'points', source: 'Tuned' },
  concernScore: { value: 5.6, unit: 'points', source: 'Tuned: 2 to 6 false alerts per 100 child-years' },
  urgentScore: { value: 9, unit: 'points', source: 'Tuned' },
  leaveShare: {
    value: 0.8,
    unit: 'ratio',
    source: 'Chosen: a level is left below this share of the score that gave it, so nobody flickers',
  },
  hysteresisWeeks: { value: 52, unit: 'weeks', source: 'Chosen: how far back a held level is looked for' },
  acuteSeverity: { value: 3, unit: 'severity', source: 'Design: 3 is likely a referral, 4 immediate risk' },
  acuteConfidence: {
    value: 0.5,
    unit: 'share',
    source: 'Chosen: below this the tag asks for a reader first',
  },
  acuteWeeks: {
    value: 2,
    unit: 'weeks',
    source: 'Contract of the replay command: an alert is new for two weeks',
  },
} as const satisfies Readonly<Record<string, Constant>>;

export type ConstantName = keyof typeof CONSTANT_TABLE;
export type JudgementConstants = Readonly<Record<ConstantName, number>>;

/** The table itself, for the page that shows where every number came from. */
export const CONSTANTS: Readonly<Record<ConstantName, Constant>> = CONSTANT_TABLE;

const VALUES = Object.fromEntries(
  Object.entries(CONSTANTS).map(([name, constant]) => [name, constant.value]),
) as JudgementConstants;

/** The constants with a deployment's own values in place of ours. */
export function judgementConstants(own: Partial<JudgementConstants> = {}): JudgementConstants {
  return { ...VALUES, ...own };
}
