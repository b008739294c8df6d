import type { ContactMethod } from '../../concern/history.ts';
import { readChoice, readYesNo } from '../fields/readChoice.ts';
import { MAX_NOTE_CHARACTERS, readText, type RowInput } from '../fields/readText.ts';
import { readUpn } from '../fields/readUpn.ts';
import { readWhen } from '../fields/readWhen.ts';
import type { ContactRow } from '../rows.ts';
import type { ParseContext } from './parseContext.ts';

const METHODS = {
  expected: 'visit, call, video or meeting',
  aliases: new Map<string, ContactMethod>([
    ['visit', 'visit'],
    ['home visit', 'visit'],
    ['doorstep', 'visit'],
    ['doorstep visit', 'visit'],
    ['call', 'call'],
    ['phone', 'call'],
    ['phone call', 'call'],
    ['telephone', 'call'],
    ['telephone call', 'call'],
    ['video', 'video'],
    ['video call', 'video'],
    ['meeting', 'meeting'],
  ]),
};

/** A contact with a child or family from a JSON object or a CSV row; undefined when it has a problem. */
export function parseContact(row: RowInput, context: ParseContext): ContactRow | undefined {
  const upn = readUpn(row, 'upn', { required: true });
  const at = readWhen(row, 'at', {
    required: true,
    timeField: 'time',
    now: context.now,
  });
  const method = readChoice(row, 'method', METHODS);
  const seen = readYesNo(row, 'seen', true);
  const by = readText(row, 'by');
  const note = readText(row, 'note', { max: MAX_NOTE_CHARACTERS, asWritten: true });
  if (upn === undefined || at === undefined || method === undefined || seen === undefined) return undefined;
  return {
    upn,
    at,
    method,
    seen,
    ...(by !== undefined && { by }),
    ...(note !== undefined && { note }),
  };
}
