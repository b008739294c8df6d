import { addDays, londonInstant, parseLocalDate, type LocalDate } from '../../localDate.ts';
import { remembered } from './remembered.ts';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** Midnight in London in ms, or undefined on the two days a year on which the clocks change. */
const evenMidnight = remembered((text): { readonly ms: number | undefined } => {
  const date = parseLocalDate(text);
  if (date === undefined) return { ms: undefined };
  const ms = londonInstant(date, '00:00').getTime();
  const next = londonInstant(addDays(date, 1), '00:00').getTime();
  return { ms: next - ms === MS_PER_DAY ? ms : undefined };
});

/** As `londonInstant`, quick enough to be asked for every row of a large export. */
export function clockInstant(
  date: LocalDate,
  time: { readonly hour: number; readonly minute: number; readonly second: number },
): Date {
  const { hour, minute, second } = time;
  const { ms } = evenMidnight(date);
  if (ms !== undefined) return new Date(ms + (hour * 60 + minute) * MS_PER_MINUTE + second * 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  return londonInstant(date, `${two(hour)}:${two(minute)}:${two(second)}`);
}
