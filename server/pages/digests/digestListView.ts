import { IN_NUMBERS } from '../../../domain/digest/digestReader.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { mondayOfIsoWeek } from '../../../domain/localDate.ts';
import type { DigestLine } from '../../../store/digestArchive.ts';

const STATES: Readonly<Record<DigestLine['state'], { text: string; tone: string }>> = {
  written: { text: 'Waiting to be sent', tone: 'yellow' },
  sending: { text: 'Being sent', tone: 'yellow' },
  sent: { text: 'Sent', tone: 'green' },
  refused: { text: 'Address refused', tone: 'red' },
  stopped: { text: 'Not sent: the reader was stopped', tone: 'grey' },
  'passed-over': { text: 'Not sent: school closed, nothing recorded', tone: 'grey' },
};

interface ListChoice {
  readonly perPage: number;
  /** Those the viewer may choose from. */
  readonly schools: readonly { readonly urn: string; readonly name: string }[];
  /** The school chosen, empty for all. */
  readonly school: string;
}

/** The weeks with their digests, the latest first, those that name children before those in numbers. */
export function listView(digests: readonly DigestLine[], { perPage, schools, school }: ListChoice): object {
  const weeks = [...new Set(digests.map(({ week }) => week))];
  const last = digests.at(-1);
  const chosen = schools.some(({ urn }) => urn === school) ? `&school=${school}` : '';
  return {
    weeks: weeks.map((week) => ({
      heading: `Week of ${weekName(week)}`,
      digests: digests
        .filter((digest) => digest.week === week)
        .sort((a, b) => Number(IN_NUMBERS.includes(a.kind)) - Number(IN_NUMBERS.includes(b.kind)))
        .map((digest) => ({
          href: `/digests/${digest._id}`,
          about: digest.view.about,
          subject: digest.supplementTo === undefined ? digest.subject : `${digest.subject} (what came late)`,
          to: digest.to,
          state: stateOf(digest),
        })),
    })),
    nothing:
      digests.length === 0 ? 'There is none. The first is written on the next day that one is due.' : null,
    schools:
      schools.length < 2
        ? null
        : schools.map(({ urn, name }) => ({ value: urn, text: name, isChosen: urn === school })),
    earlier: digests.length < perPage || last === undefined ? null : `/digests?after=${last._id}${chosen}`,
  };
}

/** `9 November 2026`, the Monday. */
export function weekName(week: string): string {
  const monday = mondayOfIsoWeek(week);
  return monday === undefined ? week : writeDate(monday);
}

/** Where a digest stands, in words and a colour that says no more than they do. */
export function stateOf({
  state,
  refusedWith,
  bouncedWith,
}: Pick<DigestLine, 'state' | 'refusedWith' | 'bouncedWith'>): { text: string; tone: string } {
  const known = STATES[state];
  if (bouncedWith !== undefined) return { ...known, text: `Came back undelivered (${bouncedWith})` };
  return refusedWith === undefined ? known : { ...known, text: `${known.text} (answer ${refusedWith})` };
}
