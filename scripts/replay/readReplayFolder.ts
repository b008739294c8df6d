import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBody } from '../../domain/formats/readBody.ts';
import type { Kind, RowOf } from '../../domain/formats/rows.ts';

/** Something about the input that a person has to put right. */
export class BadInput extends Error {}

const CONTENT_TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;
const PROBLEMS_SHOWN = 5;

function readFile(folder: string, name: string): Uint8Array {
  const path = join(folder, name);
  try {
    return readFileSync(path);
  } catch {
    throw new BadInput(`cannot read ${path}`);
  }
}

/**
 * The rows of one file of a replay folder.
 * @throws BadInput when the file cannot be read, or naming the first rows that are refused and why
 */
function* rowsOf<K extends Kind>(folder: string, name: string, kind: K): Generator<RowOf[K]> {
  const contentType = name.endsWith('.csv') ? CONTENT_TYPES.csv : CONTENT_TYPES.ndjson;
  const reading = readBody(kind, readFile(folder, name), { contentType });
  if (!reading.ok) throw new BadInput(`${name}: ${reading.problem}`);
  const problems: string[] = [];
  for (const outcome of reading.rows) {
    if (outcome.ok) yield outcome.value;
    else {
      for (const { row, field, message } of outcome.problems)
        problems.push(`${name} row ${row}, ${field}: ${message}`);
      if (problems.length >= PROBLEMS_SHOWN) break;
    }
  }
  if (problems.length > 0) throw new BadInput(problems.join('\n'));
}

/** What a replay folder holds, each file read once as it is iterated. */
export interface ReplayFolder {
  readonly pupils: () => Iterable<RowOf['pupils']>;
  readonly incidents: () => Iterable<RowOf['incidents']>;
  readonly marks: () => Iterable<RowOf['attendance']>;
  readonly contacts: () => Iterable<RowOf['contacts']>;
}

/** Opens `pupils.csv`, `incidents.ndjson`, `attendance.csv` and, where there is one, `contacts.csv` of a folder. */
export function readReplayFolder(folder: string): ReplayFolder {
  return {
    pupils: () => rowsOf(folder, 'pupils.csv', 'pupils'),
    incidents: () => rowsOf(folder, 'incidents.ndjson', 'incidents'),
    marks: () => rowsOf(folder, 'attendance.csv', 'attendance'),
    contacts: () =>
      existsSync(join(folder, 'contacts.csv')) ? rowsOf(folder, 'contacts.csv', 'contacts') : [],
  };
}
