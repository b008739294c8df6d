/** A stream of chance that is the same for the same seed. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from `low` up to and including `high`. */
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** One item, each as likely as its part says. */
  draw<T>(parts: readonly (readonly [T, number])[]): T;
  gamma(shape: number, mean: number): number;
  poisson(mean: number): number;
  normal(): number;
}

/** A seeded stream (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  // Marsaglia and Tsang (2000); below shape 1 by the power of a uniform.
  const gammaOf = (shape: number): number => {
    if (shape < 1) return gammaOf(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    next,
    normal,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    draw: (parts) => {
      let left = next() * parts.reduce((sum, [, part]) => sum + part, 0);
      for (const [item, part] of parts) if ((left -= part) < 0) return item;
      throw new RangeError('nothing to draw from');
    },
    gamma: (shape, mean) => (gammaOf(shape) * mean) / shape,
    poisson: (mean) => {
      const floor = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > floor; product *= next()) count++;
      return count;
    },
  };
}
