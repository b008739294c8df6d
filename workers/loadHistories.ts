import type { IncidentEntry, PupilHistory, SchoolContext } from '../domain/concern/history.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { Urn } from '../domain/identifiers.ts';
import { mapContactsByPupil } from '../store/contacts.ts';
import { listIncidentsOfPupils, type IncidentRecord } from '../store/incidents.ts';
import { mapMarksByPupil } from '../store/marks.ts';
import type { Store } from '../store/openStore.ts';
import { listHouseholdsOf, schoolsOf, siblingsAmong, type PupilRecord } from '../store/pupils.ts';

/** Everything the store holds that bears on some children, as the domain wants it; a few queries for all of them. */
export async function loadHistories(store: Store, pupils: readonly PupilRecord[]): Promise<PupilHistory[]> {
  const pupilIds = pupils.map((pupil) => pupil._id);
  const households = await listHouseholdsOf(store, pupils);
  const everybody = [...new Map([...pupils, ...households].map((pupil) => [pupil._id, pupil])).values()];
  const [incidents, marks, contacts] = await Promise.all([
    listIncidentsOfPupils(store, everybody),
    mapMarksByPupil(store, pupilIds),
    mapContactsByPupil(store, pupilIds),
  ]);
  const entriesOf = entriesByPupil(incidents);
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
    contacts: contacts.get(pupil._id) ?? [],
    siblings: siblingsAmong(pupil, households).map((sibling) => ({
      pupilId: sibling._id,
      entries: entriesOf(sibling),
    })),
  }));
}

function entriesByPupil(incidents: readonly IncidentRecord[]): (pupil: PupilRecord) => IncidentEntry[] {
  const bySubject = groupBy(incidents, (incident) => incident.pupilId);
  const links = incidents.flatMap((incident) => incident.linkedUpns.map((upn) => ({ upn, incident })));
  const byLink = groupBy(links, ({ upn }) => upn);
  return (pupil) => {
    const own = bySubject.get(pupil._id) ?? [];
    // A school may link only its own children: what it says of another school's is not theirs to hold.
    const linked = (pupil.upns ?? [])
      .flatMap((upn) => byLink.get(upn) ?? [])
      .map(({ incident }) => incident)
      .filter((incident) => schoolsOf(pupil).includes(incident.schoolUrn));
    const all = new Map([...own, ...linked].map((incident) => [incident._id, incident]));
    return [...all.values()].flatMap((incident) => asEntry(incident, pupil._id));
  };
}

function asEntry(incident: IncidentRecord, pupilId: string): IncidentEntry[] {
  if (incident.tagging === undefined) return [];
  return [
    {
      entryId: incident._id,
      schoolUrn: incident.schoolUrn,
      role: incident.pupilId === pupilId ? 'subject' : 'linked-unknown',
      occurredAt: incident.occurredAt,
      recordedAt: incident.recordedAt,
      narrative: incident.narrative,
      tagging: incident.tagging,
      ...(incident.recordedBy === undefined ? {} : { recordedBy: incident.recordedBy }),
      ...(incident.category === undefined ? {} : { category: incident.category }),
      ...(incident.withdrawnAt === undefined ? {} : { withdrawnAt: incident.withdrawnAt }),
    },
  ];
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
