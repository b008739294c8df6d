import { londonDate, londonInstant, type LocalDate } from '../../domain/localDate.ts';
import type { UnnumberedIncident } from './demoIncident.ts';
import { onRoll, type DemoPupil } from './demoPupil.ts';
import type { DemoTimeline } from './demoTimeline.ts';
import { ORDINARY_NOTES } from './material/notes/ordinaryNotes.ts';
import type { SchoolPlan, StaffMember } from './material/schools.ts';
import { SLOTS } from './material/slots.ts';
import type { NoteTheme } from './ordinaryNote.ts';
import type { SeededRandom } from './seededRandom.ts';
import { writeAs } from './writeAs.ts';

/** School days in a year (School Attendance Regulations 2024: at least 190). */
const SCHOOL_DAYS_IN_YEAR = 190;
/** How unevenly notes fall on children: 1 in this many takes most of them. An assumption: no figure is published. */
const BUSY_CHILDREN_ONE_IN = 6;
const BUSY_FACTOR = 3.5;
const QUIET_FACTOR = 0.5;
const SHARE_LOGGED_NEXT_DAY = 0.08;

/** The everyday notes of one school over the timeline: uneven between children, busier at the ends of a week. */
export function writeNotes(
  timeline: DemoTimeline,
  random: SeededRandom,
  school: { readonly plan: SchoolPlan; readonly pupils: readonly DemoPupil[] },
): readonly UnnumberedIncident[] {
  const { plan, pupils } = school;
  const share = timeline.days.length / SCHOOL_DAYS_IN_YEAR;
  const deck = noteDeck(random, plan);
  return pupils.flatMap((pupil) => {
    const days = timeline.days.filter((day) => onRoll(pupil, plan.phase, day));
    const factor = random.chance(1 / BUSY_CHILDREN_ONE_IN) ? BUSY_FACTOR : QUIET_FACTOR;
    // The stories' children have their notes written for them; a few everyday ones lie between.
    const mean = plan.notesPerPupilYear * share * (pupil.storyKey === undefined ? factor : QUIET_FACTOR);
    return Array.from({ length: days.length === 0 ? 0 : poisson(random, mean) }, () => {
      const day = random.pick(days);
      const others = pupils.filter(
        (other) => other !== pupil && other.year === pupil.year && other.storyKey === undefined,
      );
      return writeNote(random, { timeline, plan, pupil, day, others, ...deck(pupil.year) });
    });
  });
}

interface NoteSetting {
  readonly timeline: DemoTimeline;
  readonly plan: SchoolPlan;
  readonly pupil: DemoPupil;
  readonly day: LocalDate;
  readonly others: readonly DemoPupil[];
  readonly category: string;
  readonly template: string;
}

function writeNote(random: SeededRandom, setting: NoteSetting): UnnumberedIncident {
  const { plan, pupil, day, others, template } = setting;
  const staff = random.pick(plan.staff);
  const namesOther = template.includes('{other}') && others.length > 0;
  const other = namesOther ? random.pick(others) : undefined;
  const occurredAt = londonInstant(day, clock(random, 8 * 60 + 30, 15 * 60 + 15));
  return {
    phase: plan.phase,
    pupil,
    occurredAt,
    recordedAt: loggedAt(random, setting.timeline, occurredAt),
    category: setting.category,
    narrative: fill(random, { template, pupil, other, staff }),
    linked: other !== undefined && random.chance(0.5) ? [other] : [],
    recordedBy: staff.name,
    actions: [],
  };
}

/** Deals a school's templates so that each kind comes as often as its weight and none again before all were out. */
function noteDeck(
  random: SeededRandom,
  plan: SchoolPlan,
): (year: number) => { category: string; template: string } {
  const hands = new Map<NoteTheme, string[]>();
  return (year) => {
    const fitting = ORDINARY_NOTES.filter(
      ({ categories, years }) =>
        categories[plan.phase] !== undefined &&
        (years === undefined || (years.from <= year && year <= years.to)),
    );
    let left = random.next() * fitting.reduce((sum, { weight }) => sum + weight, 0);
    const theme = fitting.find(({ weight }) => (left -= weight) < 0) ?? random.pick(fitting);
    const hand = hands.get(theme) ?? [];
    if (hand.length === 0) hand.push(...random.shuffled(theme.notes));
    hands.set(theme, hand);
    return { category: theme.categories[plan.phase] ?? '', template: hand.pop() ?? '' };
  };
}

function fill(
  random: SeededRandom,
  {
    template,
    pupil,
    other,
    staff,
  }: { template: string; pupil: DemoPupil; other: DemoPupil | undefined; staff: StaffMember },
): string {
  const girl = pupil.gender === 'girl';
  const people: Readonly<Record<string, string>> = {
    name: pupil.forename,
    other: other?.forename ?? 'another child',
    he: girl ? 'she' : 'he',
    He: girl ? 'She' : 'He',
    him: girl ? 'her' : 'him',
    his: girl ? 'her' : 'his',
    himself: girl ? 'herself' : 'himself',
  };
  const text = template.replace(
    /\{(\w+)\}/g,
    (slot, name: string) => people[name] ?? random.pick(SLOTS[name] ?? [slot]),
  );
  return writeAs(staff.style, text.charAt(0).toUpperCase() + text.slice(1), random);
}

/** Mostly within a couple of hours; some the next school day, if that has come. */
function loggedAt(random: SeededRandom, timeline: DemoTimeline, occurredAt: Date): Date {
  const day = londonDate(occurredAt);
  const nextDay = timeline.days.find((each) => each > day);
  if (nextDay !== undefined && random.chance(SHARE_LOGGED_NEXT_DAY)) {
    return londonInstant(nextDay, clock(random, 8 * 60, 9 * 60));
  }
  return new Date(occurredAt.getTime() + random.between(3, 150) * 60_000);
}

function clock(random: SeededRandom, fromMinute: number, toMinute: number): string {
  const minute = random.between(fromMinute, toMinute);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** A whole number whose mean is `mean` (Knuth's multiplication method; means here are small). */
function poisson(random: SeededRandom, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}
