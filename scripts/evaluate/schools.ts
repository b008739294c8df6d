import type { Urn } from '../../domain/identifiers.ts';
import type { RecordingHabit, SimulatedSchool } from './locality.ts';
import type { Truth } from './narratives.ts';
import type { Random } from './random.ts';
import type { Variation } from './variations.ts';

export type Mix = readonly (readonly [Truth, number])[];

/** What ordinary logs are about, in parts: primary and secondary. An assumption; each school bends it. */
const ORDINARY: readonly (readonly [Truth, number, number])[] = [
  ['none', 26, 20],
  ['behaviour', 20, 26],
  ['medical-health', 13, 5],
  ['child-mental-health', 6, 8],
  ['bullying-child-on-child', 6, 6],
  ['attendance-punctuality', 5, 7],
  ['bereavement-family-change', 4, 3],
  ['neglect', 5, 2.5],
  ['parental-conflict-with-school', 3, 3],
  ['send-unmet-need', 3, 1.5],
  ['online-safety', 1.5, 3],
  ['social-care-involvement', 1.5, 1.5],
  ['domestic-abuse', 1.2, 0.8],
  ['school-avoidance-ebsa', 0.8, 1.4],
  ['parental-mental-health', 0.8, 0.7],
  ['parental-substance-misuse', 0.6, 0.6],
  ['young-carer', 0.5, 0.7],
  ['housing-poverty', 1, 0.7],
  ['child-criminal-exploitation', 0.1, 1],
  ['missing-from-home', 0.1, 0.6],
  ['substance-misuse-child', 0.1, 1.2],
  ['child-sexual-exploitation', 0.1, 0.6],
  ['physical-abuse', 0.8, 0.5],
  ['emotional-abuse', 0.5, 0.5],
  ['self-harm-suicide', 0.2, 0.9],
  ['harmful-sexual-behaviour', 0.4, 0.5],
  ['sexual-abuse', 0.1, 0.1],
  ['school-move', 0.6, 0.4],
  ['police-involvement', 0.2, 0.6],
  ['radicalisation', 0.05, 0.2],
  ['honour-based-abuse-fgm', 0.05, 0.1],
];

/** Truths that are everyday matters however often they are written. */
export const EVERYDAY: ReadonlySet<Truth> = new Set([
  'none',
  'behaviour',
  'medical-health',
  'parental-conflict-with-school',
]);

/** The same mix with every part made larger or smaller by chance. */
export function bend(random: Random, mix: Mix, spread: number): Mix {
  return mix.map(([truth, part]) => [truth, part * Math.exp(spread * random.normal())]);
}

export interface SchoolWithMix extends SimulatedSchool {
  readonly phase: 'primary' | 'secondary';
  readonly mix: Mix;
  /** Shape of the gamma that children's rates are drawn from: small is uneven. */
  readonly shape: number;
}

const FEWEST_PER_YEAR = 2;
const MOST_PER_YEAR = 10;

function habitOf(index: number, schools: number): RecordingHabit {
  if (schools < 4 || index < schools - 2) return 'ordinary';
  return index === schools - 1 ? 'logs everything' : 'brought its history in one evening';
}

/** Schools from one that writes little to one that writes much; from four on the last two have habits of their own. */
export function simulateSchools(
  random: Random,
  schools: number,
  { worryingShare, leastShape }: Variation,
): readonly SchoolWithMix[] {
  return Array.from({ length: schools }, (_, i) => {
    const habit = habitOf(i, schools);
    const phase = (i + random.between(0, 1)) % 2 === 0 ? 'primary' : 'secondary';
    const plain = ORDINARY.map(([truth, primary, secondary]): readonly [Truth, number] => [
      truth,
      (phase === 'primary' ? primary : secondary) * (EVERYDAY.has(truth) ? 1 : worryingShare),
    ]);
    const step = schools === 1 ? 0.5 : i / (schools - 1);
    const spread = FEWEST_PER_YEAR * (MOST_PER_YEAR / FEWEST_PER_YEAR) ** step;
    return {
      urn: String(990001 + i) as Urn,
      habit,
      phase,
      mix: bend(random, plain, 0.35),
      shape: leastShape + random.next(),
      staff: Array.from({ length: 10 + random.between(0, 10) }, (_unused, k) => `Staff ${i}-${k}`),
      entriesPerPupilYear:
        habit === 'logs everything' ? 14 : habit === 'brought its history in one evening' ? 5 : spread,
    };
  });
}
