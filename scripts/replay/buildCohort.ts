import { createRegisterBuilder, type Register } from '../../domain/attendance/register.ts';
import { classifyMark } from '../../domain/attendance/codes.ts';
import { evidenceOf, type Evidence } from '../../domain/concern/evidence.ts';
import { createEvidenceLog, fileEvidence, type EvidenceLog } from '../../domain/concern/evidenceLog.ts';
import type { ContactEntry, IncidentEntry, Membership } from '../../domain/concern/history.ts';
import { isSameEvent } from '../../domain/concern/sameEvent.ts';
import { createSchoolContextBuilder, type SchoolContextBuilder } from '../../domain/concern/schoolContext.ts';
import type { ContactRow, PupilRow } from '../../domain/formats/rows.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { londonInstant, mondayOf, type LocalDate } from '../../domain/localDate.ts';
import type { Tagging } from '../../domain/tagging/tag.ts';
import type { Cohort, CohortSource, ReplayChild } from './cohort.ts';
import type { IncidentVersion } from './incidentVersions.ts';

interface GrowingChild {
  readonly upn: string;
  readonly memberships: Membership[];
  readonly households: Set<string>;
  readonly log: EvidenceLog;
  readonly versionsTold: {
    readonly evidence: Evidence;
    readonly version: IncidentVersion;
    readonly tagging: Tagging;
  }[];
  readonly register: ReturnType<typeof createRegisterBuilder>;
  readonly contacts: ContactEntry[];
  knownFromMs: number;
}

function growChildren(pupils: Iterable<PupilRow>): Map<string, GrowingChild> {
  const children = new Map<string, GrowingChild>();
  for (const row of pupils) {
    if (row.upn === undefined) continue;
    const child: GrowingChild = children.get(row.upn) ?? {
      upn: row.upn,
      memberships: [],
      households: new Set(),
      log: createEvidenceLog(),
      versionsTold: [],
      register: createRegisterBuilder(),
      contacts: [],
      knownFromMs: Infinity,
    };
    children.set(row.upn, child);
    if (row.householdId !== undefined) child.households.add(row.householdId);
    if (row.schoolUrn !== undefined)
      child.memberships.push({
        schoolUrn: row.schoolUrn,
        ...(row.dateJoined === undefined ? {} : { joined: row.dateJoined }),
        ...(row.dateLeft === undefined ? {} : { left: row.dateLeft }),
      });
  }
  return children;
}

function schoolOn(child: GrowingChild, date: LocalDate): Urn | undefined {
  let found = child.memberships[0];
  for (const membership of child.memberships) {
    const { joined, left } = membership;
    if ((joined === undefined || joined <= date) && (left === undefined || left >= date)) found = membership;
  }
  return found?.schoolUrn;
}

function entryOf(version: IncidentVersion, tagging: Tagging, schoolUrn: Urn): IncidentEntry {
  const { entryId, row, occurredAt, recordedAt, withdrawnAt } = version;
  return {
    entryId,
    schoolUrn,
    role: 'subject',
    occurredAt,
    recordedAt,
    narrative: row.narrative,
    tagging,
    ...(row.recordedBy === undefined ? {} : { recordedBy: row.recordedBy }),
    ...(row.category === undefined ? {} : { category: row.category }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
  };
}

function fileIncidents(children: ReadonlyMap<string, GrowingChild>, source: CohortSource): void {
  for (const version of source.versions) {
    const { row, recordedAt } = version;
    const subject = row.pupil.upn === undefined ? undefined : children.get(row.pupil.upn);
    const linked = row.linkedUpns.flatMap((upn) => children.get(upn) ?? []);
    const schoolUrn = row.schoolUrn ?? subject?.memberships.at(-1)?.schoolUrn;
    if (schoolUrn === undefined) continue;
    const tagging = source.tag({
      text: row.narrative,
      ...(row.category === undefined ? {} : { category: row.category }),
    });
    const entry = entryOf(version, tagging, schoolUrn);
    if (subject !== undefined) {
      const evidence = evidenceOf(entry);
      fileEvidence(subject.log, evidence);
      if (version.revision === 1) subject.versionsTold.push({ evidence, version, tagging });
    }
    for (const child of linked)
      if (child !== subject) fileEvidence(child.log, evidenceOf({ ...entry, role: 'linked-unknown' }));
    for (const child of [subject, ...linked])
      if (child !== undefined) child.knownFromMs = Math.min(child.knownFromMs, recordedAt.getTime());
  }
}

/** Counts each event once towards its school's habit, under the account that was recorded first. */
function countIncidents(
  children: Iterable<GrowingChild>,
  builderOf: (urn: string) => SchoolContextBuilder,
): void {
  for (const { versionsTold } of children) {
    const inOrder = [...versionsTold].sort((a, b) => a.evidence.recordedMs - b.evidence.recordedMs);
    const counted: Evidence[] = [];
    for (const { evidence, version, tagging } of inOrder) {
      if (counted.some((other) => isSameEvent(other, evidence))) continue;
      counted.push(evidence);
      const { occurredAt, recordedAt } = version;
      builderOf(evidence.schoolUrn).addIncident({ occurredAt, recordedAt, tagging });
    }
  }
}

interface WeekSums {
  possible: number;
  absent: number;
  unauthorised: number;
}

function fileMarks(
  children: ReadonlyMap<string, GrowingChild>,
  source: CohortSource,
  builderOf: (urn: string) => SchoolContextBuilder,
): { readonly first: LocalDate; readonly last: LocalDate } | undefined {
  const sums = new Map<string, Map<LocalDate, WeekSums>>();
  const dates = new Map<LocalDate, { readonly monday: LocalDate; readonly endMs: number }>();
  let first: LocalDate | undefined;
  let last: LocalDate | undefined;
  for (const { upn, date, session, code } of source.marks) {
    const child = children.get(upn);
    if (child === undefined) continue;
    let day = dates.get(date);
    if (day === undefined) {
      day = { monday: mondayOf(date), endMs: londonInstant(date, '09:00').getTime() };
      dates.set(date, day);
      if (first === undefined || date < first) first = date;
      if (last === undefined || date > last) last = date;
    }
    child.register.add(date, session, code);
    if (day.endMs < child.knownFromMs) child.knownFromMs = day.endMs;
    const urn = schoolOn(child, date);
    const mark = classifyMark(code, date);
    if (urn === undefined || !mark.possible) continue;
    let weeks = sums.get(urn);
    if (weeks === undefined) sums.set(urn, (weeks = new Map()));
    let week = weeks.get(day.monday);
    if (week === undefined) weeks.set(day.monday, (week = { possible: 0, absent: 0, unauthorised: 0 }));
    week.possible++;
    if (mark.absent) week.absent++;
    if (mark.unauthorised) week.unauthorised++;
  }
  for (const [urn, weeks] of sums)
    for (const [monday, { possible, absent, unauthorised }] of weeks)
      builderOf(urn).addSessions(monday, possible, absent, unauthorised);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function fileContacts(children: ReadonlyMap<string, GrowingChild>, contacts: Iterable<ContactRow>): void {
  for (const { upn, at, method, seen, by, note } of contacts) {
    const child = children.get(upn);
    if (child === undefined) continue;
    const instant = at.kind === 'instant' ? at.at : londonInstant(at.date, '12:00');
    child.contacts.push({
      at: instant,
      method,
      seen,
      ...(by === undefined ? {} : { by }),
      ...(note === undefined ? {} : { note }),
    });
    child.knownFromMs = Math.min(child.knownFromMs, instant.getTime());
  }
}

function withSiblings(children: readonly GrowingChild[]): readonly ReplayChild[] {
  const homes = new Map<string, GrowingChild[]>();
  for (const child of children)
    for (const home of child.households) homes.set(home, [...(homes.get(home) ?? []), child]);
  return children.map((child) => {
    const siblings = new Set([...child.households].flatMap((home) => homes.get(home) ?? []));
    siblings.delete(child);
    const register: Register | undefined = child.register.build();
    return {
      upn: child.upn,
      knownFromMs: child.knownFromMs,
      record: {
        pupilId: child.upn,
        memberships: child.memberships,
        log: child.log,
        register,
        contacts: child.contacts,
        siblings: [...siblings].map(({ upn, memberships, log }) => ({ pupilId: upn, memberships, log })),
        corrections: [],
      },
    };
  });
}

/** Everything the replay needs, from the files of a folder; incidents of children not on a roll are left out. */
export function buildCohort(source: CohortSource): Cohort {
  const children = growChildren(source.pupils);
  const rolls = new Map<string, number>();
  for (const { memberships } of children.values())
    for (const { schoolUrn } of memberships) rolls.set(schoolUrn, (rolls.get(schoolUrn) ?? 0) + 1);
  const builders = new Map<string, SchoolContextBuilder>();
  const builderOf = (urn: string): SchoolContextBuilder => {
    const held = builders.get(urn);
    if (held !== undefined) return held;
    const fresh = createSchoolContextBuilder(urn as Urn, rolls.get(urn) ?? 1);
    builders.set(urn, fresh);
    return fresh;
  };
  fileIncidents(children, source);
  countIncidents(children.values(), builderOf);
  const marked = fileMarks(children, source, builderOf);
  fileContacts(children, source.contacts);
  const known = [...children.values()].map(({ knownFromMs }) => knownFromMs).filter(Number.isFinite);
  const recorded = source.versions.map(({ recordedAt }) => recordedAt.getTime());
  const lastMark = marked === undefined ? [] : [londonInstant(marked.last, '12:00').getTime()];
  return {
    children: withSiblings([...children.values()]),
    contexts: new Map([...builders].map(([urn, builder]) => [urn, builder.build()])),
    firstMs: known.reduce((a, b) => Math.min(a, b), Infinity),
    lastMs: [...recorded, ...lastMark].reduce((a, b) => Math.max(a, b), -Infinity),
  };
}
