import { hasGaps } from '../arrivals.ts';
import type { Level } from '../../concern/assessment.ts';
import { countDigest, type DigestCounts } from '../digestCounts.ts';
import type { SchoolWeekFacts } from '../digestFacts.ts';
import { placeChildren, type PlacedChild } from '../standing.ts';

/** A school's week with its children placed and counted once. */
export interface CountedSchool {
  readonly facts: SchoolWeekFacts;
  readonly placed: readonly PlacedChild[];
  readonly counts: DigestCounts;
  readonly atLevel: Readonly<Record<Exclude<Level, 'none'>, number>>;
  readonly listed: number;
  /** True when the week's picture of the school is not whole. */
  readonly hasGaps: boolean;
}

export function countSchool(facts: SchoolWeekFacts): CountedSchool {
  const placed = placeChildren(facts);
  const at = (level: Level): number => facts.children.filter((child) => child.now.level === level).length;
  const atLevel = { watch: at('watch'), concern: at('concern'), urgent: at('urgent') };
  return {
    facts,
    placed,
    counts: countDigest(facts, placed),
    atLevel,
    listed: atLevel.watch + atLevel.concern + atLevel.urgent,
    hasGaps: hasGaps(facts),
  };
}
