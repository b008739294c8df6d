import { addDays, localDate, weekday, type LocalDate } from '../../../domain/localDate.ts';
import { upnCheckLetter } from '../../../domain/identifiers.ts';

/** The exports of one school of a size, as its systems would write them. */
export interface SchoolExports {
  readonly pupils: Buffer;
  /** Incidents as CPOMS exports them. */
  readonly incidents: Buffer;
  /** A register of a row a mark, day by day. */
  readonly marks: Buffer;
}

const FIRST_DAY = localDate('2025-09-01');

const SENTENCES = [
  'Came in without breakfast again and asked for toast.',
  'Said there was none at home this week.',
  'Fell out with a friend at lunch and was calm by the afternoon.',
  'Mum rang to say that the heating has been off since Friday.',
  'Lost a reading book; a new one was given.',
];

interface Size {
  readonly pupils: number;
  readonly incidents: number;
  readonly marks: number;
  /** The day of the first marks. */
  readonly from?: LocalDate;
}

/** Writes the exports: `incidents` entries and `marks` marks, spread over `pupils` children. */
export function schoolExports(size: Size): SchoolExports {
  const upns = Array.from({ length: size.pupils }, (_, pupil) => upnOf(pupil));
  return {
    pupils: table(
      'upn,forename,surname,date_of_birth',
      upns.map((upn, i) => `${upn},Bench${i},Figment${i % 97},2014-03-09`),
    ),
    incidents: table(
      'Incident ID,UPN,Forename,Surname,Incident Date,Incident Time,Category,Incident Text,Created By',
      Array.from({ length: size.incidents }, (_, i) => incidentLine(i, upns)),
    ),
    marks: table('upn,date,session,code', [...markLines(upns, size.marks, size.from ?? FIRST_DAY)]),
  };
}

/** The UPN of the pupil of that number, of local authority 999. */
function upnOf(pupil: number): string {
  const serial = String(pupil).padStart(7, '0');
  const body = `999${serial.slice(0, 4)}2${serial.slice(4)}0`;
  return `${upnCheckLetter(body)}${body}`;
}

function incidentLine(i: number, upns: readonly string[]): string {
  const [pupil, first] = [i % upns.length, i % SENTENCES.length];
  const text = [...SENTENCES.slice(first), `Entry ${i}.`].join(' ');
  const day = String(14 - (i % 14)).padStart(2, '0');
  return `${i},${upns[pupil] ?? ''},Bench${pupil},Figment${pupil % 97},${day}/09/2026,10:40,Wellbeing,"${text}",Class teacher`;
}

function* markLines(upns: readonly string[], marks: number, from: LocalDate): Generator<string> {
  let made = 0;
  for (let date = from; made < marks; date = addDays(date, 1)) {
    if (weekday(date) > 5) continue;
    for (const upn of upns) {
      if (made >= marks) return;
      yield `${upn},${date},AM,/\n${upn},${date},PM,\\`;
      made += 2;
    }
  }
}

function table(header: string, lines: readonly string[]): Buffer {
  return Buffer.from(`${[header, ...lines].join('\n')}\n`);
}
