import { ASKED_FOR_DAYS, INTAKE, moveQuestions, type MoveQuestion } from '../domain/moves/moveQuestions.ts';
import { placeWaits, SUMMER_LEAVING, type PlaceWait } from '../domain/moves/placeWaits.ts';
import { addDays, londonDate } from '../domain/localDate.ts';
import { mapChildEvents } from './childEvents.ts';
import { lastSchool } from './loadHistories.ts';
import type { Store } from './openStore.ts';
import { mapTerms } from './schools.ts';
import { schoolsOf, type PupilRecord } from './pupils.ts';
import { findWholeFile } from './pupilsInScope.ts';
import { wholeFilesInScope, type Scope } from './scope.ts';

/** A child's moves within the year, and what it waits for. */
export interface ChildMoves {
  readonly pupil: PupilRecord;
  /** Newest first. */
  readonly questions: readonly MoveQuestion[];
  readonly waits: readonly PlaceWait[];
}

/** Moves and waits are asked about for half a year; a child who left longer ago is on no list of ours. */
const LOOKED_BACK_DAYS = 370;

async function movesOf(store: Store, pupils: readonly PupilRecord[], asOf: Date): Promise<ChildMoves[]> {
  const today = londonDate(asOf);
  const [events, termsOf] = await Promise.all([
    mapChildEvents(
      store,
      pupils.map(({ _id }) => _id),
      asOf,
    ),
    mapTerms(store, [...new Set(pupils.flatMap(schoolsOf))]),
  ]);
  return pupils.map((pupil) => {
    const { memberships } = pupil;
    const added = events.get(pupil._id) ?? [];
    const terms = termsOf.get(lastSchool(pupil) ?? '') ?? [];
    return {
      pupil,
      questions: moveQuestions(memberships, added, terms, today),
      waits: placeWaits({ memberships, added, terms }, today),
    };
  });
}

/** One child's moves and waits as of an instant; undefined for a child whose file the reader may not see. */
export async function getMoves(
  store: Store,
  scope: Scope,
  pupilId: string,
  asOf: Date,
): Promise<ChildMoves | undefined> {
  const pupil = await findWholeFile(store, scope, 'see-children', pupilId);
  return pupil ? (await movesOf(store, [pupil], asOf))[0] : undefined;
}

interface DayRange {
  readonly $gt: string;
  readonly $lt?: string;
}

/** Days after one and outside a part of each year (`-MM-DD` to `-MM-DD`), so that a whole intake is not looked through. */
function rangesOutside(
  { from, to }: { readonly from: string; readonly to: string },
  since: string,
  today: string,
): readonly DayRange[] {
  const ranges: DayRange[] = [];
  let start = since;
  for (let year = Number(since.slice(0, 4)); year <= Number(today.slice(0, 4)); year++) {
    if (start < `${year}${from}`) ranges.push({ $gt: start, $lt: `${year}${from}` });
    if (start < `${year}${to}`) start = `${year}${to}`;
  }
  return [...ranges, { $gt: start }];
}

/**
 * The children of the reader's schools with a question about a move that nobody has answered, or who wait for a
 * place: the longest wait first, then the latest to join.
 */
export async function listMoves(store: Store, scope: Scope, now: Date): Promise<ChildMoves[]> {
  const today = londonDate(now);
  const recent = {
    $or: [
      ...rangesOutside(INTAKE, addDays(today, -ASKED_FOR_DAYS - 1), today).map((joined) => ({
        memberships: { $elemMatch: { joined } },
      })),
      ...rangesOutside(SUMMER_LEAVING, addDays(today, -LOOKED_BACK_DAYS), today).map((left) => ({
        memberships: { $elemMatch: { left } },
      })),
    ],
  };
  const sought = await store.childEvents.distinct('pupilId', {
    'versions.content.kind': { $in: ['place-application', 'fair-access'] },
  });
  const pupils = await store.pupils
    .find({
      $and: [wholeFilesInScope(scope, 'see-children'), { $or: [recent, { _id: { $in: sought } }] }],
    } as never)
    .lean<PupilRecord[]>();
  const moves = await movesOf(store, pupils, now);
  const longest = ({ waits }: ChildMoves): number =>
    waits.reduce((most, { schoolDays }) => Math.max(most, schoolDays), 0);
  const latest = ({ questions }: ChildMoves): string => questions[0]?.joinedOn ?? '';
  return moves
    .filter(({ questions, waits }) => waits.length > 0 || questions.some(({ open }) => open))
    .sort((a, b) => longest(b) - longest(a) || (latest(a) < latest(b) ? 1 : -1));
}
