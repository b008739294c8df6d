import { leniently } from '../fields/findings.ts';
import { isGiven, readText, type RowInput } from '../fields/readText.ts';
import { readDate } from '../fields/readWhen.ts';
import { readUpn } from '../fields/readUpn.ts';
import type { PupilIdentity } from '../rows.ts';
import type { ParseContext } from './parseContext.ts';

/**
 * Who an incident is about. A row about a child is too precious to lose over a mistyped number: with names
 * beside it, a UPN that does not verify is set aside with a warning, and matching decides by the names.
 * Likewise a date of birth that cannot be, beside a UPN that verifies.
 */
export function parseIdentity(row: RowInput, context: ParseContext): PupilIdentity | undefined {
  const { forename, surname } = readNames(row);
  const named = forename !== undefined && surname !== undefined;
  const upn = readUpn(row, 'pupil.upn', { onFault: named ? 'warn' : 'problem' });
  const dateOfBirth = readBirth(row, context, upn !== undefined);
  if (upn === undefined && !named) {
    const explained = isGiven(row, 'pupil.upn');
    return explained
      ? undefined
      : row.findings.problem('pupil', 'needs a UPN, or forename, surname and date of birth');
  }
  if (upn === undefined && dateOfBirth === undefined && !isGiven(row, 'pupil.dateOfBirth')) {
    row.findings.warn('pupil.dateOfBirth', 'without it a person has to confirm which child this is');
  }
  return {
    ...(upn !== undefined && { upn }),
    ...(forename !== undefined && { forename }),
    ...(surname !== undefined && { surname }),
    ...(dateOfBirth !== undefined && { dateOfBirth }),
  };
}

function readBirth(row: RowInput, { today }: ParseContext, upnVerifies: boolean) {
  const { findings } = row;
  const lenient = upnVerifies ? leniently(findings) : findings;
  return readDate({ ...row, findings: lenient }, 'pupil.dateOfBirth', {
    birth: true,
    latest: today,
  });
}

function readNames(row: RowInput): {
  readonly forename?: string | undefined;
  readonly surname?: string | undefined;
} {
  const forename = readText(row, 'pupil.forename');
  const surname = readText(row, 'pupil.surname');
  if (forename !== undefined || surname !== undefined) return { forename, surname };
  const fullName = readText(row, 'pupil.fullName');
  return fullName === undefined ? {} : splitFullName(fullName);
}

/** `Surname, Forename` as registers print it, or `Forename Surname`; matching bears the doubtful splits. */
export function splitFullName(fullName: string): { readonly forename?: string; readonly surname?: string } {
  const [surname = '', forename = ''] = fullName.split(',').map((part) => part.trim());
  if (surname !== '' && forename !== '') return { forename, surname };
  const words = surname.split(/\s+/);
  const [first = '', ...rest] = words;
  return rest.length === 0 ? { surname: first } : { forename: first, surname: rest.join(' ') };
}
