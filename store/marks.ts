import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { DayMarks, MarksYear, Session } from '../domain/attendance/marks.ts';
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
  days: Record<LocalDate, DayMarks>;
  changes: MarkChange[];
  filedUnder?: FiledUnder;
  moves?: Move[];
  revision: number;
}

export const marksSchema = new Schema<MarksRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true, index: true },
    academicYear: { type: Number, required: true },
    days: { type: Schema.Types.Mixed, required: true },
    changes: [
      { _id: false, date: String, session: String, from: String, to: String, at: Date, deliveryId: String },
    ],
    filedUnder: { type: String, index: { sparse: true } },
    moves: { type: [Schema.Types.Mixed], default: undefined } as never,
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);

/** Marks of one pupil at one school in one academic year, as a delivery brings them. */
export interface IncomingMarks {
  pupilId: string;
  filedUnder?: FiledUnder;
  schoolUrn: Urn;
  academicYear: number;
  marks: readonly { date: LocalDate; session: Session; code: string }[];
}

export interface MarksContext {
  deliveryId: string;
  at: Date;
  /** Leave marks that are there as they are: for rows that were held while newer ones landed. */
  keepExisting?: boolean;
}

/**
 * Lays marks over what is known, a school's week in one write. A mark that differs from the one before replaces
 * it, and the change is kept. Safe to run again: the same marks change nothing.
 * @returns how many marks were new or changed, by pupil
 */
export async function recordMarks(
  store: Store,
  incoming: readonly IncomingMarks[],
  context: MarksContext,
): Promise<Map<string, number>> {
  const written = new Map<string, { pupilId: string; count: number }>();
  let left = incoming;
  while (left.length > 0) {
    const known = await store.marks.find({ _id: { $in: left.map(marksId) } }).lean<MarksRecord[]>();
    const byId = new Map(known.map((record) => [record._id, record]));
    const writes = left.flatMap((one) => planWrite(byId.get(marksId(one)) ?? null, one, context));
    if (writes.length === 0) break;
    const result = await store.marks.collection.bulkWrite(writes.map(({ write }) => write) as never, {
      ordered: false,
    });
    for (const { _id, pupilId, count } of writes)
      written.set(_id, { pupilId, count: Math.max(count, written.get(_id)?.count ?? 0) });
    // Where another writer was first, the conditional write did nothing: look again, and write what is still missing.
    left = result.modifiedCount + result.upsertedCount === writes.length ? [] : left;
  }
  const changed = new Map<string, number>();
  for (const { pupilId, count } of written.values())
    changed.set(pupilId, count + (changed.get(pupilId) ?? 0));
  return changed;
}

function marksId({ pupilId, filedUnder, schoolUrn, academicYear }: IncomingMarks): string {
  return `${filedUnder ?? pupilId}:${schoolUrn}:${academicYear}`;
}

/** More marks than this of one register are written as its whole. */
const MARKS_SET_ONE_BY_ONE = 10;

function mergeDays(
  before: MarksRecord['days'],
  more: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Record<string, object> {
  const days: Record<string, object> = { ...before };
  for (const [date, marks] of Object.entries(more)) days[date] = { ...days[date], ...marks };
  return days;
}

function pathsOf(days: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(days).flatMap(([date, marks]) =>
      Object.entries(marks).map(([session, code]) => [`days.${date}.${session}`, code] as const),
    ),
  );
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
  const days: Record<string, Record<string, string>> = {};
  const changes: MarkChange[] = [];
  let count = 0;
  for (const { date, session, code } of incoming.marks) {
    const known = before?.days[date]?.[session];
    if (known === code || (known !== undefined && context.keepExisting)) continue;
    const day = (days[date] ??= {});
    if (day[session] === undefined) count++;
    day[session] = code;
    if (known !== undefined) {
      changes.push({ date, session, from: known, to: code, at: context.at, deliveryId: context.deliveryId });
    }
  }
  if (count === 0) return [];
  const update = before
    ? {
        filter: { _id, revision: before.revision },
        update: {
          // The revision is compared, so nothing can have come in between: many marks are one path, not hundreds.
          $set: count > MARKS_SET_ONE_BY_ONE ? { days: mergeDays(before.days, days) } : pathsOf(days),
          $inc: { revision: 1 },
          ...(changes.length > 0 ? { $push: { changes: { $each: changes } } } : {}),
        },
      }
    : {
        filter: { _id },
        update: {
          $setOnInsert: { pupilId, ...filed, schoolUrn, academicYear, days, changes: [], revision: 1 },
        },
        upsert: true,
      };
  return [{ _id, pupilId, count, write: { updateOne: update } }];
}

/** One register as its marks stood at an instant: what was changed since is put back, a mark counts from its day. */
function asStood(record: MarksRecord, asOf: Date): MarksRecord {
  const since = record.changes.filter(({ at }) => at > asOf);
  if (since.length === 0) return record;
  const days = { ...record.days };
  for (const { date, session, from } of since.reverse()) days[date] = { ...days[date], [session]: from };
  return { ...record, days };
}

/** The registers of these pupils as they stood at an instant, by pupil. */
export async function mapMarksByPupil(
  store: Store,
  pupilIds: readonly string[],
  asOf: Date,
): Promise<Map<string, MarksYear[]>> {
  const found = await store.marks.find({ pupilId: { $in: [...pupilIds] } }).lean<MarksRecord[]>();
  return groupBy(
    found.map((record) => asStood(record, asOf)),
    (record) => record.pupilId,
  );
}

/** A school's registers for one academic year, one pupil at a time. */
export function streamMarksOfSchool(
  store: Store,
  schoolUrn: Urn,
  academicYear: number,
): AsyncIterable<Pick<MarksRecord, 'pupilId' | 'days'>> {
  return store.marks
    .find({ schoolUrn, academicYear }, { pupilId: 1, days: 1 })
    .lean<Pick<MarksRecord, 'pupilId' | 'days'>[]>()
    .cursor();
}
