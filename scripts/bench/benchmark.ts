/** One measured thing beside its baseline, in the same run on the same machine. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  readonly baselineIs: string;
  /** ours / baseline, both as rates: above 1 is faster than the baseline. */
  readonly ratio: number;
}

/** A benchmark: what it measures and how. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Measured[]>;
}

/** The middle value of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs two things turn about and takes the middle rate of each, so that a busy moment falls on both.
 * @param ours does its work once and returns how many units it did
 * @returns units a second of each
 */
export async function sideBySide(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: number; baseline: number; ratio: number }> {
  const rates = { ours: [] as number[], baseline: [] as number[] };
  // The first round of each warms up and does not count.
  for (let round = -1; round < rounds; round++) {
    const [first, second] = [await rateOf(ours), await rateOf(baseline)];
    if (round < 0) continue;
    rates.ours.push(first);
    rates.baseline.push(second);
  }
  const middle = { ours: median(rates.ours), baseline: median(rates.baseline) };
  return { ...middle, ratio: middle.ours / middle.baseline };
}

async function rateOf(work: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const units = await work();
  return (units * 1000) / (performance.now() - start);
}

/** Does `count` things, `atOnce` at a time. */
export async function inParallel(
  count: number,
  atOnce: number,
  work: (i: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
