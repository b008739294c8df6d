import { addDays, type LocalDate } from '../../domain/localDate.ts';
import { CONCERN_CATEGORIES } from '../../domain/taxonomy.ts';
import type { Family } from './families.ts';
import type { Ledger } from './ledger.ts';
import { FIRST_MONDAY, WEEKS, type SimulatedChild, type SimulatedSchool } from './locality.ts';
import type { Truth } from './narratives.ts';
import type { Random } from './random.ts';
import type { Variation } from './variations.ts';

type Parts = readonly (readonly [Truth, number])[];

/** What staff notice in any unhappy child, whatever lies behind it. */
const UNSPECIFIC_SIGNS: Parts = [
  ['child-mental-health', 2],
  ['behaviour', 2],
  ['attendance-punctuality', 2],
  ['medical-health', 1],
  ['bullying-child-on-child', 1],
];
const TWO_CONCERNS_SHARE = 0.1;

function partsOf(bag: Family['early']): Parts {
  const parts: [Truth, number][] = [];
  for (const truth of [...CONCERN_CATEGORIES, 'none'] as const) {
    const part = bag[truth];
    if (part !== undefined) parts.push([truth, part]);
  }
  return parts;
}

function bagsOf(random: Random, family: Family, drawn: boolean): readonly [Parts, Parts] {
  if (!family.unspecific && !drawn) return [partsOf(family.early), partsOf(family.late)];
  const own = Array.from({ length: 3 }, (): [Truth, number] => [random.pick(CONCERN_CATEGORIES), 1]);
  return [own, own];
}

/** When each entry falls, as shares of the length: at any time, evenly, quickening, or in two bouts with quiet between. */
function timesOf(random: Random, count: number, scattered: boolean): readonly number[] {
  if (scattered) return Array.from({ length: count }, () => random.next()).sort((a, b) => a - b);
  const pace = random.pick(['even', 'quickening', 'two bouts'] as const);
  const times = Array.from({ length: count }, (_, i) => {
    const at = (i + random.next()) / count;
    if (pace === 'even') return at;
    if (pace === 'quickening') return Math.sqrt(at);
    return at < 0.5 ? at * 0.6 : 0.4 + at * 0.6;
  });
  return times.sort((a, b) => a - b);
}

function daysOfWeek(ledger: Ledger, week: number): readonly LocalDate[] {
  const from = addDays(FIRST_MONDAY, 7 * week);
  return ledger.days.filter((day) => day >= from).slice(0, 5);
}

/** Chooses when a story begins and ends. */
export function drawTimes(
  random: Random,
  family: Family,
  times: number,
): { onsetWeek: number; endWeek: number } {
  const length = Math.round(random.between(...family.weeks) * times);
  const onsetWeek = random.between(1, Math.max(2, WEEKS - length));
  return { onsetWeek, endWeek: Math.min(onsetWeek + length, WEEKS - 1) };
}

/**
 * Writes one planted story, shared out among the members where it is a household's. Every entry is of
 * severity 1 or 2; some are unspecific, some good news falls in between.
 * @param schoolOf the school a member is at in a week
 */
export function plantStory(
  random: Random,
  ledger: Ledger,
  members: readonly SimulatedChild[],
  schoolOf: (child: SimulatedChild, week: number) => SimulatedSchool,
  variation: Variation,
): void {
  const [first] = members;
  const family = first?.family;
  if (first === undefined || family === undefined) return;
  const [early, late] = bagsOf(random, family, variation.drawnStories);
  const [fewest, most] = family.entries ?? [4, 8];
  const drawn = (random.between(fewest, most) + random.between(fewest, most)) / 2;
  const count = Math.round(drawn * variation.entries);
  timesOf(random, count, variation.scattered).forEach((at, i) => {
    const week = Math.min(first.onsetWeek + Math.floor(at * (first.endWeek - first.onsetWeek)), WEEKS - 1);
    const days = daysOfWeek(ledger, week);
    const about = members[i % members.length] ?? first;
    if (days.length === 0) return;
    const bag = random.next() < variation.unspecificShare ? UNSPECIFIC_SIGNS : at < 0.45 ? early : late;
    const truths = [random.draw(bag)];
    if (random.next() < TWO_CONCERNS_SHARE) truths.push(random.draw(bag));
    const school = schoolOf(about, week);
    const severity = random.next() < 0.45 ? 2 : 1;
    const recordedWeek = ledger.write(about, school, { day: random.pick(days), truths, severity });
    for (const member of members) member.plotWeeks.push(recordedWeek);
    if (random.next() < variation.goodNewsShare)
      ledger.write(about, school, { day: random.pick(days), truths: ['none'], severity: 1 });
  });
}
