import { addDays, londonDate, type LocalDate } from '../../localDate.ts';

/** Admissions, closures and leave are entered ahead, at most into the academic year after next. */
const MAX_DAYS_AHEAD = 730;

/** Field → the name of the column it stands in, where a person said so; an empty name: in none. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** What a school's own symbols in its registers stand for: symbol in upper case → code of the regulations. */
export type LocalCodes = ReadonlyMap<string, string>;

/** The time of reading, against which the future is judged; empty when it is not to be judged. */
export type ParseContext = {
  readonly mapping?: ColumnMapping | undefined;
  readonly localCodes?: LocalCodes | undefined;
} & (
  | {
      readonly now: Date;
      /** The day in London at `now`: the last on which a child can have been born. */
      readonly today: LocalDate;
      /** The last day that can be planned for. */
      readonly horizon: LocalDate;
    }
  | { readonly now?: undefined; readonly today?: undefined; readonly horizon?: undefined }
);

/** What was said of one source: which columns its fields stand in, and what its own register codes mean. */
export type SourceSayings = Pick<ParseContext, 'mapping' | 'localCodes'>;

/** A context from the instant of reading, if there is one: worked out once a body, not once a row. */
export function parseContextAt(now: Date | undefined, said: SourceSayings = {}): ParseContext {
  if (now === undefined) return said;
  const today = londonDate(now);
  return { now, today, horizon: addDays(today, MAX_DAYS_AHEAD), ...said };
}
