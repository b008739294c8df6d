import type { Urn } from '../../domain/identifiers.ts';
import { addDays, type LocalDate } from '../../domain/localDate.ts';
import type { SeededRandom } from '../../scripts/demo/seededRandom.ts';
import { anIncident, aPupil, type IncidentRow, type PupilRow } from '../support/people.ts';

/** What one school's systems export in the course of a day, and what must be known when it is over. */
export interface SchoolDay {
  readonly urn: Urn;
  /** Files in the order they appear. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly pupils: readonly PupilRow[];
  /** The last narrative of each incident, and how many versions of it were told. */
  readonly incidents: ReadonlyMap<string, { readonly narrative: string; readonly versions: number }>;
  /** `upn date session` → code. */
  readonly marks: ReadonlyMap<string, string>;
  readonly rejected: readonly string[];
}

const PUPILS = 12;
const INCIDENTS_A_FILE = 25;
const MONDAY = '2026-09-14' as LocalDate;

export function aSchoolDay(urn: Urn, rounds: number, random: SeededRandom): SchoolDay {
  const pupils = Array.from({ length: PUPILS }, () => aPupil({ school_urn: urn }));
  const incidents = new Map<string, { narrative: string; versions: number }>();
  const marks = new Map<string, string>();
  const files = [{ path: 'pupils.csv', content: table(pupils.map((pupil) => ({ ...pupil }))) }];
  let told: IncidentRow[] = [];
  for (let round = 0; round < rounds; round++) {
    const fresh = Array.from({ length: INCIDENTS_A_FILE }, (_, i) =>
      anIncident({
        schoolUrn: urn,
        pupil: { upn: random.pick(pupils).upn },
        narrative: `Came in late, "tired",\r\nand hungry (${round}.${i}). ${'More was said. '.repeat(4)}`,
      }),
    );
    // An export overlaps the one before, and one of its entries has been put right since.
    const again = told
      .slice(-10)
      .map((row, i) => (i === 0 ? { ...row, narrative: `${row.narrative} (put right)` } : row));
    for (const row of [...again, ...fresh]) {
      const before = incidents.get(row.externalId);
      const versions = before?.narrative === row.narrative ? before.versions : (before?.versions ?? 0) + 1;
      incidents.set(row.externalId, { narrative: row.narrative, versions });
    }
    told = [...again, ...fresh];
    files.push({ path: `incidents/log-${round}.csv`, content: table(told.map(incidentColumns)) });
    files.push({ path: `register-${round}.csv`, content: table(register(pupils, round, random, marks)) });
  }
  files.push({ path: 'attendance/not-an-export.csv', content: 'lunch,menu\r\npeas,chips\r\n' });
  return { urn, files, pupils, incidents, marks, rejected: ['attendance/not-an-export.csv'] };
}

/** A week of a school, of which the next export changes a few marks. */
function register(
  pupils: readonly PupilRow[],
  round: number,
  random: SeededRandom,
  marks: Map<string, string>,
): Record<string, string>[] {
  const monday = addDays(MONDAY, 7 * Math.floor(round / 2));
  const rows: Record<string, string>[] = [];
  for (const { upn } of pupils) {
    for (let day = 0; day < 5; day++) {
      for (const session of ['AM', 'PM']) {
        const date = addDays(monday, day);
        const code = random.pick(['/', '/', '/', 'I', 'N', 'L']);
        marks.set(`${upn} ${date} ${session}`, code === '/' && session === 'PM' ? '\\' : code);
        rows.push({ upn, date, session, code: code === '/' && session === 'PM' ? '\\' : code });
      }
    }
  }
  return rows;
}

function incidentColumns(row: IncidentRow): Record<string, string> {
  const { externalId, schoolUrn, pupil, occurredAt, recordedAt = '', narrative } = row;
  return { externalId, schoolUrn, upn: pupil.upn ?? '', occurredAt, recordedAt, narrative };
}

function table(rows: readonly Readonly<Record<string, string>>[]): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return (
    [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map(line).join('\r\n') + '\r\n'
  );
}
