import type { DayMarks, MarksYear } from '../../../domain/attendance/marks.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { addDays, academicYearOf, localDate, weekday, type LocalDate } from '../../../domain/localDate.ts';

/** A register from a Monday: one text a week, two characters a weekday (AM, PM), `.` for no mark. */
export function aRegister(firstMonday: string, weeks: readonly string[]): readonly MarksYear[] {
  const start = localDate(firstMonday);
  const days: Record<LocalDate, DayMarks> = {};
  weeks.forEach((week, w) => {
    for (let d = 0; d < 5; d++) {
      const am = week.charAt(2 * d);
      const pm = week.charAt(2 * d + 1);
      const date = addDays(start, 7 * w + d);
      if (weekday(date) > 5) throw new Error('weeks begin on a Monday');
      days[date] = {
        ...(am !== '.' && am !== '' ? { AM: am } : {}),
        ...(pm !== '.' && pm !== '' ? { PM: pm } : {}),
      };
    }
  });
  return [{ schoolUrn: '990001' as Urn, academicYear: academicYearOf(start), days }];
}

export const FULL_WEEK = '/\\/\\/\\/\\/\\';
