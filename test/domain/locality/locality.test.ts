import { expect } from 'chai';
import fc from 'fast-check';
import {
  buildLocality,
  type LocalityView,
  type MaskedSchool,
} from '../../../domain/locality/buildLocality.ts';
import { writeLocalityCsv } from '../../../domain/locality/localityCsv.ts';
import { maskSchool, onAList } from '../../../domain/locality/maskedFigures.ts';
import { countSchoolFigures, THEMES, type SchoolFigures } from '../../../domain/locality/schoolFigures.ts';
import { suppressCount } from '../../../domain/smallNumbers.ts';
import { anySchool, someFigures } from './aSchool.ts';

/** Schools in two localities, each now, four weeks and a year ago. */
const moments = fc.array(fc.tuple(anySchool, anySchool, anySchool), { minLength: 1, maxLength: 4 });

function viewOf(schools: readonly (readonly SchoolFigures[])[]): LocalityView {
  return buildLocality(
    schools.map(([now, fourWeeksAgo, yearAgo], place): MaskedSchool => ({
      name: `School ${place}`,
      locality: place % 2 === 0 ? 'Eastvale' : 'Northmoor',
      now: maskSchool(now!),
      fourWeeksAgo: maskSchool(fourWeeksAgo!),
      yearAgo: maskSchool(yearAgo!),
    })),
  );
}

/** Another count that is shown alike: any of 1 to 5 for one of them, any that rounds alike for the rest. */
function lookalike(count: number, random: { nextInt(min: number, max: number): number }): number {
  const alike = Array.from({ length: 11 }, (_, i) => count - 5 + i).filter(
    (other) => other >= 0 && suppressCount(other) === suppressCount(count),
  );
  return alike[random.nextInt(0, alike.length - 1)] ?? count;
}

function disguise(
  school: SchoolFigures,
  random: { nextInt(min: number, max: number): number },
): SchoolFigures {
  const other = (count: number): number => lookalike(count, random);
  const { levels, absence } = school;
  return {
    children: other(school.children),
    levels: { watch: other(levels.watch), concern: other(levels.concern), urgent: other(levels.urgent) },
    themes: Object.fromEntries(
      THEMES.map((theme) => [theme, other(school.themes[theme])]),
    ) as SchoolFigures['themes'],
    absence: {
      ...absence,
      registers: other(absence.registers),
      persistentNotSevere: other(absence.persistentNotSevere),
      severe: other(absence.severe),
    },
  };
}

describe('the figures of schools and localities', () => {
  it('are the same, in every table, total, week and file, whichever counts stand behind the masks', () => {
    fc.assert(
      fc.property(moments, fc.infiniteStream(fc.nat()), (schools, stream) => {
        const random = {
          nextInt: (min: number, max: number): number =>
            min + ((stream.next().value as number) % (max - min + 1)),
        };
        const disguised = schools.map((school) => school.map((figures) => disguise(figures, random)));
        const [shown, other] = [viewOf(schools), viewOf(disguised)];
        expect(other).to.deep.equal(shown);
        expect(writeLocalityCsv(other)).to.equal(writeLocalityCsv(shown));
      }),
    );
  });

  it('leave somebody who knows the roll exactly at least two choices for every small count', function () {
    this.timeout(20_000);
    for (const roll of [9, 13, 17, 18, 22, 28, 32]) {
      const possible = new Map<string, Set<number>[]>();
      for (const levels of splits(roll, 12)) {
        for (const theme of [0, Math.min(6, sum(levels)), sum(levels)]) {
          const [watch = 0, concern = 0, urgent = 0] = levels;
          const themes = { ...someFigures().themes, 'harm-at-home': theme };
          const masked = maskSchool(
            someFigures({ children: roll, levels: { watch, concern, urgent }, themes }),
          );
          const key = JSON.stringify(masked);
          const choices = possible.get(key) ?? [new Set(), new Set(), new Set(), new Set()];
          [watch, concern, urgent, roll - sum(levels)].forEach((count, place) => choices[place]?.add(count));
          possible.set(key, choices);
        }
      }
      for (const [key, choices] of possible) {
        for (const counts of choices) {
          const [only] = counts.size === 1 ? counts : [0];
          expect(only! === 0 || only! > 5, `${roll}: ${key} gives ${only} away`).to.equal(true);
        }
      }
    }
  });

  it('show nothing between one and five, no exact count, and no percentage of a few', () => {
    fc.assert(
      fc.property(moments, (schools) => {
        const cells = viewOf(schools)
          .sections.flatMap(({ table }) => table.rows.flatMap(({ cells }) => cells))
          .filter(({ isFigure, text }) => isFigure && /^[\d,]+$/.test(text))
          .map(({ text }) => Number(text.replace(',', '')));
        expect(cells.filter((count) => count % 5 !== 0)).to.deep.equal([]);
      }),
    );
    const few = maskSchool(someFigures({ absence: { ...someFigures().absence, registers: 9 } }));
    expect([few.year, few.fourWeeks]).to.deep.equal([null, null]);
  });

  it('hide all lists of a school where nearly everybody is on one', () => {
    const { levels, themes } = maskSchool(
      someFigures({ children: 40, levels: { watch: 20, concern: 10, urgent: 5 } }),
    );
    expect(Object.values({ ...levels, ...themes }).flat()).to.satisfy((shown: string[]) =>
      shown.every((text) => text === 'c'),
    );
  });

  it('count a child of several themes under each, and a severely absent child once', () => {
    const figures = countSchoolFigures([
      {
        level: 'urgent',
        kinds: ['cumulative'],
        contributions: [
          { id: 'theme:harm-at-home', points: 4 },
          { id: 'theme:own-health', points: 2 },
          { id: 'theme:agencies', points: 0 },
        ],
        attendance: {
          possibleYear: 100,
          absentYear: 60,
          possibleLastFourWeeks: 40,
          absentLastFourWeeks: 30,
          persistent: true,
          severe: true,
        },
      },
      {
        level: 'none',
        kinds: [],
        contributions: [{ id: 'theme:own-health', points: 1 }],
        attendance: undefined,
      },
    ]);
    expect(figures.children).to.equal(2);
    expect(figures.levels).to.deep.equal({ watch: 0, concern: 0, urgent: 1 });
    expect(figures.themes).to.include({ 'harm-at-home': 1, 'own-health': 1, agencies: 0 });
    expect(figures.absence).to.deep.include({ registers: 1, persistentNotSevere: 0, severe: 1 });
    expect(figures.absence.year).to.deep.equal({ possible: 100, absent: 60 });
  });

  it('count nobody on a list for absence alone, which has figures of its own', () => {
    const absent = {
      level: 'watch',
      kinds: ['attendance'],
      contributions: [],
      attendance: undefined,
    } as const;
    expect(countSchoolFigures([absent]).levels).to.deep.equal({ watch: 0, concern: 0, urgent: 0 });
  });

  it('come near the truth for many children', () => {
    const masked = maskSchool(someFigures());
    expect([...masked.children, onAList(masked), ...masked.levels.urgent]).to.deep.equal(['240', '30', 'c']);
    expect(masked.year).to.deep.equal({ percent: 94.2, decimals: 1 });
  });

  it('compare only schools that kept the week, with themselves', () => {
    const now = maskSchool(someFigures());
    const then = maskSchool(someFigures({ levels: { watch: 60, concern: 7, urgent: 2 } }));
    const school = { locality: undefined, now, yearAgo: undefined };
    const { sections } = buildLocality([
      { ...school, name: 'One', fourWeeksAgo: then },
      { ...school, name: 'Two', fourWeeksAgo: undefined },
    ]);
    const [fourWeeks, year] = sections.slice(-2).map(({ table }) => table);
    expect(fourWeeks?.note).to.contain('1 of 2 schools');
    expect(fourWeeks?.rows[0]?.cells.map(({ text }) => text)).to.deep.equal(['70', '30', '▼ Lower']);
    expect(year?.rows).to.deep.equal([]);
    expect(year?.note).to.contain('No school’s week');
  });

  it('reach a spreadsheet without running in it', () => {
    const now = maskSchool(someFigures());
    const school = { locality: undefined, now, fourWeeksAgo: undefined, yearAgo: undefined };
    expect(writeLocalityCsv(buildLocality([{ ...school, name: '=HYPERLINK("x")' }]))).to.contain(
      `"'=HYPERLINK(""x"")"`,
    );
  });
});

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** Every way for three parts, each up to a most, to fit into a whole. */
function* splits(whole: number, most: number): Generator<readonly number[]> {
  for (let a = 0; a <= most; a++)
    for (let b = 0; b <= most; b++) for (let c = 0; c <= most; c++) if (a + b + c <= whole) yield [a, b, c];
}
