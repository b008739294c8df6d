import { createHash } from 'node:crypto';
import type { PupilIdentity, ReportedIncidentRow, When } from './rows.ts';

/**
 * A fingerprint of everything an incident says but its own number and school: the same again gives the same,
 * whatever the layout it came in or the order of its links; any change of content gives another.
 * @returns 64 hexadecimal digits (SHA-256)
 */
export function incidentContentHash(row: Omit<ReportedIncidentRow, 'externalId' | 'schoolUrn'>): string {
  return fingerprint([
    identityParts(row.pupil),
    whenPart(row.occurred),
    whenPart(row.recorded),
    row.category ?? null,
    row.narrative.replace(/\r\n?/g, '\n'),
    [...row.linkedUpns].sort(),
    row.recordedBy ?? null,
    row.actions.map(({ what, takenAt, by }) => [what, whenPart(takenAt), by ?? null]),
  ]);
}

/** A short fingerprint of whom a row is about. @returns 12 hexadecimal digits */
export function identityHash(pupil: PupilIdentity): string {
  return fingerprint(identityParts(pupil)).slice(0, 12);
}

function identityParts({ upn, forename, surname, dateOfBirth }: PupilIdentity) {
  return [upn ?? null, forename ?? null, surname ?? null, dateOfBirth ?? null];
}

function whenPart(when: When | undefined): string | null {
  if (when === undefined) return null;
  return when.kind === 'instant' ? when.at.toISOString() : when.date;
}

/** JSON keeps the parts apart, so that no two lists of parts run together into one text. */
function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
