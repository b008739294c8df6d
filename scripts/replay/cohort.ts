import type { Session } from '../../domain/attendance/marks.ts';
import type { ChildRecord } from '../../domain/concern/childRecord.ts';
import type { SchoolContext } from '../../domain/concern/history.ts';
import type { ContactRow, PupilRow } from '../../domain/formats/rows.ts';
import type { LocalDate } from '../../domain/localDate.ts';
import type { Tagging } from '../../domain/tagging/tag.ts';
import type { IncidentVersion } from './incidentVersions.ts';

/** Reads the concerns out of one narrative. */
export type Tagger = (input: { readonly text: string; readonly category?: string }) => Tagging;

/** Everything the replay steps through: the children and what is usual at their schools. */
export interface Cohort {
  readonly children: readonly ReplayChild[];
  readonly contexts: ReadonlyMap<string, SchoolContext>;
  /** Instant from which, and until which, anything is known. */
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface ReplayChild {
  readonly upn: string;
  readonly record: ChildRecord;
  /** From then on there is evidence about the child; Infinity when there is none. */
  readonly knownFromMs: number;
}

/** The files of a replay folder, read. */
export interface CohortSource {
  readonly pupils: Iterable<PupilRow>;
  readonly versions: readonly IncidentVersion[];
  readonly marks: Iterable<{
    readonly upn: string;
    readonly date: LocalDate;
    readonly session: Session;
    readonly code: string;
  }>;
  readonly contacts: Iterable<ContactRow>;
  readonly tag: Tagger;
}
