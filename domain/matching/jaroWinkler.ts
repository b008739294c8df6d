/** Length of the common beginning that counts, and how much each letter of it adds (Winkler 1990). */
const MAX_PREFIX = 4;
const PREFIX_WEIGHT = 0.1;

/**
 * How alike two words are, from 0 to 1: the share of letters in common and in order, more when they begin
 * alike (Jaro 1989; Winkler 1990, String Comparator Metrics). Made for names with slips of the pen.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const jaro = jaroSimilarity(a, b);
  let prefix = 0;
  while (prefix < MAX_PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}

function jaroSimilarity(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const commonInA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (taken.has(j) || a[i] !== b[j]) continue;
      taken.add(j);
      commonInA.push(a.charAt(i));
      break;
    }
  }
  const common = commonInA.length;
  if (common === 0) return 0;
  const commonInB = [...taken].sort((x, y) => x - y).map((index) => b.charAt(index));
  const outOfOrder = commonInA.filter((letter, index) => letter !== commonInB[index]).length;
  return (common / a.length + common / b.length + (common - outOfOrder / 2) / common) / 3;
}
