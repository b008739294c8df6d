import type { LocalDate } from '../../localDate.ts';
import type { When } from '../rows.ts';
import { readCalendarDate } from './calendarDate.ts';
import { clockInstant } from './schoolClock.ts';
import { readText, type RowInput } from './readText.ts';

/** Nothing a school now sends happened, and nobody it now teaches was born, before this day. */
const EARLIEST = '1990-01-01';
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const MS_PER_DAY = 86_400_000;

const EXPECTED = 'expected a date such as 2026-09-14 or 14/09/2026';
const EXPECTED_WHEN =
  'expected a date or date and time such as 2026-09-14T10:40:00+01:00 or 14/09/2026 10:40';

const DATE_THEN_TIME = /^(.*?\S)(?:T|\s*,\s*|\s+(?:at\s+)?)(\d{1,2}[:.]\d{2}.*)$/i;
const TIME =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

export interface WhenRule {
  readonly required?: boolean;
  /** The instant of reading; what lies more than a day after it is refused. */
  readonly now?: Date | undefined;
  /** Another field that may hold the time of day, where the source keeps date and time apart. */
  readonly timeField?: string;
}

/** A field's date and time, or date alone; without an offset it is London time. Problems are reported. */
export function readWhen(row: RowInput, field: string, rule: WhenRule = {}): When | undefined {
  const text = readText(row, field, { required: rule.required ?? false });
  if (text === undefined) return undefined;
  const parts = DATE_THEN_TIME.exec(text);
  const date = readCalendarDate(parts?.[1] ?? text);
  if (date.kind === 'not-a-date') return row.findings.problem(field, EXPECTED_WHEN);
  if (date.kind === 'impossible') return row.findings.problem(field, 'is not a date in the calendar');
  const separate = parts === null && rule.timeField !== undefined ? readText(row, rule.timeField) : undefined;
  const time = parts?.[2] ?? separate;
  const when: When | undefined = time === undefined ? { kind: 'day', date: date.date } : at(date.date, time);
  if (when === undefined) {
    return row.findings.problem(
      separate === undefined ? field : (rule.timeField ?? field),
      'is not a time of day',
    );
  }
  return withinReason(row, field, when, rule.now);
}

function at(date: LocalDate, text: string): When | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hourText = '', minute = '', second = '00', half, offset] = match;
  const hour = clockHour(Number(hourText), half);
  if (hour === undefined || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = { hour, minute: Number(minute), second: Number(second) };
  if (offset === undefined) return { kind: 'instant', at: clockInstant(date, time) };
  const minutesAhead = offsetMinutes(offset);
  if (minutesAhead === undefined) return undefined;
  const day = Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));
  const ms = day + ((hour * 60 + time.minute - minutesAhead) * 60 + time.second) * 1000;
  return { kind: 'instant', at: new Date(ms) };
}

/** `Z`, `+01:00` or `+0100` as minutes ahead of UTC; no zone is more than 14 hours from it. */
function offsetMinutes(offset: string): number | undefined {
  if (/^z$/i.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  if (minutes > 14 * 60) return undefined;
  return offset.startsWith('-') ? -minutes : minutes;
}

function clockHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return hour <= 23 ? hour : undefined;
  const afternoon = /^p/i.test(half);
  return (hour % 12) + (afternoon ? 12 : 0);
}

function withinReason(row: RowInput, field: string, when: When, now: Date | undefined): When | undefined {
  const ms = when.kind === 'day' ? Date.parse(`${when.date}T00:00:00Z`) : when.at.getTime();
  if (ms < EARLIEST_MS) return row.findings.problem(field, 'is before 1990');
  if (now !== undefined && ms > now.getTime() + MS_PER_DAY) {
    return row.findings.problem(field, 'lies in the future');
  }
  return when;
}

export interface DateRule {
  readonly required?: boolean;
  /** A date of birth: a two-digit year could be either century, so it is refused. */
  readonly birth?: boolean;
  /** The last day that makes sense; what lies after it is refused. */
  readonly latest?: LocalDate | undefined;
}

/** A field's calendar day. A time after it (as spreadsheets add) is let pass only when it is midnight. */
export function readDate(row: RowInput, field: string, rule: DateRule = {}): LocalDate | undefined {
  const text = readText(row, field, { required: rule.required ?? false });
  if (text === undefined) return undefined;
  const reading = readCalendarDate(text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, ''));
  if (reading.kind === 'not-a-date') return row.findings.problem(field, EXPECTED);
  if (reading.kind === 'impossible') return row.findings.problem(field, 'is not a date in the calendar');
  if (reading.shortYear && rule.birth === true) {
    return row.findings.problem(field, 'needs a year of four digits');
  }
  if (reading.date < EARLIEST) return row.findings.problem(field, 'is before 1990');
  if (rule.latest !== undefined && reading.date > rule.latest) {
    return row.findings.problem(field, 'lies in the future');
  }
  return reading.date;
}
