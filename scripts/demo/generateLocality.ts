import { isUrn } from '../../domain/identifiers.ts';
import { academicYearOf, type LocalDate } from '../../domain/localDate.ts';
import { applyStoryMarks } from './applyStoryMarks.ts';
import { buildMarks } from './buildMarks.ts';
import { buildPupils } from './buildPupils.ts';
import { numberIncidents } from './demoIncident.ts';
import { placementAt, type DemoPupil } from './demoPupil.ts';
import { demoTimeline, type DemoTimeline } from './demoTimeline.ts';
import type { DemoLocality, DemoSchool } from './locality.ts';
import { LOCALITY_NAME, SCHOOLS, type SchoolPlan } from './material/schools.ts';
import { STORIES } from './material/stories/stories.ts';
import { halfTerms } from './schoolCalendar.ts';
import { schoolDeliveries } from './schoolDeliveries.ts';
import { seededRandom, type SeededRandom } from './seededRandom.ts';
import { storyContacts, tellStories } from './tellStories.ts';
import { writeNotes } from './writeNotes.ts';

export type { DemoDelivery, DemoLocality, DemoReader, DemoSchool, DemoTerm, Phase } from './locality.ts';

const USUAL_SEED = 20_240_819;
/** Each school's log is numbered from somewhere of its own. */
const FIRST_INCIDENT_NUMBER = { primary: 4101, secondary: 20_881, special: 901 };

/**
 * Makes up a locality: three schools of LA 999, some 300 children, hand-written stories among everyday notes,
 * and one and a half terms of registers. Nothing in it is later than the last school day before `today`.
 * @param options.today the day the demo is made for; the stories are told backwards from it
 * @param options.seed another seed makes another locality with the same stories
 * @returns the same locality for the same options, byte for byte
 */
export function generateLocality(options: { today: LocalDate; seed?: number }): DemoLocality {
  const random = seededRandom(options.seed ?? USUAL_SEED);
  const timeline = demoTimeline(options.today);
  const pupils = buildPupils(timeline, random, STORIES);
  return {
    name: LOCALITY_NAME,
    schools: SCHOOLS.map((plan) => buildSchool(timeline, random, { plan, pupils })),
  };
}

function buildSchool(
  timeline: DemoTimeline,
  random: SeededRandom,
  { plan, pupils }: { plan: SchoolPlan; pupils: readonly DemoPupil[] },
): DemoSchool {
  const { phase, urn, laEstab, name, reader } = plan;
  if (!isUrn(urn)) throw new RangeError(`not a URN: ${urn}`);
  const roll = pupils
    .filter((pupil) => placementAt(pupil, phase) !== undefined)
    .toSorted((a, b) => a.year - b.year || (a.surname < b.surname ? -1 : 1));
  const stories = tellStories(timeline, STORIES, pupils).filter((incident) => incident.phase === phase);
  const notes = writeNotes(timeline, random, { plan, pupils: roll });
  const ordinary = buildMarks(timeline, random, { phase, pupils: roll });
  return {
    urn,
    laEstab,
    name,
    phase,
    locality: LOCALITY_NAME,
    termDates: [...new Set(timeline.days.map(academicYearOf))].flatMap(halfTerms),
    readers: [{ ...reader, role: 'dsl' }],
    deliveries: schoolDeliveries(timeline, {
      phase,
      pupils: roll,
      incidents: numberIncidents([...stories, ...notes], FIRST_INCIDENT_NUMBER[phase]),
      marks: applyStoryMarks(timeline, random, { marks: ordinary, pupils: roll, stories: STORIES }),
      contacts: storyContacts(timeline, STORIES, pupils).filter((contact) => contact.phase === phase),
    }),
  };
}
