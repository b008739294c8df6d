import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { DayMarks, MarksYear, Session } from '../domain/attendance/marks.ts';
import { isDuplicateKey } from './deliveries.ts';
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
  /** `pupilId:urn:academicYear` */
  _id: string;
  pupilId: string;
  schoolUrn: Urn;
  academicYear: number;
  days: Record<LocalDate, DayMarks>;
  changes: MarkChange[];
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
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);

/** Marks of one pupil at one school in one academic year, as a delivery brings them. */
export interface IncomingMarks {
  pupilId: string;
  schoolUrn: Urn;
  academicYear: number;
  marks: readonly { date: LocalDate; session: Session; code: string }[];
}

/**
 * Lays marks over what is known. A mark that differs from the one before replaces it, and the change is kept.
 * Safe to run again: the same marks change nothing.
 * @param keepExisting leave marks that are already there as they are (for rows that were held while newer ones landed)
 * @returns how many marks were new or changed
 */
export async function recordMarks(
  store: Store,
  incoming: IncomingMarks,
  context: { deliveryId: string; at: Date; keepExisting?: boolean },
): Promise<number> {
  const _id = `${incoming.pupilId}:${incoming.schoolUrn}:${incoming.academicYear}`;
  for (;;) {
    const before = await store.marks.findById(_id).lean<MarksRecord>();
    const { set, changes, count } = differences(before, incoming, context);
    if (count === 0) return 0;
    if (await writeMarks(store, _id, incoming, before, set, changes)) return count;
  }
}

function differences(
  before: MarksRecord | null,
  incoming: IncomingMarks,
  context: { deliveryId: string; at: Date; keepExisting?: boolean },
): { set: Record<string, string>; changes: MarkChange[]; count: number } {
  const set: Record<string, string> = {};
  const changes: MarkChange[] = [];
  for (const { date, session, code } of incoming.marks) {
    const known = before?.days[date]?.[session];
    if (known === code || (known !== undefined && context.keepExisting)) continue;
    set[`days.${date}.${session}`] = code;
    if (known !== undefined) {
      changes.push({ date, session, from: known, to: code, at: context.at, deliveryId: context.deliveryId });
    }
  }
  return { set, changes, count: Object.keys(set).length };
}

/** One conditional write; false when another writer was there first. */
async function writeMarks(
  store: Store,
  _id: string,
  incoming: IncomingMarks,
  before: MarksRecord | null,
  set: Record<string, string>,
  changes: MarkChange[],
): Promise<boolean> {
  if (before) {
    const result = await store.marks.collection.updateOne({ _id, revision: before.revision } as never, {
      $set: set,
      $inc: { revision: 1 },
      ...(changes.length > 0 ? { $push: { changes: { $each: changes } } as never } : {}),
    });
    return result.matchedCount === 1;
  }
  const days: Record<string, Record<string, string>> = {};
  for (const { date, session, code } of incoming.marks) (days[date] ??= {})[session] = code;
  const { pupilId, schoolUrn, academicYear } = incoming;
  try {
    await store.marks.collection.insertOne({
      _id,
      pupilId,
      schoolUrn,
      academicYear,
      days,
      changes: [],
      revision: 1,
    } as never);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export async function listMarksOfPupil(store: Store, pupilId: string): Promise<MarksYear[]> {
  return store.marks
    .find({ pupilId }, { schoolUrn: 1, academicYear: 1, days: 1 })
    .lean<Pick<MarksRecord, 'schoolUrn' | 'academicYear' | 'days'>[]>();
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
