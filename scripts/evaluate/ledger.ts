import { addDays, daysBetween, londonInstant, type LocalDate } from '../../domain/localDate.ts';
import type { ConcernCategory } from '../../domain/taxonomy.ts';
import type { IncidentVersion } from '../replay/incidentVersions.ts';
import { FIRST_MONDAY, type SimulatedChild, type SimulatedSchool } from './locality.ts';
import { writeGraveNote, writeNote, type NoteTruth, type Truth } from './narratives.ts';
import type { Random } from './random.ts';

const NAMES = [
  'Zephrin',
  'Orlaith',
  'Quillon',
  'Tamsel',
  'Brisa',
  'Caddoc',
  'Velda',
  'Ysolde',
  'Faron',
  'Marnix',
];
/** Words that differ when an account is keyed anew; half of them are left out. */
const REKEYED_SHARE = 0.12;
const MS_PER_DAY = 86_400_000;
/** The evening on which a school brings its history. */
const HISTORY_BROUGHT = addDays(FIRST_MONDAY, 7 * 12 + 2);

/** One note to write. */
interface NoteWish {
  readonly day: LocalDate;
  readonly truths: readonly Truth[];
  readonly severity: 1 | 2;
  readonly linked?: readonly SimulatedChild[];
}

/** The log of a simulated locality as it is written. */
export interface Ledger {
  readonly days: readonly LocalDate[];
  readonly versions: IncidentVersion[];
  readonly truths: Map<string, NoteTruth>;
  /** Writes an entry and says in which week of the year it was recorded. */
  write(child: SimulatedChild, school: SimulatedSchool, wish: NoteWish): number;
  writeGrave(child: SimulatedChild, school: SimulatedSchool, day: LocalDate): void;
  /** Tells an entry again word for word, under a new number, some days later: sent twice. */
  tellAgain(version: IncidentVersion, afterDays: number): void;
  /** Keys an entry anew some days later: a few words differ, and so may the day it is said to have been on. */
  keyAgain(version: IncidentVersion, afterDays: number): void;
}

/** The same account typed again: one word in eight left out or mistyped. */
function rekeyed(random: Random, narrative: string): string {
  const words = narrative.split(' ').flatMap((word) => {
    const chance = random.next();
    if (chance < REKEYED_SHARE / 2) return [];
    return chance < REKEYED_SHARE ? [`${word.slice(0, -1)}${word.slice(0, 1)}`] : [word];
  });
  return words.join(' ');
}

function weekOf(day: LocalDate): number {
  return Math.floor(daysBetween(FIRST_MONDAY, day) / 7);
}

/**
 * @param days the school days of the year
 * @param lateShare share of entries that reach the record one to six weeks late
 */
export function createLedger(random: Random, days: readonly LocalDate[], lateShare: number): Ledger {
  const versions: IncidentVersion[] = [];
  const truths = new Map<string, NoteTruth>();
  let serial = 1000;

  const record = (
    child: SimulatedChild,
    school: SimulatedSchool,
    entry: { day: LocalDate; narrative: string; linked: readonly SimulatedChild[] },
  ): number => {
    const { day, narrative, linked } = entry;
    const late = random.next() < lateShare ? random.between(7, 40) : random.next() < 0.2 ? 1 : 0;
    const prompt = addDays(day, late);
    const brought = school.habit === 'brought its history in one evening' && prompt < HISTORY_BROUGHT;
    const recordedOn = brought ? HISTORY_BROUGHT : prompt;
    const entryId = `e${String(serial)}`;
    const occurredAt = londonInstant(day, `${String(random.between(9, 14)).padStart(2, '0')}:15`);
    const recordedAt = londonInstant(recordedOn, brought ? '19:30' : '16:20');
    versions.push({
      entryId,
      revision: 1,
      occurredAt,
      recordedAt,
      row: {
        withdrawn: false,
        externalId: entryId,
        schoolUrn: school.urn,
        pupil: { upn: child.upn },
        occurred: { kind: 'instant', at: occurredAt },
        recorded: { kind: 'instant', at: recordedAt },
        narrative,
        linkedUpns: linked.map(({ upn }) => upn),
        recordedBy: random.pick(school.staff),
        actions: [],
      },
    });
    return weekOf(recordedOn);
  };

  const again = (version: IncidentVersion, afterDays: number, changed: Partial<IncidentVersion>): void => {
    versions.push({
      ...version,
      ...changed,
      entryId: `${version.entryId}+${afterDays}`,
      recordedAt: new Date(version.recordedAt.getTime() + afterDays * MS_PER_DAY),
    });
  };

  return {
    days,
    versions,
    truths,
    write(child, school, { day, truths: about, severity, linked = [] }) {
      serial++;
      const narrative = writeNote(random, about, NAMES[serial % NAMES.length] ?? 'Brisa', serial);
      const concerns = about.filter((truth): truth is ConcernCategory => truth !== 'none');
      truths.set(
        narrative,
        concerns.map((category) => ({ category, severity })),
      );
      return record(child, school, { day, narrative, linked });
    },
    writeGrave(child, school, day) {
      serial++;
      const { truth, narrative } = writeGraveNote(random, NAMES[serial % NAMES.length] ?? 'Brisa', serial);
      truths.set(narrative, truth);
      record(child, school, { day, narrative, linked: [] });
    },
    tellAgain(version, afterDays) {
      again(version, afterDays, {});
    },
    keyAgain(version, afterDays) {
      const narrative = rekeyed(random, version.row.narrative);
      const truth = truths.get(version.row.narrative);
      if (truth !== undefined) truths.set(narrative, truth);
      const occurredAt = new Date(version.occurredAt.getTime() + random.between(0, 2) * MS_PER_DAY);
      const occurred = { kind: 'instant', at: occurredAt } as const;
      again(version, afterDays, { occurredAt, row: { ...version.row, narrative, occurred } });
    },
  };
}
