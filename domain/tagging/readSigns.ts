import { buildMatcher } from './pattern/buildMatcher.ts';
import type { Match, StemmedWord, Token } from './pattern/buildMatcher.ts';
import { CONCEPT_WORDS } from './concepts/findConcepts.ts';
import { findPolarity } from './context/findPolarity.ts';
import { takenBack } from './context/takenBack.ts';
import type { Stretch } from './context/takenBack.ts';
import { CONTEXT_CUES } from './lexicon/contextCues.ts';
import { MASKS } from './lexicon/masks.ts';
import { NEGATORS } from './lexicon/negators.ts';
import { RULES } from './lexicon/rules.ts';
import type { CueName, LexiconRule, Mask } from './lexicon/rule.ts';
import { WORD_CLASSES } from './lexicon/wordClasses.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import type { Polarity } from './tag.ts';

/** A sign found in a text, and which way the passage speaks of it. */
export interface Sign {
  readonly rule: LexiconRule;
  readonly polarity: Polarity;
  /** Character range. */
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  /** Told of the past, as in a child's account of what was done to them before. */
  readonly past: boolean;
}

/** Everything the lexicon finds in one narrative. */
export interface SignsRead {
  readonly signs: readonly Sign[];
  /** Cues, with the sentences that hold them. */
  readonly cues: ReadonlyMap<CueName, ReadonlySet<number>>;
  readonly tokens: readonly Token[];
  readonly words: readonly StemmedWord[];
  /** Where the text raises a subject and takes it back. */
  readonly back: readonly Stretch[];
}

type Item =
  | { readonly kind: 'sign'; readonly rule: LexiconRule; readonly patterns: readonly string[] }
  | { readonly kind: 'mask'; readonly mask: Mask; readonly patterns: readonly string[] }
  | { readonly kind: 'cue'; readonly cue: CueName; readonly patterns: readonly string[] };

const ITEMS: readonly Item[] = [
  ...RULES.map((rule): Item => ({ kind: 'sign', rule, patterns: rule.patterns })),
  ...MASKS.map((mask): Item => ({ kind: 'mask', mask, patterns: mask.patterns })),
  ...CONTEXT_CUES.map((cue): Item => ({ kind: 'cue', cue: cue.cue, patterns: cue.patterns })),
];

/** Harm to the child is a concern whenever it happened: children often tell years later. */
const TOLD_LATER: ReadonlySet<ConcernCategory> = new Set<ConcernCategory>([
  'physical-abuse',
  'sexual-abuse',
  'emotional-abuse',
  'self-harm-suicide',
  'child-sexual-exploitation',
  'harmful-sexual-behaviour',
  'honour-based-abuse-fgm',
  'bereavement-family-change',
  'social-care-involvement',
  'school-move',
  'attendance-punctuality',
]);

const match = buildMatcher(ITEMS, WORD_CLASSES, CONCEPT_WORDS);

const NEGATING_WORD =
  /(^|[\s|])(=?(no|not|never|none|without|nil|nothing|\w+nt|denies|denied|lack|lacking|missing|unable)|@no)(\||\s|$)/;
const bearing = new Map<string, boolean>();

function bearsNegation(written: string): boolean {
  const known = bearing.get(written);
  if (known !== undefined) return known;
  const bears = NEGATING_WORD.test(written);
  bearing.set(written, bears);
  return bears;
}

/** Takes a narrative; returns the signs and cues in it, signs hidden by a harmless use of the words left out. */
export function readSigns(text: string): SignsRead {
  const { words, tokens, matches, sentenceStarts } = match(text);
  const cues = new Map<CueName, Set<number>>();
  const masks = new Map<number, Match<Item>[]>();
  const found: (Match<Item> & { readonly rule: LexiconRule })[] = [];
  const raised: Stretch[] = [];
  const cleared: Stretch[] = [];
  for (const one of matches) {
    const { item } = one;
    if (item.kind === 'mask') {
      const sentence = tokens[one.first]?.sentence ?? 0;
      const here = masks.get(sentence);
      if (here === undefined) masks.set(sentence, [one]);
      else here.push(one);
    } else if (item.kind === 'sign') found.push({ ...one, rule: item.rule });
    else if (!isDenied(tokens, one.first, one.written)) {
      const sentences = cues.get(item.cue) ?? new Set<number>();
      sentences.add(tokens[one.first]?.sentence ?? 0);
      cues.set(item.cue, sentences);
      if (item.cue === 'hearsay') raised.push(stretchOf(tokens, one));
      if (item.cue === 'cleared') cleared.push(stretchOf(tokens, one));
    }
  }
  const back = takenBack(text, words, { raised, cleared });
  const shown = found.filter(
    (one) => !(masks.get(tokens[one.first]?.sentence ?? 0) ?? []).some((mask) => isHidden(one, mask)),
  );
  const taken = new Uint8Array(tokens.length);
  for (const one of shown)
    if (bearsNegation(one.written)) for (let at = one.first; at <= one.last; at += 1) taken[at] = 1;

  const startOf = new Map<number, number>();
  sentenceStarts.forEach((start, index) => {
    const sentence = tokens[start]?.sentence;
    if (sentence !== undefined) startOf.set(sentence, index);
  });
  const signs = shown.map((one): Sign => {
    const sentence = tokens[one.first]?.sentence ?? 0;
    const index = startOf.get(sentence) ?? 0;
    const steady = one.rule.steady === true;
    const historic = cues.get('historic')?.has(sentence) ?? false;
    const { start, end } = stretchOf(tokens, one);
    const denied = back.some((stretch) => stretch.start <= start && end <= stretch.end);
    const polarity = denied
      ? 'negated'
      : findPolarity(
          { first: one.first, last: one.last, bearsNegation: bearsNegation(one.written) },
          {
            tokens,
            from: sentenceStarts[index] ?? 0,
            to: sentenceStarts[index + 1] ?? tokens.length,
            taken,
            hypothetical: !steady && (cues.get('hypothetical')?.has(sentence) ?? false),
            historic: !steady && historic && !TOLD_LATER.has(one.rule.category),
            otherPerson: !steady && (cues.get('other-person')?.has(sentence) ?? false),
          },
        );
    return { rule: one.rule, polarity, start, end, sentence, past: historic };
  });
  return { signs, cues, tokens, words, back };
}

function stretchOf(tokens: readonly Token[], { first, last }: Match<Item>): Stretch {
  const start = tokens[first]?.start ?? 0;
  return { start, end: tokens[last]?.end ?? start };
}

function isHidden(sign: Match<Item> & { readonly rule: LexiconRule }, mask: Match<Item>): boolean {
  if (mask.item.kind !== 'mask') return false;
  const overlaps = sign.first <= mask.last && mask.first <= sign.last;
  if (!overlaps) return false;
  const wider = sign.first < mask.first && sign.last > mask.last;
  const { hides } = mask.item.mask;
  return !wider && (hides === 'all' || hides.includes(sign.rule.category));
}

/** A cue with a denial just before it ("not resolved", "no further incidents" is its own pattern) does not hold. */
function isDenied(tokens: readonly Token[], first: number, written: string): boolean {
  if (bearsNegation(written)) return false;
  const sentence = tokens[first]?.sentence;
  for (let at = first - 1; at >= first - 2 && at >= 0; at -= 1)
    if (tokens[at]?.sentence === sentence && NEGATORS.has(tokens[at]?.stem ?? '')) return true;
  return false;
}
