import type { Session } from '../../attendance/marks.ts';
import type { LocalDate } from '../../localDate.ts';
import { readCalendarDate } from '../fields/calendarDate.ts';
import { SESSION_WORDS } from '../parse/parseMark.ts';

/** A column of a register: one session, or a whole day whose cells hold both marks. */
export interface SessionHeading {
  readonly date: LocalDate;
  readonly session: Session | 'both';
}

const SESSION_AT_END = /^(.*\d)[\s:(\-_/]+\(?(am|pm|a\.m\.|p\.m\.)\)?$/i;
const SESSION_AT_START = /^(am|pm|a\.m\.|p\.m\.)[\s:\-_]+(.*\d)$/i;

/**
 * The session a column heading names, such as `Mon 14/09/2026 AM`, `2026-09-14 PM`, `AM 14 Sep 2026`, or
 * the day `14/09/2026`; undefined when it names none. A date without its year is not guessed at.
 */
export function readSessionHeading(heading: string): SessionHeading | undefined {
  const text = heading.replace(/\s+/g, ' ').trim();
  const end = SESSION_AT_END.exec(text);
  const start = end === null ? SESSION_AT_START.exec(text) : null;
  const dateText = end?.[1] ?? start?.[2] ?? text;
  const sessionText = end?.[2] ?? start?.[1];
  const reading = readCalendarDate(dateText.trim());
  if (reading.kind !== 'date') return undefined;
  if (sessionText === undefined) return { date: reading.date, session: 'both' };
  const session = SESSION_WORDS.get(sessionText.toLowerCase());
  return session && { date: reading.date, session };
}
