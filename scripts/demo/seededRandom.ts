/**
 * A stream of numbers that is the same for the same seed on every machine, so that the demo locality is too.
 * Good enough to scatter fictional events; not for anything secret.
 */
export interface SeededRandom {
  /** The next number, from 0 up to but not including 1. */
  readonly next: () => number;
  /** True with the probability given (0 to 1). */
  readonly chance: (probability: number) => boolean;
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  /** One of the items, each as likely; throws RangeError for an empty list. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** The same items in another order; the list given is left as it was. */
  readonly shuffled: <T>(items: readonly T[]) => T[];
}

/**
 * @param seed any number; only its low 32 bits matter
 * @returns a stream made by mulberry32 (Tommy Ettinger's public-domain generator: one 32-bit word of state)
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    shuffled: (items) => {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
