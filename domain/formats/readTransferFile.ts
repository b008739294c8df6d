import { addressKeyOf } from './addressKey.ts';
import { brokenRow, createFindings, leniently, outcomeOf, type Findings } from './fields/findings.ts';
import type { ParseContext } from './parse/parseContext.ts';
import { parsePupil } from './parse/parsePupil.ts';
import type { EarlierAttendance, EarlierSchool, PupilRow, RowOutcome } from './rows.ts';
import { readDate } from './fields/readWhen.ts';
import { carersOf } from './transferCarers.ts';
import { childOf, descend, readXml, textOf, type XmlElement } from './text/readXml.ts';

/**
 * The pupils of a DfE Common Transfer File. Versions differ from year to year and suppliers in detail, so the
 * elements are looked for and the version is not: `Sex` or `Gender`, names in any case, empty or missing
 * elements. Names as DfE's own service writes them (CTF 25) and as school systems wrote them from CTF 15.
 */
const PUPILS = ['CTFILE', 'CTFPUPILDATA', 'PUPIL'];

/** One outcome for each pupil of a transfer file. */
export function* readTransferFile(text: string, context: ParseContext): Generator<RowOutcome<PupilRow>> {
  let row = 0;
  const school = destinationOf(text);
  for (const item of readXml(text, PUPILS)) {
    const place = { row: ++row, line: item.line };
    if (item.kind === 'broken') {
      yield brokenRow(place, `the file ${item.problem}`);
      continue;
    }
    const findings = createFindings(place);
    yield outcomeOf(place, findings, pupilOf(item.element, { findings, context, school }));
  }
}

/** True for a text that is a transfer file, as far as its root shows. */
export function isTransferFile(text: string): boolean {
  return /<CTFILE[\s>]/i.test(text.slice(0, 20_000));
}

/** LA and establishment of the school it was sent to, as written; undefined when unknown (`XXX`). */
function destinationOf(text: string): string | undefined {
  const [first] = readXml(text.slice(0, 20_000), ['CTFILE', 'HEADER', 'DESTSCHOOL']);
  return first?.kind === 'element' ? laEstabOf(first.element) : undefined;
}

interface Reading {
  readonly findings: Findings;
  readonly context: ParseContext;
  readonly school: string | undefined;
}

function pupilOf(pupil: XmlElement, { findings, context, school }: Reading): PupilRow | undefined {
  const basic = childOf(pupil, 'BasicDetails');
  const history = schoolsOf(pupil, { findings, context });
  const here = history.find(({ laEstab }) => laEstab !== undefined && laEstab === school);
  const cells = new Map<string, unknown>([
    ['upn', textOf(childOf(pupil, 'UPN'))],
    ['former_upn', textOf(descend(basic, 'FormerUPN') ?? childOf(pupil, 'FormerUPN'))],
    ['forename', textOf(childOf(pupil, 'Forename'))],
    ['surname', textOf(childOf(pupil, 'Surname'))],
    ['preferred_name', textOf(descend(basic, 'PreferredForename'))],
    ['former_surname', textOf(descend(basic, 'FormerSurname'))],
    ['date_of_birth', textOf(childOf(pupil, 'DOB'))],
    ['year_group', textOf(descend(basic, 'NCyearActual'))],
    ['looked_after', textOf(descend(pupil, 'LookedAfter', 'InCare'))],
    ['fsm', freeMeals(childOf(pupil, 'FSMhistory'), context)],
    ...specialNeeds(childOf(pupil, 'SENhistory')),
    ['address_key', addressKeyOf(addressOf(childOf(pupil, 'Address')))],
    ['date_joined', here?.joined],
  ]);
  const parsed = parsePupil({ cells: (field) => cells.get(field), findings }, context);
  if (parsed === undefined) return undefined;
  const earlier = history.filter((one) => one !== here);
  const attendance = attendanceOf(pupil);
  const carers = carersOf(pupil, findings);
  return {
    ...parsed,
    ...(earlier.length > 0 && { earlierSchools: earlier }),
    ...(attendance.length > 0 && { earlierAttendance: attendance }),
    ...(carers.length > 0 && { carers }),
  };
}

/** Eligible now: an instance that has begun and not ended, in England or wherever is not said. */
function freeMeals(history: XmlElement | undefined, { today }: ParseContext): boolean | undefined {
  if (history === undefined || today === undefined) return undefined;
  return history.children
    .filter(({ name }) => name === 'FSMINSTANCE')
    .some((instance) => {
      const from = textOf(childOf(instance, 'FSMstartDate'));
      const to = textOf(childOf(instance, 'FSMendDate'));
      return (from === undefined || from <= today) && (to === undefined || to >= today);
    });
}

/** `SENprovision`: E and S a plan or the statement before it, K and its forerunners A and P support, N none. */
function specialNeeds(history: XmlElement | undefined): [string, boolean | undefined][] {
  const provisions = (history?.children ?? [])
    .filter(({ name }) => name === 'SEN')
    .map((sen) => ({
      from: textOf(childOf(sen, 'StartDate')) ?? '',
      code: (textOf(childOf(sen, 'SENprovision')) ?? '').toUpperCase(),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const latest = provisions.at(-1)?.code;
  if (latest === undefined || latest === '') return [];
  return [
    ['ehcp', latest === 'E' || latest === 'S'],
    ['sen_support', ['K', 'A', 'P'].includes(latest)],
  ];
}

function addressOf(address: XmlElement | undefined) {
  const national = childOf(address, 'BS7666Address');
  const lines = childOf(address, 'AddressLines');
  return {
    uprn: textOf(childOf(national, 'UniquePropertyReferenceNumber')),
    postcode: textOf(childOf(address, 'PostCode')),
    house: [childOf(national, 'SAON'), childOf(national, 'PAON'), childOf(lines, 'AddressLine1')]
      .map(textOf)
      .filter((part) => part !== undefined)
      .join(' '),
  };
}

function laEstabOf(school: XmlElement): string | undefined {
  const la = textOf(childOf(school, 'LEA')) ?? '';
  const estab = textOf(childOf(school, 'Estab')) ?? '';
  return /^\d{3}$/.test(la) && /^\d{4}$/.test(estab) ? `${la}${estab}` : undefined;
}

function schoolsOf(pupil: XmlElement, { findings, context }: Omit<Reading, 'school'>): EarlierSchool[] {
  const schools = childOf(pupil, 'SchoolHistory')?.children ?? [];
  return schools.map((school) => {
    const name = textOf(childOf(school, 'SchoolName'));
    const laEstab = laEstabOf(school);
    const dates = new Map([
      ['date_joined', textOf(childOf(school, 'EntryDate'))],
      ['date_left', textOf(childOf(school, 'LeavingDate'))],
    ]);
    // A date that cannot be read says nothing of the child: it is passed over, and told.
    const lenient = {
      cells: (field: string) => dates.get(field),
      findings: leniently(findings),
    };
    const joined = readDate(lenient, 'date_joined', { latest: context.horizon });
    const left = readDate(lenient, 'date_left', { latest: context.horizon });
    return {
      ...(name !== undefined && { name }),
      ...(laEstab !== undefined && { laEstab }),
      ...(joined !== undefined && { joined }),
      ...(left !== undefined && { left }),
    };
  });
}

/** Totals alone: how a string of marks is packed with codes of two characters is nowhere published. */
function attendanceOf(pupil: XmlElement): EarlierAttendance[] {
  const years = childOf(pupil, 'Attendance')?.children ?? [];
  return years.flatMap((year) => {
    const figure = (name: string): number | undefined => {
      const text = textOf(childOf(year, name));
      return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
    };
    const [possible, attended] = [figure('SessionsPossible'), figure('SessionsAttended')];
    const named = textOf(childOf(year, 'Year'));
    if (named === undefined || possible === undefined || attended === undefined) return [];
    const laEstab = laEstabOf(year);
    return [
      {
        year: named,
        ...(laEstab !== undefined && { laEstab }),
        possible,
        attended,
        authorised: figure('SessionsAuthorised') ?? 0,
        unauthorised: figure('SessionsUnauthorised') ?? 0,
      },
    ];
  });
}
