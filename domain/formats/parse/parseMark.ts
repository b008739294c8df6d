import { remarkOnCode } from '../../attendance/codes.ts';
import type { Session } from '../../attendance/marks.ts';
import { readChoice } from '../fields/readChoice.ts';
import { readText, type RowInput } from '../fields/readText.ts';
import { readUpn } from '../fields/readUpn.ts';
import { readDate } from '../fields/readWhen.ts';
import type { MarkRow } from '../rows.ts';
import type { LocalCodes, ParseContext } from './parseContext.ts';

/** What a blank in a register means: the default several systems write for "no mark entered". */
export const NO_MARK = '-';

/** One or two characters, or the numbered X of 2020 to 2022. */
const CODE = /^(?:[!-~]{1,2}|X0[12])$/;

const SESSIONS = {
  expected: 'AM or PM',
  aliases: new Map<string, Session>([
    ['am', 'AM'],
    ['a', 'AM'],
    ['a.m.', 'AM'],
    ['morning', 'AM'],
    ['1', 'AM'],
    ['pm', 'PM'],
    ['p', 'PM'],
    ['p.m.', 'PM'],
    ['afternoon', 'PM'],
    ['2', 'PM'],
  ]),
};

/** The words for a half day, as registers write them, in lower case. */
export const SESSION_WORDS: ReadonlyMap<string, Session> = SESSIONS.aliases;

/**
 * A mark's code in upper case, `-` for blank, or undefined when it is not one or two characters. A school's own
 * symbol is read as the code it stands for.
 */
export function parseCode(text: string, localCodes?: LocalCodes): string | undefined {
  const code = text.trim().toUpperCase();
  if (code === '') return NO_MARK;
  return localCodes?.get(code) ?? (CODE.test(code) ? code : undefined);
}

/** One mark from a JSON object or a CSV row with a row a mark; undefined when it has a problem. */
export function parseMark(row: RowInput, context: ParseContext): MarkRow | undefined {
  const upn = readUpn(row, 'upn', { required: true });
  const date = readDate(row, 'date', { required: true, latest: context.horizon });
  const session = readChoice(row, 'session', SESSIONS);
  const code = readCode(row, context);
  if (upn === undefined || date === undefined || session === undefined || code === undefined) {
    return undefined;
  }
  const remark = remarkOnCode(code, date);
  if (remark !== undefined) row.findings.warn('code', remark);
  return { upn, date, session, code };
}

function readCode(row: RowInput, { localCodes }: ParseContext): string | undefined {
  const text = readText(row, 'code') ?? '';
  if (row.findings.problems.some(({ field }) => field === 'code')) return undefined;
  return parseCode(text, localCodes) ?? row.findings.problem('code', 'must be one or two characters');
}
