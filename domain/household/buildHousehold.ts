import { incidentEntry } from '../chronology/incidentEntries.ts';
import type { ChronologyEntry } from '../chronology/chronologyEntry.ts';
import type { Assessment } from '../concern/assessment.ts';
import { assertedConcerns } from '../concern/evidence.ts';
import type { Urn } from '../identifiers.ts';
import type { IncidentEntry } from '../concern/history.ts';
import { THEME_TITLES, themeOf } from '../concern/themes.ts';
import { londonDate } from '../localDate.ts';

/**
 * A child and those it lives with, their entries on one line across schools. What the reader may read is there as
 * written. Of a brother or sister at another school the reader knows that there is an entry, its day and its theme,
 * and no more, until that school shares its record: enough to telephone the colleague there, not enough to read
 * another family member's file.
 */
export type Sight =
  /** The reader may read everything. */
  | 'whole'
  /** Entries of these schools only: their own, or one that shared its record. */
  | { readonly only: readonly string[] };

export interface HouseholdMember {
  readonly pupilId: string;
  /** Whose history this is; of a sibling that is not readable, initials. */
  readonly name: string;
  readonly schoolName: string;
  /** Absent where no school is known. */
  readonly schoolUrn?: Urn;
  readonly sight: Sight;
  readonly entries: readonly IncidentEntry[];
}

export interface HouseholdEntry {
  readonly pupilId: string;
  readonly entry: ChronologyEntry;
  /** True where the reader may know of it and not read it. */
  readonly outline: boolean;
}

export interface Household {
  readonly members: readonly (Pick<HouseholdMember, 'pupilId' | 'name' | 'schoolName' | 'schoolUrn'> & {
    readonly readable: 'whole' | 'part' | 'outline';
  })[];
  /** Newest first. */
  readonly entries: readonly HouseholdEntry[];
  /** True where the household's entries together raise the child and its own alone would not. */
  readonly moreThanItsParts: boolean;
  /** Points that the brothers' and sisters' entries give to the child's score. */
  readonly points: number;
}

function mayRead(sight: Sight, schoolUrn: string): boolean {
  return sight === 'whole' || sight.only.includes(schoolUrn);
}

/** What somebody who may not read an entry is told of it; nothing of one that asserts no concern. */
function outlineOf(entry: IncidentEntry): ChronologyEntry | undefined {
  const [first] = assertedConcerns(entry.tagging);
  if (first === undefined) return undefined;
  const theme = themeOf(first.category);
  return {
    id: `elsewhere:${entry.entryId}`,
    date: londonDate(entry.occurredAt),
    kind: 'incident',
    title: `An entry at another school, on ${THEME_TITLES[theme].toLowerCase()}`,
    effect: 'worrying',
    weight: 0,
    theme,
    reasons: ['Ask the other school: its entries are not shared with yours'],
  };
}

function readableOf({ sight }: HouseholdMember): 'whole' | 'part' | 'outline' {
  if (sight === 'whole') return 'whole';
  return sight.only.length > 0 ? 'part' : 'outline';
}

/**
 * The household as one reader may see it as of an instant.
 * @param members the child first, then those it lives with
 * @param assessment what was made of the child then
 */
export function buildHousehold(
  members: readonly HouseholdMember[],
  assessment: Pick<Assessment, 'kinds' | 'contributions'> | undefined,
  asOf: Date,
): Household {
  const entries = members.flatMap((member) =>
    member.entries
      .filter(
        ({ recordedAt, withdrawnAt }) =>
          recordedAt <= asOf && (withdrawnAt === undefined || withdrawnAt > asOf),
      )
      .flatMap((one): readonly HouseholdEntry[] => {
        const readable = mayRead(member.sight, one.schoolUrn);
        const entry = readable ? incidentEntry(one, undefined, []) : outlineOf(one);
        return entry === undefined ? [] : [{ pupilId: member.pupilId, entry, outline: !readable }];
      }),
  );
  return {
    members: members.map((member) => ({
      pupilId: member.pupilId,
      name: member.name,
      schoolName: member.schoolName,
      ...(member.schoolUrn === undefined ? {} : { schoolUrn: member.schoolUrn }),
      readable: readableOf(member),
    })),
    entries: entries.sort((a, b) =>
      a.entry.date === b.entry.date
        ? a.entry.id < b.entry.id
          ? -1
          : 1
        : a.entry.date < b.entry.date
          ? 1
          : -1,
    ),
    moreThanItsParts: assessment?.kinds.includes('household') === true,
    points: assessment?.contributions.find(({ id }) => id === 'household')?.points ?? 0,
  };
}
