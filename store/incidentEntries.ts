import type { IncidentEntry } from '../domain/concern/history.ts';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import type { Tagging } from '../domain/tagging/tag.ts';
import type { IncidentContent, IncidentRecord } from './incidents.ts';
import { schoolsOf, type PupilRecord } from './pupils.ts';

/** One content of an incident, from when it was known until it was revised or taken back. */
interface IncidentVersion {
  readonly content: IncidentContent;
  readonly tagging: Tagging;
  readonly knownFrom: Date;
  readonly knownUntil?: Date;
}

/** What the tagger makes of words it had no time to read before they were revised. */
function readNow({ narrative: text, category }: IncidentContent): Tagging {
  return tagNarrative({ text, ...(category === undefined ? {} : { category }) });
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** Every content an incident has had, first to last; none before it has been tagged. */
function versionsOf(incident: IncidentRecord): readonly IncidentVersion[] {
  if (incident.tagging === undefined) return [];
  const { tagging } = incident;
  const former = incident.revisions.map((revision, i) => {
    const knownUntil = earlier(revision.withdrawnAt, revision.replacedAt);
    return {
      content: revision,
      tagging: revision.tagging ?? readNow(revision),
      knownFrom: incident.revisions[i - 1]?.replacedAt ?? revision.recordedAt,
      ...(knownUntil === undefined ? {} : { knownUntil }),
    };
  });
  const now: IncidentVersion = {
    content: incident,
    tagging,
    knownFrom: incident.revisions.at(-1)?.replacedAt ?? incident.recordedAt,
    ...(incident.withdrawnAt === undefined ? {} : { knownUntil: incident.withdrawnAt }),
  };
  return [...former, now];
}

/**
 * What an incident has been to one child: an entry for every content in which the child was its subject or linked
 * to it, each from when it was known until it was revised or taken back. A school may link only its own children:
 * what it says of another school's is not theirs to hold.
 */
export function entriesOfIncident(incident: IncidentRecord, pupil: PupilRecord): readonly IncidentEntry[] {
  const mayLink = schoolsOf(pupil).includes(incident.schoolUrn);
  return versionsOf(incident).flatMap(({ content, tagging, knownFrom, knownUntil }, i) => {
    const isSubject = content.pupilId === pupil._id;
    const isLinked = mayLink && (pupil.upns ?? []).some((upn) => content.linkedUpns.includes(upn));
    if (!isSubject && !isLinked) return [];
    return [
      {
        entryId: incident._id,
        ...(i === 0 ? {} : { versionId: `${incident._id}#${i + 1}` }),
        schoolUrn: incident.schoolUrn,
        role: isSubject ? ('subject' as const) : ('linked-unknown' as const),
        occurredAt: content.occurredAt,
        recordedAt: knownFrom,
        narrative: content.narrative,
        tagging,
        ...(content.recordedBy === undefined ? {} : { recordedBy: content.recordedBy }),
        ...(content.category === undefined ? {} : { category: content.category }),
        ...(knownUntil === undefined ? {} : { withdrawnAt: knownUntil }),
        actions: content.actions,
      },
    ];
  });
}
