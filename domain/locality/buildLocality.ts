import { buildBars, type BarsView } from '../charts/themeBars.ts';
import { THEME_TITLES } from '../concern/themes.ts';
import type { TableBody } from '../digest/digestView.ts';
import { groupBy } from '../groupBy.ts';
import { addShown, SUPPRESSION_NOTE, takenFor } from '../smallNumbers.ts';
import { changeTable } from './changeTable.ts';
import { attendanceTable, childrenTable, needTable, writeShown, type FiguresRow } from './figuresTables.ts';
import { addMasked, type MaskedFigures } from './maskedFigures.ts';
import { THEMES } from './schoolFigures.ts';

/** A school with what may be known of it now and, where its week was kept, at earlier moments. */
export interface MaskedSchool {
  readonly name: string;
  readonly locality: string | undefined;
  readonly now: MaskedFigures;
  readonly fourWeeksAgo: MaskedFigures | undefined;
  readonly yearAgo: MaskedFigures | undefined;
}

/** The figures of a reader's schools: nobody in them can be named or worked out. */
export interface LocalityView {
  /** Null where there is no school to tell of. */
  readonly chart: (BarsView & { readonly hasEarlier: boolean; readonly summary: string }) | null;
  readonly sections: readonly LocalitySection[];
  readonly notes: readonly string[];
}

export interface LocalitySection {
  readonly id: string;
  readonly heading: string;
  readonly table: TableBody;
}

const NO_LOCALITY = 'No locality set';
const NOTES: readonly string[] = [
  SUPPRESSION_NOTE,
  'Where fewer than ten children of a school are left outside a group, its counts are hidden too. There is no percentage of fewer than about 30 children.',
  'Totals and shares are worked out of the numbers shown, with 3 for each c, and rounded: they tell nothing more. A total that may itself be 1 to 5 is hidden.',
  'Schools record more or less by habit, so a higher count is not more need. Compare a school with its own past.',
];

/** @param schools in the order they are to be read */
export function buildLocality(schools: readonly MaskedSchool[]): LocalityView {
  if (schools.length === 0) return { chart: null, sections: [], notes: [] };
  const rows = rowsOf(schools);
  const all = addMasked(schools.map(({ now }) => now));
  return {
    chart: chartOf(all, schools),
    sections: [
      { id: 'children', heading: 'Children by school and locality', table: childrenTable(rows) },
      { id: 'need', heading: 'Need by theme', table: needTable(rows) },
      { id: 'attendance', heading: 'Attendance', table: attendanceTable(rows) },
      changeSection('four weeks ago', schools, ({ fourWeeksAgo }) => fourWeeksAgo),
      changeSection('a year ago', schools, ({ yearAgo }) => yearAgo),
    ],
    notes: NOTES,
  };
}

/** All schools, then each locality with its schools; a total of one school would say nothing new. */
function rowsOf(schools: readonly MaskedSchool[]): FiguresRow[] {
  const byLocality = groupBy(schools, ({ locality }) => locality ?? NO_LOCALITY);
  const total = (head: string, of: readonly MaskedSchool[]): FiguresRow[] =>
    of.length > 1 ? [{ head, figures: addMasked(of.map(({ now }) => now)) }] : [];
  const hasLocalities = byLocality.size > 1 || !byLocality.has(NO_LOCALITY);
  return [
    ...total('All schools', schools),
    ...[...byLocality].flatMap(([locality, ours]) => [
      ...(hasLocalities && byLocality.size > 1 ? total(`${locality}, all`, ours) : []),
      ...ours.map(({ name, now }) => ({
        head: hasLocalities ? `${name} (${locality})` : name,
        figures: now,
      })),
    ]),
  ];
}

/** Compares the schools that kept the earlier week with themselves; others are left out of both sides. */
function changeSection(
  ago: string,
  schools: readonly MaskedSchool[],
  pick: (school: MaskedSchool) => MaskedFigures | undefined,
): LocalitySection {
  const pairs = schools.flatMap((school) => {
    const then = pick(school);
    return then ? [{ then, now: school.now }] : [];
  });
  const id = `since-${ago.replaceAll(' ', '-')}`;
  const heading = `Now and ${ago}`;
  if (pairs.length === 0) {
    const note = `No school’s week of ${ago} is kept: weeks are kept from the first digest on.`;
    return { id, heading, table: { note, isFacts: false, columns: [], rows: [], sentences: [] } };
  }
  const table = changeTable(
    ago,
    addMasked(pairs.map(({ then }) => then)),
    addMasked(pairs.map(({ now }) => now)),
  );
  return { id, heading, table: { ...table, note: coverageOf(pairs.length, schools.length) } };
}

function coverageOf(kept: number, of: number): string {
  const noClear = 'A difference of five or less, or of less than a tenth, is no clear change.';
  if (kept === of) return noClear;
  return `${kept} of ${of} schools kept that week; the others are left out on both sides. ${noClear}`;
}

/** Need by theme of all schools; beside it that of four weeks ago where every school kept it. */
function chartOf(all: MaskedFigures, schools: readonly MaskedSchool[]): LocalityView['chart'] {
  const earlier = schools.flatMap(({ fourWeeksAgo }) => fourWeeksAgo ?? []);
  const then = earlier.length === schools.length ? addMasked(earlier) : undefined;
  const bars = buildBars(
    THEMES.map((theme) => ({
      label: THEME_TITLES[theme],
      bars: [all, ...(then ? [then] : [])].map(({ themes }) => ({
        value: takenFor(addShown(themes[theme])),
        text: writeShown(addShown(themes[theme])),
      })),
    })),
  );
  const summary = THEMES.map(
    (theme) => `${THEME_TITLES[theme]} ${writeShown(addShown(all.themes[theme]))}`,
  ).join(', ');
  return { ...bars, hasEarlier: then !== undefined, summary };
}
