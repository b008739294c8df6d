/**
 * The statutory and published thresholds of attendance, each an exact comparison of whole numbers: a rate is
 * never rounded before it is judged.
 */

/** A newly enrolled child with one bad week is not persistently absent: sessions possible before a rate is judged. */
export const MINIMUM_SESSIONS = 20;

/** Ten unauthorised sessions in ten school weeks: the national framework for penalty notices (August 2024). */
export const PENALTY_NOTICE_SESSIONS = 10;
export const PENALTY_NOTICE_SCHOOL_WEEKS = 10;

/** Unbroken unauthorised absence that is returned to the local authority (SI 2024/208 reg 13), school days. */
export const RETURN_UNAUTHORISED_DAYS = 10;

/** Illness in a school year that is returned to the local authority as a sickness return, school days. */
export const SICKNESS_RETURN_DAYS = 15;

/** A part-time timetable should be short; local authorities commonly review it at six weeks. */
export const PART_TIME_REVIEW_WEEKS = 6;

/**
 * True at 10% of possible sessions missed and above (DfE pupil absence methodology, exact since 2015/16),
 * once enough sessions were possible.
 */
export function isPersistent(absent: number, possible: number): boolean {
  return possible >= MINIMUM_SESSIONS && absent * 10 >= possible;
}

/** True at 50% of possible sessions missed and above (DfE severe absence), once enough sessions were possible. */
export function isSevere(absent: number, possible: number): boolean {
  return possible >= MINIMUM_SESSIONS && absent * 2 >= possible;
}
