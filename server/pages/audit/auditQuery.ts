import { AUDIT_ACTIONS, type AuditAction } from '../../../domain/audit/auditEvent.ts';
import { addDays, londonInstant, parseLocalDate } from '../../../domain/localDate.ts';
import type { AuditQuery } from '../../../store/audit.ts';

/** What of the audit is asked for, as the address has it: ids and dates, nothing personal. */
export interface AskedFor {
  readonly person: string;
  readonly child: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

type Given = Readonly<Record<string, unknown>>;

export function readAskedFor(query: Given): AskedFor {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 60) : '';
  };
  return {
    person: text('person'),
    child: text('child'),
    action: text('action'),
    from: text('from'),
    to: text('to'),
  };
}

export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, text);
}

/** The query of the store; dates are whole days in London, the last one included. Senseless dates ask nothing. */
export function toAuditQuery({ person, child, action, from, to }: AskedFor, before?: number): AuditQuery {
  const first = parseLocalDate(from);
  const last = parseLocalDate(to);
  return {
    ...(person !== '' && { personId: person }),
    ...(child !== '' && { pupilId: child }),
    ...(isAuditAction(action) && { action }),
    ...(first && { from: londonInstant(first, '00:00') }),
    ...(last && { to: londonInstant(addDays(last, 1), '00:00') }),
    ...(before !== undefined && { before }),
  };
}

/** The same as the end of an address, with more where given. */
export function writeAskedFor(asked: AskedFor, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...asked, ...more }).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
