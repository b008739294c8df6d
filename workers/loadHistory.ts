import type { IncidentEntry, PupilHistory, SchoolContext } from '../domain/concern/history.ts';
import type { Urn } from '../domain/identifiers.ts';
import { listContactsOfPupil } from '../store/contacts.ts';
import { listIncidentsOfPupil, type IncidentRecord } from '../store/incidents.ts';
import { listMarksOfPupil } from '../store/marks.ts';
import type { Store } from '../store/openStore.ts';
import { listHouseholdMembers, type PupilRecord } from '../store/pupils.ts';

/** Everything the store holds that bears on a child, as the domain wants it. */
export async function loadHistory(store: Store, pupil: PupilRecord): Promise<PupilHistory> {
  const [entries, marks, contacts, household] = await Promise.all([
    loadEntries(store, pupil),
    listMarksOfPupil(store, pupil._id),
    listContactsOfPupil(store, pupil._id),
    listHouseholdMembers(store, pupil),
  ]);
  const siblings = await Promise.all(
    household.map(async (sibling) => ({ pupilId: sibling._id, entries: await loadEntries(store, sibling) })),
  );
  return {
    pupilId: pupil._id,
    memberships: pupil.memberships,
    characteristics: {
      ...pupil.characteristics,
      ...(pupil.yearGroup === undefined ? {} : { yearGroup: pupil.yearGroup }),
      ...(pupil.dateOfBirth === undefined ? {} : { dateOfBirth: pupil.dateOfBirth }),
    },
    entries,
    marks,
    contacts,
    siblings,
  };
}

async function loadEntries(store: Store, pupil: PupilRecord): Promise<IncidentEntry[]> {
  const incidents = await listIncidentsOfPupil(store, pupil._id, pupil.upns ?? []);
  return incidents.flatMap((incident) => asEntry(incident, pupil._id));
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
    const urns = [...new Set(pupil.memberships.map((membership) => membership.schoolUrn))];
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
