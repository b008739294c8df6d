/** An entry as the store keeps one, as far as indexes and size go. */
export interface BenchEntry {
  readonly _id: string;
  readonly pupilId: string;
  readonly schoolUrn: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly narrative: string;
  readonly terms: readonly string[];
}

const NARRATIVE =
  'Came in without breakfast again and asked for toast. Said there was none at home this week, and that the bus had gone. ';
const TERMS = 2_000;
const TERMS_OF_AN_ENTRY = 12;
const ENTRIES_OF_A_PUPIL = 60;
const SCHOOLS = 30;

/** The nth entry: always the same, about 450 bytes, with twelve search terms. */
export function benchEntry(n: number): BenchEntry {
  return {
    _id: `bench-${String(n)}`,
    pupilId: `pupil-${String(Math.floor(n / ENTRIES_OF_A_PUPIL))}`,
    schoolUrn: `9900${String(n % SCHOOLS).padStart(2, '0')}`,
    occurredAt: new Date(1.75e12 + n * 61_000),
    recordedAt: new Date(1.75e12 + n * 67_000),
    narrative: NARRATIVE.repeat(2),
    terms: Array.from(
      { length: TERMS_OF_AN_ENTRY },
      (_, at) => `term${String((n * 31 + at * at * 7) % TERMS)}`,
    ),
  };
}
