import type { LocalDate } from '../localDate.ts';
import { ATTENDANCE_CODES, READ_AS_AFTER_END, type AttendanceCode, type MarkCategory } from './codeTable.ts';

/** What one mark means on its date. */
export interface ClassifiedMark {
  readonly code: string;
  readonly category: MarkCategory;
  /** True when this school's staff had the child in front of them. */
  readonly seenBySchool: boolean;
  /** Counts in the denominator: attending or absent, nothing else (DfE). */
  readonly possible: boolean;
  readonly absent: boolean;
  readonly unauthorised: boolean;
  /** L or U, as DfE's own `late_sessions` counts. */
  readonly late: boolean;
  readonly meaning: string;
  readonly warning?: string;
}

const BY_CODE: ReadonlyMap<string, AttendanceCode> = new Map(
  ATTENDANCE_CODES.map((entry) => [entry.code, entry]),
);

const POSSIBLE: ReadonlySet<MarkCategory> = new Set([
  'attending',
  'approved-educational-activity',
  'authorised',
  'unauthorised',
]);

function describe(code: string, entry: AttendanceCode, category: MarkCategory): ClassifiedMark {
  return {
    code,
    category,
    seenBySchool: entry.seenBySchool,
    possible: POSSIBLE.has(category),
    absent: category === 'authorised' || category === 'unauthorised',
    unauthorised: category === 'unauthorised',
    late: code === 'L' || code === 'U',
    meaning: entry.meaning,
  };
}

const CURRENT: ReadonlyMap<string, ClassifiedMark> = new Map(
  ATTENDANCE_CODES.map((entry) => [entry.code, describe(entry.code, entry, entry.category)]),
);

const NO_MARK: ClassifiedMark = {
  code: '-',
  category: 'missing',
  seenBySchool: false,
  possible: false,
  absent: false,
  unauthorised: false,
  late: false,
  meaning: 'No mark entered',
};

/**
 * What a mark means on its date. A code that had ended by then keeps its old meaning (J becomes
 * authorised) and carries a warning, as does a code used before it existed and one nobody knows, which is
 * read as missing, never as absence.
 * @param code as the register shows it, in any case, with or without spaces around it
 */
export function classifyMark(code: string, date: LocalDate): ClassifiedMark {
  const known = CURRENT.get(code);
  const entry = BY_CODE.get(code);
  if (known !== undefined && entry?.validFrom === undefined && entry?.validTo === undefined) return known;
  return classifyUnusual(code, date);
}

/** True for a code of the regulations, as they are now or were: what a school's own symbol may stand for. */
export function isAttendanceCode(code: string): boolean {
  return BY_CODE.has(code);
}

/** What there is to say of a code on its date to whoever sent it; undefined for one that is in order. */
export function remarkOnCode(code: string, date: LocalDate): string | undefined {
  const entry = BY_CODE.get(code);
  const inOrder = entry !== undefined && entry.validFrom === undefined && entry.validTo === undefined;
  return inOrder ? undefined : classifyUnusual(code, date).warning;
}

function classifyUnusual(code: string, date: LocalDate): ClassifiedMark {
  const tidy = code.trim().toUpperCase();
  if (tidy === '') return NO_MARK;
  const entry = BY_CODE.get(tidy);
  if (entry === undefined)
    return { ...NO_MARK, code: tidy, warning: `unknown register code ${tidy}: read as no mark` };
  if (entry.validTo !== undefined && date > entry.validTo) {
    const category = READ_AS_AFTER_END.get(tidy) ?? entry.category;
    return { ...describe(tidy, entry, category), warning: entry.warning ?? `${tidy} has ended` };
  }
  const marked = CURRENT.get(tidy) ?? NO_MARK;
  if (entry.validFrom !== undefined && date < entry.validFrom)
    return { ...marked, warning: `${tidy} did not exist before ${entry.validFrom}` };
  return marked;
}
