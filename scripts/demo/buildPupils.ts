import type { Upn } from '../../domain/identifiers.ts';
import { addDays, daysBetween, localDate, type LocalDate } from '../../domain/localDate.ts';
import { upnOf, type DemoHousehold, type DemoPupil, type Needs, type Placement } from './demoPupil.ts';
import { firstSchoolDay, weekAgo, type DemoTimeline } from './demoTimeline.ts';
import type { Phase } from './locality.ts';
import { FORENAMES, surnames, type Gender } from './material/names.ts';
import { SCHOOLS } from './material/schools.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Story, StoryChild } from './story.ts';

/** Shares of English pupils, January 2025: FSM 25%, SEN support 14%, EHCP in mainstream 3% (DfE census). */
const FSM_SHARE = 0.25;
const SEN_SUPPORT_SHARE = 0.14;
const MAINSTREAM_EHCP_SHARE = 0.03;
/** Chances of 0, 1, 2 or 3 brothers and sisters who are also at one of the schools. */
const SIBLING_CHANCES = [0.52, 0.34, 0.11, 0.03];
/** In-year movers, about 4% a year of pupils, come from outside the locality. */
const JOINED_LATE_SHARE = 0.02;

interface Seat {
  readonly phase: Phase;
  readonly year: number;
}

interface Allotment {
  readonly timeline: DemoTimeline;
  readonly random: SeededRandom;
  readonly allotUpn: (seat: Seat, gender: Gender) => Upn;
  readonly allotHousehold: (surname: string, fsm: boolean) => DemoHousehold;
}

/**
 * Fills every seat of the three schools: the stories' children first, the rest in households whose children
 * may sit in several schools. Same stream, same children.
 */
export function buildPupils(
  timeline: DemoTimeline,
  random: SeededRandom,
  stories: readonly Story[],
): readonly DemoPupil[] {
  const allotment: Allotment = {
    timeline,
    random,
    allotUpn: upnAllotter(timeline.academicYear),
    allotHousehold: householdAllotter(random),
  };
  const seats = random.shuffled(allSeats());
  const pupils = stories.flatMap((story) => storyPupils(allotment, story, seats));
  const names = random.shuffled(surnames());
  while (seats.length > 0) pupils.push(...householdOf(allotment, seats, names.pop() ?? 'Lastwick'));
  return pupils;
}

function allSeats(): Seat[] {
  return SCHOOLS.flatMap(({ phase, rollByYear }) =>
    Object.entries(rollByYear).flatMap(([year, count]) =>
      Array.from({ length: count }, () => ({ phase, year: Number(year) })),
    ),
  );
}

function storyPupils(allotment: Allotment, story: Story, seats: Seat[]): DemoPupil[] {
  const household = allotment.allotHousehold(story.surname, story.fsm);
  return story.children.map((child) => {
    const taken = seats.findIndex((seat) => seat.phase === child.phase && seat.year === child.year);
    if (taken >= 0) seats.splice(taken, 1);
    return {
      upn: allotment.allotUpn(child, child.gender),
      forename: child.forename,
      surname: story.surname,
      gender: child.gender,
      dateOfBirth: birthday(allotment, child.year),
      year: child.year,
      household,
      placements: storyPlacements(allotment.timeline, child),
      needs: child.needs,
      storyKey: child.key,
    };
  });
}

function storyPlacements(timeline: DemoTimeline, child: StoryChild): readonly Placement[] {
  if (child.movedFrom === undefined) return [{ phase: child.phase, joined: startOf(timeline, child) }];
  const { monday } = weekAgo(timeline, child.movedFrom.weeksAgo);
  return [
    {
      phase: child.movedFrom.phase,
      joined: startOf(timeline, { phase: child.movedFrom.phase, year: child.year }),
      left: addDays(monday, -3),
    },
    { phase: child.phase, joined: monday },
  ];
}

function householdOf(allotment: Allotment, seats: Seat[], surname: string): DemoPupil[] {
  const { random } = allotment;
  const household = allotment.allotHousehold(surname, random.chance(FSM_SHARE));
  const taken = [seats.pop()].filter((seat) => seat !== undefined);
  for (let wanted = siblingCount(random); wanted > 0; wanted--) {
    const years = taken.map(({ year }) => year);
    const at = seats.findIndex(({ year }) => years.every((other) => Math.abs(other - year) >= 2));
    if (at >= 0) taken.push(...seats.splice(at, 1));
  }
  const used = new Set<string>();
  return taken.map((seat) => {
    const gender: Gender = random.chance(0.5) ? 'girl' : 'boy';
    const forename = random.pick(FORENAMES[gender].filter((name) => !used.has(name)));
    used.add(forename);
    return {
      upn: allotment.allotUpn(seat, gender),
      forename,
      surname,
      gender,
      dateOfBirth: birthday(allotment, seat.year),
      year: seat.year,
      household,
      placements: [{ phase: seat.phase, joined: ordinaryStart(allotment, seat) }],
      needs: needsOf(random, seat.phase),
    };
  });
}

function siblingCount(random: SeededRandom): number {
  let left = random.next();
  const count = SIBLING_CHANCES.findIndex((chance) => (left -= chance) < 0);
  return Math.max(0, count);
}

function needsOf(random: SeededRandom, phase: Phase): Needs {
  if (phase === 'special' || random.chance(MAINSTREAM_EHCP_SHARE)) return { ehcp: true };
  return random.chance(SEN_SUPPORT_SHARE) ? { senSupport: true } : {};
}

/** The first school day of the year in which a child of this year group began at a school of this phase. */
function startOf(timeline: DemoTimeline, { phase, year }: Seat): LocalDate {
  const entryYear = phase === 'secondary' ? 7 : 0;
  return firstSchoolDay(timeline.academicYear - (year - entryYear));
}

function ordinaryStart({ timeline, random }: Allotment, seat: Seat): LocalDate {
  return random.chance(JOINED_LATE_SHARE) ? random.pick(timeline.days) : startOf(timeline, seat);
}

/** A day between 1 September and 31 August of the twelve months that make up the year group. */
function birthday({ timeline, random }: Allotment, year: number): LocalDate {
  const first = localDate(`${timeline.academicYear - 5 - year}-09-01`);
  const last = localDate(`${timeline.academicYear - 4 - year}-08-31`);
  return addDays(first, random.between(0, daysBetween(first, last)));
}

/** Numbers children as their first school would have: LA 999, establishment, year of allocation, serial. */
function upnAllotter(academicYear: number): Allotment['allotUpn'] {
  const serials = new Map<string, number>();
  return ({ phase, year }) => {
    const establishment = phase === 'special' ? '7001' : '2001';
    const allocated = String((academicYear - year) % 100).padStart(2, '0');
    const stem = `999${establishment}${allocated}`;
    const serial = (serials.get(stem) ?? 0) + 1;
    serials.set(stem, serial);
    const body = stem + String(serial).padStart(3, '0');
    return upnOf(body);
  };
}

function householdAllotter(random: SeededRandom): Allotment['allotHousehold'] {
  let count = 0;
  return (surname, fsm) => {
    count++;
    const addressKey = `QH${random.between(1, 9)}-${String(random.between(0, 9999)).padStart(4, '0')}-${count}`;
    return { id: `HH-${String(count).padStart(4, '0')}`, addressKey, surname, fsm };
  };
}
