import type { Store } from './openStore.ts';

interface Remembered {
  readonly until: number;
  readonly value: Promise<unknown>;
}

const byStore = new WeakMap<Store, Map<string, Remembered>>();

/**
 * What was worked out a while ago, or works it out: for counts of many documents that may be a little old. Kept in
 * this process alone; those who ask at the same time share one working out, and one that fails is not kept.
 * @param key names the value and its type among everything remembered
 */
export async function remembered<T>(
  store: Store,
  key: string,
  { now, forMs }: { readonly now: Date; readonly forMs: number },
  workOut: () => Promise<T>,
): Promise<T> {
  const kept = byStore.get(store) ?? new Map<string, Remembered>();
  byStore.set(store, kept);
  for (const [old, { until }] of kept) if (until <= now.getTime()) kept.delete(old);
  const known = kept.get(key);
  if (known) return known.value as Promise<T>;
  const value = workOut();
  kept.set(key, { until: now.getTime() + forMs, value });
  value.catch(() => kept.delete(key));
  return value;
}
