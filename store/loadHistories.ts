import type { ChildEvent } from '../domain/childEvents/childEvent.ts';
import type { ContactEntry, IncidentEntry, PupilHistory, SchoolContext } from '../domain/concern/history.ts';
import type { Urn } from '../domain/identifiers.ts';
import { mapChildEvents } from './childEvents.ts';
import { mapContactsByPupil } from './contacts.ts';
import { mapCorrections } from './corrections.ts';
import { entriesOfIncident } from './incidentEntries.ts';
import { listIncidentsOfPupils, type IncidentRecord } from './incidents.ts';
import { mapMarksByPupil } from './marks.ts';
import type { Store } from './openStore.ts';
import { mapTerms } from './schools.ts';
import { listHouseholdsOf, schoolsOf, siblingsAmong, type PupilRecord } from './pupils.ts';

/** How much of the histories is wanted. */
export interface HistoryRange {
  /** The instant looked at: registers, contacts and additions come as they stood then. */
  readonly asOf: Date;
  /** Leaves out incidents that happened before; everything when not given. */
  readonly since?: Date;
}

/**
 * Everything the store holds that bears on some children, as the domain wants it; a few queries for all of them.
 * For no reader's eyes: whoever shows of it narrows it by a scope.
 */
export async function loadHistories(
  store: Store,
  pupils: readonly PupilRecord[],
  { asOf, since }: HistoryRange,
): Promise<PupilHistory[]> {
  const pupilIds = pupils.map((pupil) => pupil._id);
  const households = await listHouseholdsOf(store, pupils);
  const everybody = [...new Map([...pupils, ...households].map((pupil) => [pupil._id, pupil])).values()];
  const everybodyIds = everybody.map((pupil) => pupil._id);
  const [incidents, marks, contacts, added, corrections, terms] = await Promise.all([
    listIncidentsOfPupils(store, everybody, since),
    mapMarksByPupil(store, pupilIds, asOf),
    mapContactsByPupil(store, pupilIds, asOf),
    mapChildEvents(store, pupilIds, asOf),
    mapCorrections(store, everybodyIds),
    mapTerms(store, [...new Set(pupils.flatMap(schoolsOf))]),
  ]);
  const entriesOf = entriesByPupil(incidents, everybody);
  return pupils.map((pupil) => ({
    pupilId: pupil._id,
    memberships: pupil.memberships,
    characteristics: {
      ...pupil.characteristics,
      ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }),
      ...(pupil.dateOfBirth === undefined ? {} : { dateOfBirth: pupil.dateOfBirth }),
    },
    entries: entriesOf(pupil),
    marks: marks.get(pupil._id) ?? [],
    contacts: [...(contacts.get(pupil._id) ?? []), ...contactsAdded(added.get(pupil._id) ?? [])],
    added: added.get(pupil._id) ?? [],
    terms: terms.get(lastSchool(pupil) ?? '') ?? [],
    corrections: corrections.get(pupil._id) ?? [],
    siblings: siblingsAmong(pupil, households).map((sibling) => ({
      pupilId: sibling._id,
      memberships: sibling.memberships,
      entries: entriesOf(sibling),
      corrections: corrections.get(sibling._id) ?? [],
    })),
  }));
}

/** The school the child is at, or was at last. */
/** The school a child is at or was at last, whose terms count the school days of a wait. */
export function lastSchool({ memberships }: PupilRecord): Urn | undefined {
  const current = memberships.filter(({ left }) => left === undefined).at(-1);
  return (current ?? memberships.at(-1))?.schoolUrn;
}

/** Each child's entries, out of the incidents of all of them in one pass. */
function entriesByPupil(
  incidents: readonly IncidentRecord[],
  pupils: readonly PupilRecord[],
): (pupil: PupilRecord) => readonly IncidentEntry[] {
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  const byUpn = new Map(pupils.flatMap((pupil) => (pupil.upns ?? []).map((upn) => [upn, pupil] as const)));
  const entries = new Map<string, IncidentEntry[]>(pupils.map((pupil) => [pupil._id, []]));
  for (const incident of incidents) {
    const concerned = [incident, ...incident.revisions].flatMap(({ pupilId, linkedUpns }) => [
      byId.get(pupilId),
      ...linkedUpns.map((upn) => byUpn.get(upn)),
    ]);
    for (const pupil of new Set(concerned))
      if (pupil) entries.get(pupil._id)?.push(...entriesOfIncident(incident, pupil));
  }
  return (pupil) => entries.get(pupil._id) ?? [];
}

/** Contacts that people added by hand count like those that were delivered, from when they were added. */
export function contactsAdded(events: readonly ChildEvent[]): readonly ContactEntry[] {
  return events.flatMap(({ content, eventId, schoolUrn, by, recordedAt }) =>
    content.kind === 'contact'
      ? [
          {
            at: content.at,
            method: content.method,
            seen: content.seen,
            by: content.seenBy ?? by.name,
            ...(content.text === undefined ? {} : { note: content.text }),
            recordedAt,
            schoolUrn,
            eventId,
          },
        ]
      : [],
  );
}

/** The contexts of every school a pupil's story touches, each asked for once. */
export function contextLoader(
  load: (schoolUrn: Urn) => Promise<SchoolContext>,
): (pupil: PupilRecord) => Promise<ReadonlyMap<Urn, SchoolContext>> {
  const known = new Map<Urn, Promise<SchoolContext>>();
  return async (pupil) => {
    const urns = schoolsOf(pupil);
    const contexts = await Promise.all(
      urns.map(async (urn) => {
        const context = known.get(urn) ?? load(urn);
        known.set(urn, context);
        return [urn, await context] as const;
      }),
    );
    return new Map(contexts);
  };
}
