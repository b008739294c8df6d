import { COMPOUNDS } from '../lexicon/compounds.ts';
import { stemOf } from './stem.ts';

interface Branch {
  readonly next: Map<string, Branch>;
  name: string | undefined;
}

function plant(): Branch {
  const root: Branch = { next: new Map(), name: undefined };
  for (const line of COMPOUNDS) {
    const [name, ...spellings] = line.split(/\s*[=,]\s*/);
    for (const spelling of [name?.replaceAll('_', ' ') ?? '', ...spellings]) {
      let branch = root;
      for (const word of spelling.split(' ')) {
        const stem = stemOf(word);
        const next = branch.next.get(stem) ?? { next: new Map<string, Branch>(), name: undefined };
        branch.next.set(stem, next);
        branch = next;
      }
      branch.name = name;
    }
  }
  return root;
}

const ROOT = plant();

/** How many words, from `at`, make one expression of the table, and its name. */
export interface CompoundFound {
  readonly name: string;
  readonly length: number;
}

/**
 * Takes the stems of a text and a place in it; returns the longest expression of `COMPOUNDS` that begins
 * there, or undefined. `canJoin(i)` says whether word i may follow word i-1 inside one expression.
 */
export function findCompound(
  stems: readonly string[],
  at: number,
  canJoin: (index: number) => boolean,
): CompoundFound | undefined {
  let branch = ROOT.next.get(stems[at] ?? '');
  let found: CompoundFound | undefined;
  let index = at;
  while (branch !== undefined) {
    if (branch.name !== undefined) found = { name: branch.name, length: index - at + 1 };
    index += 1;
    if (index >= stems.length || !canJoin(index)) break;
    branch = branch.next.get(stems[index] ?? '');
  }
  return found;
}
