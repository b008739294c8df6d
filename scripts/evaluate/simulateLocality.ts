import type { PupilRow } from '../../domain/formats/rows.ts';
import { upnCheckLetter, type Upn } from '../../domain/identifiers.ts';
import { addDays, type LocalDate } from '../../domain/localDate.ts';
import { FAMILIES, SHARED_FAMILIES } from './families.ts';
import { HARD_NEGATIVES, writeHardNegative } from './hardNegatives.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { FIRST_MONDAY, WEEKS, type Locality, type LocalityOptions, type SimulatedChild } from './locality.ts';
import { drawTimes, plantStory } from './plantStory.ts';
import { createRandom, type Random } from './random.ts';
import { bend, EVERYDAY, simulateSchools, type SchoolWithMix } from './schools.ts';
import { registerOfChild, schoolDays } from './simulateRegister.ts';
import { VARIATIONS, type Variation } from './variations.ts';

const PLANTED_SHARE = 0.03;
const HARD_NEGATIVE_SHARE = 0.07;
const SIBLING_SHARE = 0.35;
const MOVER_SHARE = 0.02;
const LINKED_SHARE = 0.12;
const WEEKS_OF_HALF_TERM = 8;
const SEVERITY_TWO_SHARE = 0.35;
const MUCH_WRITTEN_ABOUT = 4;

function upnOf(school: number, serial: number): Upn {
  const body = `999${String(9000 + school)}24${String(serial).padStart(3, '0')}`;
  return `${upnCheckLetter(body)}${body}` as Upn;
}

function enrol(
  random: Random,
  school: SchoolWithMix,
  index: number,
  { seed, pupilsPerSchool: count }: LocalityOptions,
): SimulatedChild[] {
  const pupils: SimulatedChild[] = [];
  for (let i = 0; i < count; i++) {
    const own = `H${seed}-${index}-${i}`;
    const household = random.next() < SIBLING_SHARE ? (pupils.at(-1)?.household ?? own) : own;
    pupils.push({
      upn: upnOf(index, i),
      schoolUrn: school.urn,
      household,
      role: 'ordinary',
      onsetWeek: 0,
      endWeek: 0,
      plotWeeks: [],
      findableWeek: 0,
    });
  }
  return pupils;
}

function giveRoles(
  random: Random,
  school: SchoolWithMix,
  pupils: readonly SimulatedChild[],
  { length, homesOnly }: Variation,
): void {
  for (const child of pupils) {
    if (child.role !== 'ordinary') continue;
    const chance = random.next();
    if (chance >= PLANTED_SHARE) {
      if (chance < PLANTED_SHARE + HARD_NEGATIVE_SHARE) child.role = random.pick(HARD_NEGATIVES);
      continue;
    }
    const home = pupils.filter((p) => p.household === child.household && p.role === 'ordinary');
    if (homesOnly && home.length === 1) continue;
    const family = random.pick(
      (homesOnly ? SHARED_FAMILIES : FAMILIES).filter(
        ({ phase, household }) =>
          (phase === undefined || phase === school.phase) && (!household || home.length > 1),
      ),
    );
    const times = drawTimes(random, family, length);
    for (const member of family.household ? home : [child])
      Object.assign(member, { role: 'planted', family, ...times });
  }
}

function writeOrdinaryDays(
  random: Random,
  ledger: Ledger,
  child: SimulatedChild,
  schoolOf: (child: SimulatedChild, week: number) => SchoolWithMix,
  others: readonly SimulatedChild[],
  { ownMixSpread, followUpShare, halfTermShape }: Variation,
): void {
  const much = child.role === 'much written about' ? MUCH_WRITTEN_ABOUT : 1;
  const start = schoolOf(child, 0);
  const rate = random.gamma(start.shape, start.entriesPerPupilYear) * much;
  const mix = bend(random, start.mix, ownMixSpread);
  let pace = 1;
  let halfTerm = -1;
  for (const day of ledger.days) {
    const now = Math.floor(weekOf(day) / WEEKS_OF_HALF_TERM);
    if (halfTermShape > 0 && now !== halfTerm) pace = random.gamma(halfTermShape, 1);
    halfTerm = now;
    let count = random.poisson((rate * pace) / ledger.days.length);
    const school = schoolOf(child, weekOf(day));
    while (count-- > 0) {
      const truth = random.draw(mix);
      const severity = !EVERYDAY.has(truth) && random.next() < SEVERITY_TWO_SHARE ? 2 : 1;
      const linked = random.next() < LINKED_SHARE ? [random.pick(others)] : [];
      const before = ledger.versions.length;
      ledger.write(child, school, { day, truths: [truth], severity, linked });
      const first = ledger.versions[before];
      if (child.role === 'sent and keyed again' && first !== undefined) {
        ledger.tellAgain(first, 3);
        ledger.keyAgain(first, 6);
      }
      if (random.next() < followUpShare)
        ledger.write(child, school, {
          day: addDays(day, random.between(0, 2)),
          truths: [truth],
          severity: 1,
        });
    }
  }
}

function weekOf(day: LocalDate): number {
  return Math.floor((Date.parse(day) - Date.parse(FIRST_MONDAY)) / 604_800_000);
}

function pupilRows(child: SimulatedChild): readonly PupilRow[] {
  const { upn, schoolUrn, household, move } = child;
  const row: PupilRow = {
    upn,
    forename: 'Brisa',
    surname: 'Invented',
    schoolUrn,
    householdId: household,
    siblingUpns: [],
    characteristics: {},
  };
  if (move === undefined) return [row];
  const moved = addDays(FIRST_MONDAY, 7 * move.week);
  const joined = addDays(FIRST_MONDAY, -700);
  return [
    { ...row, dateJoined: joined, dateLeft: addDays(moved, -3) },
    { ...row, schoolUrn: move.schoolUrn, dateJoined: moved },
  ];
}

/** Everything one run of a simulated locality is made from; the same options give the same locality. */
export function simulateLocality(options: LocalityOptions): Locality {
  const { seed, schools: count, variation = VARIATIONS.ours } = options;
  const random = createRandom(seed);
  const schools = simulateSchools(random, count, variation);
  const ledger = createLedger(random, schoolDays(FIRST_MONDAY, WEEKS), variation.lateShare);
  const byUrn = new Map(schools.map((school) => [school.urn, school]));
  const schoolOf = (child: SimulatedChild, week: number): SchoolWithMix => {
    const urn = child.move !== undefined && week >= child.move.week ? child.move.schoolUrn : child.schoolUrn;
    const school = byUrn.get(urn);
    if (school === undefined) throw new RangeError(`no school ${urn}`);
    return school;
  };
  const children: SimulatedChild[] = [];
  schools.forEach((school, index) => {
    const pupils = enrol(random, school, index, options);
    giveRoles(random, school, pupils, variation);
    for (const child of pupils) {
      const next = random.pick(schools);
      const { family, onsetWeek, endWeek } = child;
      if (next === school) continue;
      if (family?.moves === true)
        child.move = { schoolUrn: next.urn, week: Math.round((onsetWeek + endWeek) / 2) };
      else if (random.next() < MOVER_SHARE && school.habit === 'ordinary')
        child.move = { schoolUrn: next.urn, week: random.between(9, 36) };
    }
    for (const child of pupils) writeOrdinaryDays(random, ledger, child, schoolOf, pupils, variation);
    for (const child of pupils) writeHardNegative(random, ledger, child, school, pupils);
    const told = new Set<string>();
    for (const child of pupils) {
      if (child.family === undefined || told.has(child.household)) continue;
      const { family, household } = child;
      const members = family.household
        ? pupils.filter((one) => one.household === household && one.family === family)
        : [child];
      if (family.household) told.add(household);
      plantStory(random, ledger, members, schoolOf, variation);
      for (const member of members)
        member.findableWeek =
          [...member.plotWeeks].sort((a, b) => a - b)[variation.findableEntry - 1] ?? member.endWeek;
    }
    children.push(...pupils);
  });
  const marks = children.flatMap((child) => registerOfChild(random, child, ledger.days, variation));
  const { versions, truths } = ledger;
  versions.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  return { schools, children, versions, truths, marks, pupils: children.flatMap(pupilRows) };
}
