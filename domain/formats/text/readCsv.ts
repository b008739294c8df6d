/**
 * CSV as RFC 4180 has it, read as it is asked for, and forgiving in one way only: a record that breaks the
 * rules is handed out as broken, and reading resumes at the next line that makes a record of the usual
 * width, so that one stray quotation mark does not swallow the rest of a term's entries.
 */
export type CsvItem =
  | { readonly kind: 'record'; readonly line: number; readonly fields: readonly string[] }
  | { readonly kind: 'broken'; readonly line: number; readonly lines: number; readonly fault: CsvFault };

/**
 * `unclosed`: a quoted cell does not end. `stray-quote`: text follows a closing quotation mark. `too-long`:
 * the record is longer than any real one.
 */
export type CsvFault = 'unclosed' | 'stray-quote' | 'too-long';

export interface CsvLayout {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
}

/** Longest record read, in characters; several times the longest narrative. */
const MAX_RECORD_CHARACTERS = 500_000;
/** Tries at resuming may together read the body this many times before the rest is given up as broken. */
const MAX_RESUME_PASSES = 4;

const QUOTE = '"';

/** Every record of the text in order, blank lines left out. */
export function* readCsv(text: string, layout: CsvLayout = csvLayoutOf(text)): Generator<CsvItem> {
  const lines = lineCounter(text, layout.newline);
  let position = 0;
  let width = 0;
  let budget = text.length * MAX_RESUME_PASSES;
  while (position < text.length) {
    const line = lines.at(position);
    const parsed = parseRecord(text, position, layout);
    if (parsed.kind === 'record') {
      const { fields } = parsed;
      position = parsed.next;
      if (fields.length === 1 && fields[0]?.trim() === '') continue;
      if (fields.length > 1) width = fields.length;
      yield { kind: 'record', line, fields };
      continue;
    }
    const resumed = resume(text, position, { layout, width, budget });
    budget = resumed.budget;
    position = resumed.next;
    yield { kind: 'broken', line, lines: lines.at(position) - line, fault: parsed.fault };
  }
}

/** The delimiter and line end of a CSV, from its first line: comma unless semicolons or tabs are more. */
export function csvLayoutOf(text: string): CsvLayout {
  const start = text.slice(0, 20_000);
  const newline = start.includes('\r') && !start.includes('\n') ? '\r' : '\n';
  const end = start.indexOf(newline);
  const first = (end === -1 ? start : start.slice(0, end)).replace(/"[^"]*"/g, '');
  let delimiter = ',';
  let most = first.split(',').length;
  for (const candidate of [';', '\t']) {
    const count = first.split(candidate).length;
    if (count > most) [delimiter, most] = [candidate, count];
  }
  return { delimiter, newline };
}

type Parsed =
  | { readonly kind: 'record'; readonly fields: readonly string[]; readonly next: number }
  | { readonly kind: 'fault'; readonly fault: CsvFault; readonly reached: number };

function parseRecord(text: string, start: number, { delimiter, newline }: CsvLayout): Parsed {
  const found = text.indexOf(newline, start);
  const end = found === -1 ? text.length : found;
  const whole = text.slice(start, end);
  if (!whole.includes(QUOTE)) {
    return { kind: 'record', fields: plainFields(withoutReturn(whole), delimiter), next: end + 1 };
  }
  const fields: string[] = [];
  let position = start;
  for (;;) {
    const field =
      text[position] === QUOTE ? quotedField(text, position) : plainField(text, position, delimiter, newline);
    if (field.kind === 'fault') return field;
    fields.push(field.text);
    position = field.next;
    if (text[position] === delimiter) {
      position++;
      continue;
    }
    if (position >= text.length) return { kind: 'record', fields, next: position };
    if (text[position] === newline) return { kind: 'record', fields, next: position + 1 };
    if (newline === '\n' && text[position] === '\r' && text[position + 1] === '\n') {
      return { kind: 'record', fields, next: position + 2 };
    }
    return { kind: 'fault', fault: 'stray-quote', reached: position };
  }
}

/** What `split` gives, in half the time for the few short cells of most lines. */
function plainFields(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let from = 0;
  for (let at = line.indexOf(delimiter); at !== -1; at = line.indexOf(delimiter, from)) {
    fields.push(line.slice(from, at));
    from = at + 1;
  }
  fields.push(line.slice(from));
  return fields;
}

type Field =
  | { readonly kind: 'field'; readonly text: string; readonly next: number }
  | { readonly kind: 'fault'; readonly fault: CsvFault; readonly reached: number };

function quotedField(text: string, start: number): Field {
  let from = start + 1;
  let doubled = false;
  for (;;) {
    const close = text.indexOf(QUOTE, from);
    if (close === -1) return { kind: 'fault', fault: 'unclosed', reached: text.length };
    if (close - start > MAX_RECORD_CHARACTERS) return { kind: 'fault', fault: 'too-long', reached: close };
    if (text[close + 1] !== QUOTE) {
      const inside = text.slice(start + 1, close);
      return { kind: 'field', text: doubled ? inside.replaceAll('""', QUOTE) : inside, next: close + 1 };
    }
    doubled = true;
    from = close + 2;
  }
}

function plainField(text: string, start: number, delimiter: string, newline: string): Field {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== newline) end++;
  const atLineEnd = text[end] !== delimiter;
  const inside = text.slice(start, end);
  return { kind: 'field', text: atLineEnd ? withoutReturn(inside) : inside, next: end };
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** Where reading goes on after a broken record: the next line that makes a record of the usual width. */
function resume(
  text: string,
  broken: number,
  { layout, width, budget }: { layout: CsvLayout; width: number; budget: number },
): { readonly next: number; readonly budget: number } {
  let left = budget;
  let position = nextLine(text, broken, layout.newline);
  while (position < text.length && left > 0) {
    const trial = parseRecord(text, position, layout);
    left -= (trial.kind === 'record' ? trial.next : trial.reached) - position;
    if (trial.kind === 'record' && trial.fields.length === width && width > 1) {
      return { next: position, budget: left };
    }
    position = nextLine(text, position, layout.newline);
  }
  return { next: text.length, budget: left };
}

function nextLine(text: string, position: number, newline: string): number {
  const end = text.indexOf(newline, position);
  return end === -1 ? text.length : end + 1;
}

/** Line numbers of positions asked for in ascending order. */
function lineCounter(text: string, newline: string): { at(position: number): number } {
  let line = 1;
  let counted = 0;
  return {
    at(position) {
      for (;;) {
        const end = text.indexOf(newline, counted);
        if (end === -1 || end >= position) return line;
        line++;
        counted = end + 1;
      }
    },
  };
}
