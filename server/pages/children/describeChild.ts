import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import type { LocalDate } from '../../../domain/localDate.ts';
import type { PupilRecord } from '../../../store/pupils.ts';

/** The name a child goes by, with the legal forename where that is another. */
export function childName({ forename, preferredName, surname }: PupilRecord): string {
  const called = preferredName === undefined || preferredName === forename ? '' : ` (${forename})`;
  return `${preferredName ?? forename} ${surname}${called}`;
}

/** `Year 4`, as digests write it. */
export function yearOf({ yearGroup }: Pick<PupilRecord, 'yearGroup'>): string | undefined {
  const year = yearGroup?.trim() ?? '';
  if (year === '') return undefined;
  if (/^\d{1,2}$/.test(year)) return `Year ${Number(year)}`;
  return /^r$/i.test(year) ? 'Reception' : year;
}

/** The school a child is at on a day, or was at last, by name. */
export function schoolOf(
  { memberships }: Pick<PupilRecord, 'memberships'>,
  names: ReadonlyMap<string, string>,
  today: LocalDate,
): string {
  const open = memberships.filter(({ left }) => left === undefined || left > today);
  const current = open.at(-1) ?? memberships.at(-1);
  if (current === undefined) return 'No school known';
  const name = names.get(current.schoolUrn) ?? `School ${current.schoolUrn}`;
  return open.length === 0 && current.left !== undefined
    ? `${name}, left on ${writeDate(current.left)}`
    : name;
}

const CHARACTERISTICS = {
  lookedAfter: 'looked after',
  childProtectionPlan: 'child protection plan',
  childInNeed: 'child in need',
  ehcp: 'EHCP',
  senSupport: 'SEN support',
  youngCarer: 'young carer',
  partTimeTimetable: 'part-time timetable',
  fsm: 'free school meals',
} as const satisfies Partial<Record<keyof PupilRecord['characteristics'], string>>;

/** What a transfer file told of the schools before, as those counted it. */
function earlierFacts({ earlierSchools = [], earlierAttendance = [] }: PupilRecord): [string, string][] {
  const schools = earlierSchools.map(({ name, laEstab, left }) => {
    const school = name ?? (laEstab === undefined ? 'A school not named' : `School ${laEstab}`);
    return left === undefined ? school : `${school}, left on ${writeDate(left)}`;
  });
  const years = earlierAttendance
    .filter(({ possible }) => possible > 0)
    .map(({ year, attended, possible }) => {
      const percent = ((100 * attended) / possible).toFixed(1);
      return `${attended} of ${possible} sessions attended in ${year} (${percent}%)`;
    });
  return [
    ...(schools.length === 0 ? [] : [['Before', schools.join('; ')] as [string, string]]),
    ...(years.length === 0 ? [] : [['Attendance there', years.join('; ')] as [string, string]]),
  ];
}

/** Who cares for the child, as the school's own system has it. */
function carersFact({ carers = [] }: PupilRecord): string | undefined {
  const lines = carers.map(({ name, relationship, parentalResponsibility }) => {
    const responsible =
      parentalResponsibility === undefined
        ? undefined
        : `${parentalResponsibility ? 'with' : 'without'} parental responsibility`;
    const known = [relationship, responsible].filter((part) => part !== undefined);
    return known.length === 0 ? name : `${name} (${known.join(', ')})`;
  });
  return lines.length === 0 ? undefined : lines.join('; ');
}

/** What stands at the head of a child's page. */
export function describeChild(
  pupil: PupilRecord,
  names: ReadonlyMap<string, string>,
  today: LocalDate,
): { what: string; value: string }[] {
  const known = Object.entries(CHARACTERISTICS)
    .filter(([key]) =>
      Object.entries(pupil.characteristics).some(([name, value]) => name === key && value === true),
    )
    .map(([, title]) => title);
  const facts: [string, string | undefined][] = [
    ['School', schoolOf(pupil, names, today)],
    ['Year', yearOf(pupil)],
    ['Born', pupil.dateOfBirth === undefined ? undefined : writeDate(pupil.dateOfBirth)],
    ['UPN', pupil.upns?.at(-1)],
    ['Contacts', carersFact(pupil)],
    ...earlierFacts(pupil),
    ['Known', known.length === 0 ? undefined : known.join(', ')],
  ];
  return facts.flatMap(([what, value]) => (value === undefined ? [] : [{ what, value }]));
}
