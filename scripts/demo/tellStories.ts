import { londonDate } from '../../domain/localDate.ts';
import type { UnnumberedIncident } from './demoIncident.ts';
import { onRoll, type DemoPupil } from './demoPupil.ts';
import { momentInstant, type DemoTimeline } from './demoTimeline.ts';
import type { Phase } from './locality.ts';
import type { Story, StoryContact, StoryEntry } from './story.ts';

const MS_PER_MINUTE = 60_000;
const USUAL_MINUTES_TO_LOG = 30;

/** A contact of a story with its child and its instant. */
export interface DemoContact extends StoryContact {
  readonly pupil: DemoPupil;
  readonly phase: Phase;
  readonly at: Date;
}

/** The stories' entries as their schools logged them. Throws RangeError for a child that is nowhere on roll. */
export function tellStories(
  timeline: DemoTimeline,
  stories: readonly Story[],
  pupils: readonly DemoPupil[],
): readonly UnnumberedIncident[] {
  const childOf = childrenByKey(pupils);
  return stories.flatMap(({ entries }) =>
    entries.map((entry): UnnumberedIncident => {
      const pupil = childOf(entry.child);
      const occurredAt = momentInstant(timeline, entry);
      return {
        phase: schoolAt(pupil, occurredAt),
        pupil,
        occurredAt,
        recordedAt: loggedAt(entry, occurredAt),
        category: entry.category,
        narrative: entry.text,
        linked: (entry.linked ?? []).map(childOf),
        recordedBy: entry.by,
        actions: entry.actions ?? [],
      };
    }),
  );
}

/** The stories' calls, visits and meetings, oldest first. */
export function storyContacts(
  timeline: DemoTimeline,
  stories: readonly Story[],
  pupils: readonly DemoPupil[],
): readonly DemoContact[] {
  const childOf = childrenByKey(pupils);
  return stories
    .flatMap(({ contacts }) =>
      contacts.map((contact) => {
        const pupil = childOf(contact.child);
        const at = momentInstant(timeline, contact);
        return { ...contact, pupil, at, phase: schoolAt(pupil, at) };
      }),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function childrenByKey(pupils: readonly DemoPupil[]): (key: string) => DemoPupil {
  const children = new Map(pupils.map((pupil) => [pupil.storyKey, pupil]));
  return (key) => {
    const child = children.get(key);
    if (child === undefined) throw new RangeError(`no child ${key} in the locality`);
    return child;
  };
}

/** The school whose roll the child was on; a story begun before that has it at the first. */
function schoolAt(pupil: DemoPupil, at: Date): Phase {
  const day = londonDate(at);
  const place = pupil.placements.find(({ phase }) => onRoll(pupil, phase, day)) ?? pupil.placements[0];
  if (place === undefined) throw new RangeError('a child has a school');
  return place.phase;
}

function loggedAt(entry: StoryEntry, occurredAt: Date): Date {
  return new Date(occurredAt.getTime() + (entry.loggedAfterMinutes ?? USUAL_MINUTES_TO_LOG) * MS_PER_MINUTE);
}
