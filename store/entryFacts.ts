import type { EntryFacts, PersonName } from '../domain/digest/digestFacts.ts';
import { aboutCategory } from '../domain/digest/sentences/aboutCategory.ts';
import { withCapital } from '../domain/digest/sentences/joinWords.ts';
import type { IncidentRecord } from './incidents.ts';
import type { PupilRecord } from './pupils.ts';

/** The name a child goes by, and initials. */
export function nameOf(pupil: PupilRecord): PersonName {
  const forename = pupil.preferredName ?? pupil.forename;
  return {
    forename,
    surname: pupil.surname,
    initials: `${forename.charAt(0)}${pupil.surname.charAt(0)}`.toUpperCase(),
  };
}

/** An incident as the digest tells it: titled by what staff noticed, never by what that might be called. */
export function entryFacts(incident: IncidentRecord): EntryFacts {
  const asserted = (incident.tagging?.tags ?? []).filter((tag) => tag.polarity === 'asserted');
  const strongest = asserted
    .filter(({ severity }) => severity > 0)
    .sort((a, b) => b.severity - a.severity || b.confidence - a.confidence)[0];
  return {
    entryId: incident._id,
    occurredAt: incident.occurredAt,
    ...(incident.recordedBy === undefined ? {} : { recordedBy: incident.recordedBy }),
    ...(incident.category === undefined ? {} : { category: incident.category }),
    narrative: incident.narrative,
    title: strongest ? withCapital(aboutCategory(strongest.category)) : (incident.category ?? 'Entry'),
    severity: incident.tagging?.severity ?? 0,
    categories: [...new Set(asserted.map((tag) => tag.category))],
    ...(incident.tagging === undefined ? {} : { effect: incident.tagging.effect }),
  };
}
