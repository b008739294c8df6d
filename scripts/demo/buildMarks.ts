import type { Session } from '../../domain/attendance/marks.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { weekday, type LocalDate } from '../../domain/localDate.ts';
import { onRoll, type DemoPupil } from './demoPupil.ts';
import type { DemoTimeline } from './demoTimeline.ts';
import type { Phase } from './locality.ts';
import { ABSENCE_BANDS, ABSENCE_KINDS, DAY_FACTOR, LATE_SHARE, MONTH_FACTOR } from './material/absence.ts';
import type { SeededRandom } from './seededRandom.ts';

/** One half day in a register. */
export interface DemoMark {
  readonly upn: Upn;
  readonly date: LocalDate;
  readonly session: Session;
  readonly code: string;
  /** What the register said first, where the school corrected it later. */
  readonly firstCode?: string;
}

/** How one child tends to come to school. */
interface Habits {
  readonly absentShare: number;
  readonly lateShare: number;
}

interface Spell {
  readonly code: string;
  readonly unexplainedAtFirst: boolean;
  sessionsLeft: number;
}

/** The ordinary registers of one school over the whole timeline, day by day; stories come on top. */
export function buildMarks(
  timeline: DemoTimeline,
  random: SeededRandom,
  school: { readonly phase: Phase; readonly pupils: readonly DemoPupil[] },
): readonly DemoMark[] {
  const trips = tripDays(timeline, random, school.pupils);
  const places = random.shuffled(school.pupils.map((_, at) => (at + 0.5) / school.pupils.length));
  return school.pupils.flatMap((pupil, at) => {
    const habits = drawHabits(random, { phase: school.phase, pupil, place: places[at] ?? 0 });
    const marks: DemoMark[] = [];
    let spell: Spell | undefined;
    for (const date of timeline.days) {
      if (!onRoll(pupil, school.phase, date)) continue;
      for (const session of ['AM', 'PM'] as const) {
        spell = continued(spell) ?? begunSpell(random, habits, { date, session });
        marks.push({
          upn: pupil.upn,
          date,
          session,
          ...codeFor(random, habits, spell, { session, trip: trips.has(`${pupil.year} ${date}`) }),
        });
      }
    }
    return marks;
  });
}

/** Each year group goes out for a day now and then. */
function tripDays(timeline: DemoTimeline, random: SeededRandom, pupils: readonly DemoPupil[]): Set<string> {
  const years = [...new Set(pupils.map(({ year }) => year))];
  return new Set(years.map((year) => `${year} ${random.pick(timeline.days)}`));
}

/**
 * Stories' children are ordinary attenders where their story does not say otherwise. The others take the places
 * of the absence bands in turn, so that a small school has the right number of each kind.
 * @param child.place where the child comes among the school's, from 0 to 1, best attender first
 */
function drawHabits(
  random: SeededRandom,
  { phase, pupil, place }: { readonly phase: Phase; readonly pupil: DemoPupil; readonly place: number },
): Habits {
  const lateShare = LATE_SHARE[phase] * 2 * random.next();
  const spread = random.next();
  if (pupil.storyKey !== undefined) return { absentShare: 0.02 + 0.02 * spread, lateShare };
  let left = place;
  const band = ABSENCE_BANDS[phase].find(({ share }) => (left -= share) < 0) ?? ABSENCE_BANDS[phase][0];
  const absentShare = band === undefined ? 0.04 : band.from + (band.to - band.from) * spread;
  return { absentShare: absentShare * (pupil.household.fsm ? 1.25 : 0.92), lateShare };
}

function continued(spell: Spell | undefined): Spell | undefined {
  if (spell === undefined || spell.sessionsLeft <= 1) return undefined;
  spell.sessionsLeft -= 1;
  return spell;
}

function begunSpell(
  random: SeededRandom,
  { absentShare }: Habits,
  { date, session }: { date: LocalDate; session: Session },
): Spell | undefined {
  const unauthorised = Math.min(0.6, 0.12 + 1.6 * absentShare);
  const kinds = ABSENCE_KINDS.map((kind) => ({
    ...kind,
    weight: kind.weight * (kind.unauthorised ? unauthorised : 1 - unauthorised),
  }));
  const weights = kinds.reduce((sum, { weight }) => sum + weight, 0);
  const meanSessions =
    kinds.reduce((sum, { weight, sessions }) => sum + (weight * (sessions.from + sessions.to)) / 2, 0) /
    weights;
  const factor = (DAY_FACTOR[weekday(date)] ?? 1) * (MONTH_FACTOR[date.slice(5, 7)] ?? 1);
  // Most absences begin in the morning, so mornings carry most of the hazard of the day's two sessions.
  const hazard = (absentShare / (1 - absentShare) / meanSessions) * factor * (session === 'AM' ? 1.7 : 0.3);
  if (!random.chance(hazard)) return undefined;
  let left = random.next() * weights;
  const kind = kinds.find(({ weight }) => (left -= weight) < 0) ?? kinds[0];
  if (kind === undefined) return undefined;
  return {
    code: kind.code,
    unexplainedAtFirst: random.chance(kind.unexplainedAtFirst),
    sessionsLeft: random.between(kind.sessions.from, kind.sessions.to),
  };
}

function codeFor(
  random: SeededRandom,
  { lateShare }: Habits,
  spell: Spell | undefined,
  { session, trip }: { session: Session; trip: boolean },
): { code: string; firstCode?: string } {
  if (spell !== undefined)
    return spell.unexplainedAtFirst ? { code: spell.code, firstCode: 'N' } : { code: spell.code };
  if (trip) return { code: 'V' };
  if (session === 'PM') return { code: '\\' };
  if (!random.chance(lateShare * 2)) return { code: '/' };
  return { code: random.chance(0.1) ? 'U' : 'L' };
}
