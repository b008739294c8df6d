import { writeDate, writeDateRange, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import type { PupilIdentity, When } from '../../../domain/formats/rows.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import type { HeldRowForReview, ReviewCandidate } from '../../../store/reviewMatches.ts';
import { childOption, FIND_CHILD, oneLine } from './chooseChild.ts';
import { buildFields, type Field, type FieldView, type Problems } from '../formView.ts';

/** What was filled in on the page of a held row, what is wrong with it, and the children a search found. */
export interface HeldRowForms {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly found?: readonly PupilRecord[];
}

/** The address of a held row: an id of ours, which tells of nobody. */
export function heldRowPath(heldRowId: string): string {
  return `/review/pupils/${encodeURIComponent(heldRowId)}`;
}

const REASONS = {
  'unknown-pupil': 'Nobody on roll fits',
  'uncertain-match': 'More than one child may be meant, or the details differ',
} as const satisfies Record<HeldRowForReview['reason'], string>;

/** A held row in the list. */
export function heldRowLine(row: HeldRowForReview, schools: ReadonlyMap<string, string>): object {
  const { candidates } = row;
  return {
    href: heldRowPath(row.heldRowId),
    name: toldName(row.identity),
    where: schools.size > 1 ? (schools.get(row.schoolUrn) ?? `School ${row.schoolUrn}`) : '',
    what: `${whatItIs(row)}. ${REASONS[row.reason]}.`,
    since: `Held since ${writeInstant(row.heldAt)}; ${
      candidates.length === 0
        ? 'no candidate'
        : writeCountOf(candidates.length, 'possible child', 'possible children')
    }.`,
    problem: row.problem ?? null,
  };
}

/** A held row with everything that helps to say whom it is about. */
export function heldRowView(row: HeldRowForReview, { values, problems, found }: HeldRowForms): object {
  const { incident, identity } = row;
  const suggested: Readonly<Record<string, string>> = {
    forename: identity.forename ?? '',
    surname: identity.surname ?? '',
    dateOfBirth: identity.dateOfBirth ?? '',
    ...values,
  };
  const fields = (list: readonly Field[]): FieldView[] => buildFields(list, suggested, problems);
  const choices = choicesOf(row.candidates, found ?? []);
  return {
    action: heldRowPath(row.heldRowId),
    find: `${heldRowPath(row.heldRowId)}/find`,
    reason: REASONS[row.reason],
    problem: row.problem ?? null,
    told: toldFacts(row.identity),
    what: whatItIs(row),
    incident: incident
      ? {
          facts: [
            ['When', writeWhen(incident.occurred)],
            ['Category', incident.category],
            ['Recorded by', incident.recordedBy],
          ].flatMap(([what, value]) => (value === undefined ? [] : [{ what, value }])),
          narrative: incident.narrative,
        }
      : null,
    choose:
      choices.length === 0
        ? null
        : fields([{ name: 'pupilId', label: 'Which child is it about?', kind: 'radios', options: choices }]),
    nothingFound: found?.length === 0 ? 'Nobody at this school was found. Try another spelling.' : null,
    search: fields([FIND_CHILD]),
    newChild: fields([
      { name: 'forename', label: 'Forename', kind: 'text' },
      { name: 'surname', label: 'Surname', kind: 'text' },
      { name: 'dateOfBirth', label: 'Date of birth, if known', kind: 'date' },
    ]),
    newOpen: 'forename' in problems || 'surname' in problems || 'dateOfBirth' in problems,
    nobody: fields([
      { name: 'why', label: 'Why it is left out', hint: 'Kept with your name.', kind: 'area' },
    ]),
    nobodyOpen: 'why' in problems,
  };
}

type Choice = readonly [value: string, text: string, hint: string];

function choicesOf(candidates: readonly ReviewCandidate[], found: readonly PupilRecord[]): Choice[] {
  const known = new Set(candidates.map(({ pupilId }) => pupilId));
  return [
    ...candidates.map((one): Choice => [
      one.pupilId,
      oneLine(`${one.forename} ${one.surname}`, one),
      `${[...one.why].join('; ')} (fits ${Math.round(one.score * 100)} of 100; a sorting aid)`,
    ]),
    ...found.filter(({ _id }) => !known.has(_id)).map(childOption),
  ];
}

/** The name a school gave, or its number where it gave none. */
export function toldName({ forename, surname, upn }: PupilIdentity): string {
  const name = [forename, surname].filter((part) => part !== undefined).join(' ');
  return name === '' ? `UPN ${upn ?? 'not given'}` : name;
}

/** What a school said of whom it means. */
export function toldFacts({ forename, surname, dateOfBirth, upn }: PupilIdentity): object[] {
  const facts: [string, string | undefined][] = [
    ['Forename', forename],
    ['Surname', surname],
    ['Born', dateOfBirth === undefined ? undefined : writeDate(dateOfBirth)],
    ['UPN', upn],
  ];
  return facts.map(([what, value]) => ({ what, value: value ?? 'Not given' }));
}

function whatItIs({ kind, incident, marks, count }: HeldRowForReview): string {
  switch (kind) {
    case 'incidents':
      return incident ? `An incident of ${writeWhen(incident.occurred)}` : 'An incident';
    case 'contacts':
      return 'A contact with the child';
    case 'attendance':
      return `${writeCountOf(count, 'mark', 'marks')} of the register${marks ? `, ${writeDateRange(marks.from, marks.to)}` : ''}`;
  }
}

function writeWhen(when: When): string {
  return when.kind === 'day' ? writeDate(when.date) : writeInstant(when.at);
}
