import { nothingArrived } from './arrivals.ts';
import type { LocalDate } from '../localDate.ts';
import type { DigestFacts, HeldRows, MissingRegister, RejectedRows, RowKind } from './digestFacts.ts';
import type { HeldBackBody } from './digestView.ts';
import { asClause, asSentence } from './sentences/joinWords.ts';
import { writeCountOf, writeFigure } from './sentences/writeCount.ts';
import { writeDateBeside } from './sentences/writeDate.ts';

/**
 * What did not arrive, waits or was refused, and, when nothing did, that in plain words: an empty section could be
 * read as safety.
 */
export function buildHeldBack(facts: DigestFacts): HeldBackBody {
  const troubles = [...arrivalSentences(facts), ...rowSentences(facts)];
  const closed = facts.schoolClosed === true;
  const opening = closed ? ['The school was closed this week, so no register was expected.'] : [];
  if (troubles.length > 0) return { allClear: false, sentences: [...opening, ...troubles] };
  const clear = closed
    ? 'Nothing waits for a person and nothing was refused.'
    : 'Every register expected this week arrived, no row waits for a person and none was refused.';
  return { allClear: true, sentences: [...opening, clear] };
}

function arrivalSentences(facts: DigestFacts): string[] {
  const { arrivals, schoolClosed } = facts;
  const gaps = facts.missingRegisters.map((register) => registerSentence(register, facts.weekEnd));
  if (schoolClosed === true) return gaps;
  if (nothingArrived(facts)) {
    return [
      'Nothing arrived from the school’s systems this week, so we cannot tell what happened. The connection needs looking at.',
    ];
  }
  const registers =
    arrivals.marks === 0 ? ['No register arrived this week, so we cannot tell who was in school.'] : gaps;
  const entries =
    arrivals.incidents === 0
      ? ['No entries arrived this week. If staff recorded any, they have not reached us.']
      : [];
  return [...registers, ...entries];
}

const SESSION_WORDS: Readonly<Record<MissingRegister['session'], { whole: string; marks: string }>> = {
  AM: { whole: 'The morning register', marks: 'in the morning register' },
  PM: { whole: 'The afternoon register', marks: 'in the afternoon register' },
  both: { whole: 'Neither register', marks: 'in the registers' },
};

function registerSentence(register: MissingRegister, weekEnd: LocalDate): string {
  const { session, pupilsWithoutMark, pupilsExpected } = register;
  const on = `of ${writeDateBeside(register.date, weekEnd)}`;
  const words = SESSION_WORDS[session];
  if (pupilsWithoutMark >= pupilsExpected) {
    const verb = session === 'both' ? 'arrived' : 'did not arrive';
    return `${words.whole} ${on} ${verb}, so we cannot tell who was in school then.`;
  }
  const children = `${writeFigure(pupilsWithoutMark)} of ${writeFigure(pupilsExpected)} children`;
  return `${children} ${pupilsWithoutMark === 1 ? 'has' : 'have'} no mark ${words.marks} ${on}.`;
}

const ROW_WORDS: Readonly<Record<RowKind, { one: string; many: string }>> = {
  incidents: { one: 'incident entry', many: 'incident entries' },
  attendance: { one: 'register mark', many: 'register marks' },
  pupils: { one: 'line of pupil data', many: 'lines of pupil data' },
  contacts: { one: 'record of contact', many: 'records of contact' },
};

function countRows({ kind, count }: { readonly kind: RowKind; readonly count: number }): string {
  return writeCountOf(count, ROW_WORDS[kind].one, ROW_WORDS[kind].many);
}

/** Reasons are plain words, yet could still quote a row: they stay out where only initials may be shown. */
function rowSentences(facts: DigestFacts): string[] {
  const showReasons = facts.detail === 'full';
  return [
    ...facts.heldRows.map((row) => heldSentence(row, facts.weekEnd, showReasons)),
    ...facts.rejectedRows.map((row) => rejectedSentence(row, showReasons)),
  ];
}

function heldSentence(row: HeldRows, weekEnd: LocalDate, showReason: boolean): string {
  const verb = row.count === 1 ? 'waits' : 'wait';
  const since = row.count === 1 ? 'since' : 'the oldest since';
  const waiting = `${countRows(row)} ${verb} for a person, ${since} ${writeDateBeside(row.since, weekEnd)}`;
  return asSentence(showReason ? `${waiting}: ${asClause(row.reason)}` : waiting);
}

function rejectedSentence(row: RejectedRows, showReason: boolean): string {
  const refused = `${countRows(row)} ${row.count === 1 ? 'was' : 'were'} refused this week`;
  return asSentence(showReason ? `${refused}: ${fieldAndFault(row)}` : refused);
}

/** Fields of the formats in the words of a school's office; others keep their name. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  occurredAt: 'the day or time it happened',
  recordedAt: 'the day or time it was recorded',
  recordedBy: 'who recorded it',
  narrative: 'what was written',
  at: 'the day or time',
  date: 'the day',
  session: 'the session',
  code: 'the attendance code',
  upn: 'the pupil number (UPN)',
  former_upn: 'the former pupil number (UPN)',
  forename: 'the forename',
  surname: 'the surname',
  date_of_birth: 'the date of birth',
  school_urn: 'the school’s number (URN)',
  schoolUrn: 'the school’s number (URN)',
};

function fieldAndFault({ field, message }: RejectedRows): string {
  const words = FIELD_WORDS[field] ?? FIELD_WORDS[field.replace(/^pupil\./, '')] ?? field;
  const fault = asClause(message);
  return fault.startsWith('its ') ? `${words}, whose ${fault.slice('its '.length)}` : `${words} ${fault}`;
}
