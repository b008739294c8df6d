import { writeCountOf, writeFigure } from '../../../domain/digest/sentences/writeCount.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { localDate } from '../../../domain/localDate.ts';
import { writeAcademicYear } from '../../../domain/retention/retentionDue.ts';
import type { ErasureRecord, ErasureState } from '../../../store/retention/erasures.ts';

/** What an erasure is about, without a name. */
export function writeWhat({ kind, academicYear = 0, yearOfBirth }: ErasureRecord): string {
  if (kind === 'registers') return `Registers of ${writeAcademicYear(academicYear)}`;
  return yearOfBirth === undefined ? 'A child’s records' : `The records of a child born in ${yearOfBirth}`;
}

/** `incidents (12), contacts (3)`. */
export function writeCounts(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([title, count]) => `${title} (${writeFigure(count)})`);
  return parts.length === 0 ? 'Nothing is left' : parts.join(', ');
}

/** `Safeguarding file, 25 years (its source)`. */
export function writeRules({ rules }: ErasureRecord): string {
  return rules
    .map(({ title, years, source }) => `${title}, ${writeCountOf(years, 'year', 'years')} (${source})`)
    .join('; ');
}

/** The rules in a word each; their sources stand on the page of the rules. */
export function writeRuleNames({ rules }: ErasureRecord): string {
  return rules.map(({ title, years }) => `${title}, ${writeCountOf(years, 'year', 'years')}`).join('; ');
}

/** `September 2009 to July 2016`. */
export function writeCovered({ from, to }: ErasureRecord): string {
  return from === undefined ? 'Not known' : `${writeMonth(from)} to ${writeMonth(to ?? from)}`;
}

const STATES: Readonly<Record<ErasureState, string>> = {
  proposed: 'Waits for a second person',
  declined: 'Declined: nothing is erased',
  confirmed: 'Confirmed: it is being carried out',
  stopped: 'Stopped: something had come in the way',
  erased: 'Erased',
};

/** How it stands, in words. */
export function writeState({ state }: ErasureRecord): string {
  return STATES[state];
}

function writeMonth(month: string): string {
  return writeDate(localDate(`${month}-01`)).replace(/^1 /, '');
}
