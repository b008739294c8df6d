import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { MarksYear, Session } from '../domain/attendance/marks.ts';
import { placedCodes, type ToldYear } from '../domain/attendance/toldMarks.ts';
import { codesOfLine, daysOfLine, lineOfCodes, sessionAt } from '../domain/attendance/registerLine.ts';
import type { FiledUnder, Move } from './incidents.ts';
import type { Store } from './openStore.ts';

/** A mark that was changed after it was first recorded, such as N becoming I. */
export interface MarkChange {
  date: LocalDate;
  session: Session;
  from: string;
  to: string;
  at: Date;
  deliveryId: string;
}

/** One pupil's register at one school in one academic year. */
export interface MarksRecord {
  /** `pupilId:urn:academicYear`, with `filedUnder` for the pupil where it is set */
  _id: string;
  pupilId: string;
  schoolUrn: Urn;
  academicYear: number;
  /** Every mark of the year (see domain/attendance/registerLine.ts). */
  line: string;
  changes: MarkChange[];
  filedUnder?: FiledUnder;
  moves?: Move[];
  revision: number;
}

export const marksSchema = new Schema<MarksRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true },
    academicYear: { type: Number, required: true },
    line: String,
    changes: [
      { _id: false, date: String, session: String, from: String, to: String, at: Date, deliveryId: String },
    ],
    filedUnder: { type: String, index: { sparse: true } },
    moves: { type: [Schema.Types.Mixed], default: undefined } as never,
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);

marksSchema.index({ schoolUrn: 1, academicYear: 1 });

/** Marks of one pupil at one school in one academic year, as a delivery brings them. */
export interface IncomingMarks {
  pupilId: string;
  filedUnder?: FiledUnder;
  schoolUrn: Urn;
  academicYear: number;
  told: ToldYear;
  deliveryId: string;
  at: Date;
  /** Leave marks that are there as they are: for rows that were held while newer ones landed. */
  keepExisting: boolean;
}

/** How many of a pupil's marks a delivery made new or changed. */
export interface ChangedMarks {
  readonly pupilId: string;
  readonly deliveryId: string;
  readonly count: number;
}

/** Registers read and written at a time: the next are read while the last are being written. */
const REGISTERS_AT_A_TIME = 500;

/**
 * Lays marks over what is known, in the order given, each register in one write. A mark that differs from the one
 * before replaces it, and the change is kept. Safe to run again: the same marks change nothing.
 */
export async function recordMarks(store: Store, incoming: readonly IncomingMarks[]): Promise<ChangedMarks[]> {
  const registers = [...groupBy(incoming, marksId)];
  const lots: Promise<ChangedMarks[]>[] = [];
  for (let i = 0; i < registers.length; i += REGISTERS_AT_A_TIME)
    lots.push(recordLot(store, registers.slice(i, i + REGISTERS_AT_A_TIME)));
  return (await Promise.all(lots)).flat();
}

async function recordLot(
  store: Store,
  registers: readonly (readonly [string, readonly IncomingMarks[]])[],
): Promise<ChangedMarks[]> {
  const changed = new Map<string, ChangedMarks>();
  for (;;) {
    const ids = registers.map(([id]) => id);
    const known = await store.marks.collection.find<MarksRecord>({ _id: { $in: ids } } as never).toArray();
    const byId = new Map(known.map((record) => [record._id, record]));
    const planned = registers.flatMap(([id, told]) => planWrite(id, byId.get(id), told) ?? []);
    if (planned.length === 0) return [...changed.values()];
    const writes = planned.map(({ write }) => write);
    const result = await store.marks.collection.bulkWrite(writes as never, { ordered: false });
    for (const { id, counts } of planned) {
      for (const one of counts.values()) {
        const key = `${id}:${one.deliveryId}`;
        if (one.count > (changed.get(key)?.count ?? 0)) changed.set(key, one);
      }
    }
    // Where another writer was first, the conditional write did nothing: look again, and write what is still missing.
    if (result.modifiedCount + result.upsertedCount === writes.length) return [...changed.values()];
  }
}

function marksId({ pupilId, filedUnder, schoolUrn, academicYear }: IncomingMarks): string {
  return `${filedUnder ?? pupilId}:${schoolUrn}:${academicYear}`;
}

interface PlannedWrite {
  readonly id: string;
  /** By delivery. */
  readonly counts: ReadonlyMap<string, ChangedMarks>;
  readonly write: object;
}

/** The conditional write that lays marks over one register; none when they say nothing new. */
function planWrite(
  id: string,
  before: MarksRecord | undefined,
  told: readonly IncomingMarks[],
): PlannedWrite | undefined {
  const [first] = told;
  const codes = codesOfLine(before?.line ?? '');
  const changes: MarkChange[] = [];
  const counts = new Map<string, ChangedMarks>();
  for (const { pupilId, academicYear, deliveryId, at, keepExisting, told: year } of told) {
    let count = counts.get(deliveryId)?.count ?? 0;
    placedCodes(year).forEach((code, place) => {
      const known = codes[place] ?? '';
      if (known === code || (known !== '' && keepExisting)) return;
      codes[place] = code;
      count++;
      if (known !== '')
        changes.push({ ...sessionAt(academicYear, place), from: known, to: code, at, deliveryId });
    });
    if (count > 0) counts.set(deliveryId, { pupilId, deliveryId, count });
  }
  if (first === undefined || counts.size === 0) return undefined;
  const line = lineOfCodes(codes);
  const { pupilId, filedUnder, schoolUrn, academicYear } = first;
  const filed = filedUnder === undefined ? {} : { filedUnder };
  const update = before
    ? {
        filter: { _id: id, revision: before.revision },
        update: {
          $set: { line },
          $inc: { revision: 1 },
          ...(changes.length > 0 ? { $push: { changes: { $each: changes } } } : {}),
        },
      }
    : {
        filter: { _id: id },
        update: {
          $setOnInsert: { pupilId, ...filed, schoolUrn, academicYear, line, changes, revision: 1 },
        },
        upsert: true,
      };
  return { id, counts, write: { updateOne: update } };
}

/** One register as its marks stood at an instant: what was changed since is put back, a mark counts from its day. */
function asStood({ pupilId, schoolUrn, academicYear, line, changes }: MarksRecord, asOf: Date): PupilMarks {
  const days = daysOfLine(line, academicYear);
  const since = changes.filter(({ at }) => at > asOf).reverse();
  for (const { date, session, from } of since) days[date] = { ...days[date], [session]: from };
  return { pupilId, schoolUrn, academicYear, days };
}

type PupilMarks = MarksYear & { readonly pupilId: string };

/** The registers of these pupils as they stood at an instant, by pupil. */
export async function mapMarksByPupil(
  store: Store,
  pupilIds: readonly string[],
  asOf: Date,
): Promise<Map<string, MarksYear[]>> {
  const found = await store.marks.find({ pupilId: { $in: [...pupilIds] } }).lean<MarksRecord[]>();
  return groupBy(
    found.map((record) => asStood(record, asOf)),
    ({ pupilId }) => pupilId,
  );
}

/** A school's registers for one academic year, one pupil at a time. */
export async function* streamMarksOfSchool(
  store: Store,
  schoolUrn: Urn,
  academicYear: number,
): AsyncGenerator<Pick<PupilMarks, 'pupilId' | 'days'>> {
  const found = store.marks
    .find({ schoolUrn, academicYear }, { pupilId: 1, line: 1 })
    .lean<Pick<MarksRecord, 'pupilId' | 'line'>[]>()
    .cursor();
  for await (const { pupilId, line } of found) yield { pupilId, days: daysOfLine(line, academicYear) };
}
