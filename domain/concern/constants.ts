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
  slowEntriesPerWeek: {
    value: 0.15,
    unit: 'entries a school week',
    source: 'Assumption: a harm that develops slowly shows once in seven school weeks',
  },
  quickEntriesPerWeek: {
    value: 0.4,
    unit: 'entries a school week',
    source: 'Assumption: one that develops quickly shows in two of five school weeks',
  },
  quietShare: {
    value: 0.4,
    unit: 'ratio',
    source:
      'Tuned: share of the whole charge for weeks without an entry; fading, which the likelihood does not know, is the rest',
  },
  spellDays: { value: 35, unit: 'days', source: 'Tuned: four bad school weeks, a holiday among them' },
  spellRoom: {
    value: 1,
    unit: 'points',
    source:
      'Chosen: the last points before a concern that what fell within one spell comes ever nearer and does not pass',
  },
  lastingPoints: {
    value: 2.7,
    unit: 'points',
    source: 'Tuned: points outside the spell from which a story is taken to last',
  },
  chanceShare: {
    value: 1.1,
    unit: 'ratio',
    source:
      'Tuned: the more is written, the more chances there are to look like a story; makes schools comparable',
  },
  tagReliability: { value: 0.7, unit: 'share', source: 'Assumption: three tags in ten are wrong' },
  unspecificShare: { value: 0.1, unit: 'share', source: 'Tuned: of a story, entries that any worry gives' },
  misreadShown: { value: 0.6, unit: 'share', source: 'Assumption: of wrong readings, those not of nothing' },
  worryInFactor: { value: 0.6, unit: 'ratio', source: 'Tuned: worries tell how much is written, too' },
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
    value: 1.2,
    unit: 'entries',
    source: 'Tuned; gamma-Poisson shrinkage: entries that weigh as much as the school’s habit',
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
  graveFactor: {
    value: 0.25,
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
  protectiveCap: { value: 1.5, unit: 'points', source: 'Chosen: good news never outweighs harm' },
  protectiveHalfLifeWeeks: { value: 6, unit: 'weeks', source: 'Chosen: half a term' },
  breadthPointsPerRecorder: {
    value: 0.1,
    unit: 'points',
    source: 'Tuned: each further member of staff who saw part of it',
  },
  breadthCap: {
    value: 0.3,
    unit: 'points',
    source: 'Chosen small: more entries have more authors anyway',
  },
  attendanceBeforeWeeks: {
    value: 3,
    unit: 'weeks',
    source: 'Tuned: the register often shows a change before the first entry does',
  },
  attendanceRecentWeeks: {
    value: 7,
    unit: 'weeks',
    source: 'Chosen: about one half-term, looked at whenever the story began',
  },
  weeksTouchedShare: {
    value: 0.08,
    unit: 'share',
    source:
      'Assumption: school weeks with any unexplained absence, at 2.3% of sessions without leave (DfE 2024/25) in spells',
  },
  weeksTouchedPrior: {
    value: 5,
    unit: 'school weeks',
    source: 'Assumption: how unlike children are in it; few weeks, because most have none and some have many',
  },
  weeksTouchedRaised: {
    value: 0.33,
    unit: 'share',
    source: 'Assumption: school weeks with unexplained absence while a harm shows in the register',
  },
  weeksTouchedRaisedPrior: { value: 3.6, unit: 'school weeks', source: 'Assumption: how sure that is' },
  attendanceDiscount: {
    value: 0.5,
    unit: 'ratio',
    source: 'Tuned: weeks away come in runs, so each tells less than an independent one',
  },
  attendanceCap: { value: 2.5, unit: 'points', source: 'Tuned: attendance alone never makes a concern' },
  latenessShare: { value: 0.5, unit: 'ratio', source: 'Tuned: lateness or illness says less' },
  absenceAfterPoints: { value: 0.1, unit: 'points', source: 'Chosen small: absence counts by itself too' },
  absenceAfterCap: { value: 0.4, unit: 'points', source: 'Chosen small: it explains more than it adds' },
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
    value: 0.9,
    unit: 'ratio',
    source: 'Tuned: what siblings’ entries on life at home tell of this child',
  },
  ownPartInHousehold: {
    value: 0.3,
    unit: 'points',
    source: 'Chosen: a household’s story is a child’s once one of its entries is about the child',
  },
  watchScore: { value: 2.7, unit: 'points', source: 'Tuned' },
  concernScore: { value: 3.8, unit: 'points', source: 'Tuned: 2 to 6 false alerts per 100 child-years' },
  urgentScore: { value: 6.5, unit: 'points', source: 'Tuned' },
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
