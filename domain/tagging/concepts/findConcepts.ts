import type { StemmedWord } from '../pattern/buildMatcher.ts';
import { stemOf } from '../text/stem.ts';
import { CHILD_STATES } from './childStates.ts';
import { HARM } from './harm.ts';
import { HOME_LIFE } from './homeLife.ts';
import { MORE_WORDS } from './moreWords.ts';
import { MORE_WORDS_OUTSIDE_HOME } from './moreWordsOutsideHome.ts';
import { PEOPLE_AND_PLACES } from './peopleAndPlaces.ts';
import { SCHOOL_LIFE } from './schoolLife.ts';

/** A concept found in a text, with the words (by index) that say it. */
export interface ConceptFound {
  readonly concept: string;
  readonly first: number;
  readonly last: number;
}

interface Branch {
  readonly next: Map<string, Branch>;
  readonly concepts: string[];
}

/** Words that change no meaning between the words of an expression: "hands over his ears", "over the ears". */
const PASSED_OVER = new Set(
  'a an the his her their my our your its this that some is was are were be been has had have so very'.split(
    ' ',
  ),
);

function startBranch(): Branch {
  return { next: new Map(), concepts: [] };
}

const ROOT = startBranch();
const plainWords = new Set<string>();
for (const line of [
  PEOPLE_AND_PLACES,
  HARM,
  HOME_LIFE,
  CHILD_STATES,
  SCHOOL_LIFE,
  MORE_WORDS,
  MORE_WORDS_OUTSIDE_HOME,
]
  .join('\n')
  .split('\n')) {
  const [concept = '', written = ''] = line.split(' = ');
  for (const expression of written.split(',')) plant(concept.trim(), expression.trim());
}

function plant(concept: string, expression: string): void {
  const forms = expression
    .replace(/['’]s\b/g, '')
    .replace(/['’"]/g, '')
    .split(/[\s-]+/)
    .filter((form) => form !== '');
  const telling = forms.filter((form) => !PASSED_OVER.has(form));
  let branch = ROOT;
  for (const form of telling.length > 0 ? telling : forms) {
    if (/^[a-z]+$/.test(form)) plainWords.add(form);
    const stem = stemOf(form);
    const next = branch.next.get(stem) ?? startBranch();
    branch.next.set(stem, next);
    branch = next;
  }
  if (branch !== ROOT && !branch.concepts.includes(concept)) branch.concepts.push(concept);
}

/** Every plain word of the concepts, so that misspellings of it can be recognised. */
export const CONCEPT_WORDS: ReadonlySet<string> = plainWords;

/** Takes the words of a text; returns every concept said in it, expressions not running over sentences. */
export function findConcepts(words: readonly StemmedWord[]): ConceptFound[] {
  const found: ConceptFound[] = [];
  for (let first = 0; first < words.length; first += 1) {
    let branch = ROOT.next.get(words[first]?.stem ?? '');
    let last = first;
    while (branch !== undefined) {
      for (const concept of branch.concepts) found.push({ concept, first, last });
      if (branch.next.size === 0) break;
      let next = last + 1;
      while (PASSED_OVER.has(words[next]?.stem ?? '')) next += 1;
      const word = words[next];
      if (word === undefined || word.sentence !== words[first]?.sentence) break;
      last = next;
      branch = branch.next.get(word.stem);
    }
  }
  return found;
}
