import fc from 'fast-check';
import type { SchoolFigures } from '../../../domain/locality/schoolFigures.ts';
import { THEMES } from '../../../domain/locality/schoolFigures.ts';
import type { Theme } from '../../../domain/taxonomy.ts';

/** A school's counts; what matters to the test is given. */
export function someFigures(given: Partial<SchoolFigures> = {}): SchoolFigures {
  return {
    children: 240,
    levels: { watch: 18, concern: 7, urgent: 2 },
    themes: themesOf(() => 9),
    absence: {
      registers: 240,
      persistentNotSevere: 40,
      severe: 4,
      year: { possible: 24_000, absent: 1_400 },
      fourWeeks: { possible: 9_600, absent: 500 },
    },
    ...given,
  };
}

const small = fc.nat({ max: 30 });

/** Any school, small ones most often, and schools where nearly everybody is counted. */
export const anySchool: fc.Arbitrary<SchoolFigures> = fc
  .record({
    levels: fc.record({ watch: small, concern: small, urgent: small }),
    others: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 400 })),
    themes: fc.tuple(...THEMES.map(() => fc.double({ min: 0, max: 1, noNaN: true }))),
    bands: fc.record({ persistentNotSevere: small, severe: small }),
    present: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 400 })),
    rates: fc.tuple(
      fc.nat({ max: 30_000 }),
      fc.nat({ max: 9_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
  })
  .map(({ levels, others, themes, bands, present, rates: [year, fourWeeks, share] }) => {
    const listed = levels.watch + levels.concern + levels.urgent;
    return {
      children: listed + others,
      levels,
      themes: themesOf((place) => Math.round((themes[place] ?? 0) * listed)),
      absence: {
        registers: bands.persistentNotSevere + bands.severe + present,
        ...bands,
        year: { possible: year, absent: Math.round(share * year) },
        fourWeeks: { possible: fourWeeks, absent: Math.round(share * fourWeeks) },
      },
    };
  });

function themesOf(count: (place: number) => number): Record<Theme, number> {
  return Object.fromEntries(THEMES.map((theme, place) => [theme, count(place)])) as Record<Theme, number>;
}
