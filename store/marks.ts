import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { MarksYear, Session } from '../domain/attendance/marks.ts';
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
  /** The code at each place of the year's line; a hole where nothing is told. */
  codes: readonly string[];
}

export interface MarksContext {
  deliveryId: string;
  at: Date;
  /** Leave marks that are there as they are: for rows that were held while newer ones landed. */
  keepExisting?: boolean;
}

/** Registers read and written at a time: the next are read while the last are being written. */
const REGISTERS_AT_A_TIME = 500;

/**
 * Lays marks over what is known, each register in one write. A mark that differs from the one before replaces
 * it, and the change is kept. Safe to run again: the same marks change nothing.
 * @returns how many marks were new or changed, by pupil
 */
export async function recordMarks(
  store: Store,
  incoming: readonly IncomingMarks[],
  context: MarksContext,
): Promise<Map<string, number>> {
  const lots: Promise<Map<string, Written>>[] = [];
  for (let i = 0; i < incoming.length; i += REGISTERS_AT_A_TIME)
    lots.push(recordLot(store, incoming.slice(i, i + REGISTERS_AT_A_TIME), context));
  const changed = new Map<string, number>();
  for (const written of await Promise.all(lots)) {
    for (const { pupilId, count } of written.values())
      changed.set(pupilId, count + (changed.get(pupilId) ?? 0));
  }
  return changed;
}

interface Written {
  readonly pupilId: string;
  readonly count: number;
}

async function recordLot(
  store: Store,
  incoming: readonly IncomingMarks[],
  context: MarksContext,
): Promise<Map<string, Written>> {
  const written = new Map<string, Written>();
  for (;;) {
    const ids = incoming.map(marksId);
    const known = await store.marks.collection.find<MarksRecord>({ _id: { $in: ids } } as never).toArray();
    const byId = new Map(known.map((record) => [record._id, record]));
    const writes = incoming.flatMap((one) => planWrite(byId.get(marksId(one)) ?? null, one, context));
    if (writes.length === 0) return written;
    const result = await store.marks.collection.bulkWrite(writes.map(({ write }) => write) as never, {
      ordered: false,
    });
    for (const { _id, pupilId, count } of writes)
      written.set(_id, { pupilId, count: Math.max(count, written.get(_id)?.count ?? 0) });
    // Where another writer was first, the conditional write did nothing: look again, and write what is still missing.
    if (result.modifiedCount + result.upsertedCount === writes.length) return written;
  }
}

function marksId({ pupilId, filedUnder, schoolUrn, academicYear }: IncomingMarks): string {
  return `${filedUnder ?? pupilId}:${schoolUrn}:${academicYear}`;
}

/** The conditional write that lays marks over one register; none when they say nothing new. */
function planWrite(
  before: MarksRecord | null,
  incoming: IncomingMarks,
  context: MarksContext,
): { _id: string; pupilId: string; count: number; write: object }[] {
  const { pupilId, filedUnder, schoolUrn, academicYear } = incoming;
  const filed = filedUnder === undefined ? {} : { filedUnder };
  const _id = marksId(incoming);
  const codes = codesOfLine(before?.line ?? '');
  const changes: MarkChange[] = [];
  const { at, deliveryId } = context;
  let count = 0;
  incoming.codes.forEach((code, place) => {
    const known = codes[place] ?? '';
    if (known === code || (known !== '' && context.keepExisting)) return;
    codes[place] = code;
    count++;
    if (known !== '')
      changes.push({ ...sessionAt(academicYear, place), from: known, to: code, at, deliveryId });
  });
  if (count === 0) return [];
  const line = lineOfCodes(codes);
  const update = before
    ? {
        filter: { _id, revision: before.revision },
        update: {
          $set: { line },
          $inc: { revision: 1 },
          ...(changes.length > 0 ? { $push: { changes: { $each: changes } } } : {}),
        },
      }
    : {
        filter: { _id },
        update: {
          $setOnInsert: { pupilId, ...filed, schoolUrn, academicYear, line, changes: [], revision: 1 },
        },
        upsert: true,
      };
  return [{ _id, pupilId, count, write: { updateOne: update } }];
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
