import { MongoFailure } from '../mongoError.ts';
import type { Doc } from '../values/document.ts';

/**
 * A failed statement of a bulk write, as drivers expect it.
 * @param index the statement's position in the command
 * @throws what is not a failure of the statement itself, such as a disk that cannot be written
 */
export function writeError(index: number, error: unknown): Doc {
  if (!(error instanceof MongoFailure)) throw error;
  return { index, code: error.code, errmsg: error.message, ...error.details };
}
