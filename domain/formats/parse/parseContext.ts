import { addDays, londonDate, type LocalDate } from '../../localDate.ts';

/** Admissions, closures and leave are entered ahead, at most into the academic year after next. */
const MAX_DAYS_AHEAD = 730;

/** Field → the name of the column it stands in, where a person said so; an empty name: in none. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** The time of reading, against which the future is judged; empty when it is not to be judged. */
export type ParseContext = { readonly mapping?: ColumnMapping | undefined } & (
  | {
      readonly now: Date;
      /** The day in London at `now`: the last on which a child can have been born. */
      readonly today: LocalDate;
      /** The last day that can be planned for. */
      readonly horizon: LocalDate;
    }
  | { readonly now?: undefined; readonly today?: undefined; readonly horizon?: undefined }
);

/** A context from the instant of reading, if there is one: worked out once a body, not once a row. */
export function parseContextAt(now: Date | undefined, mapping?: ColumnMapping): ParseContext {
  if (now === undefined) return { mapping };
  const today = londonDate(now);
  return { now, today, horizon: addDays(today, MAX_DAYS_AHEAD), mapping };
}
