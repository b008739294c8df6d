import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { Assessment } from '../domain/concern/assessment.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';

/** `now` for the latest, or the ISO week at whose end it was made, such as `2026-W46`. */
export type AssessmentMoment = 'now' | (string & {});

/** What was made of a child's history as of a moment. */
export interface AssessmentRecord {
  /** `pupilId:moment` */
  _id: string;
  pupilId: string;
  moment: AssessmentMoment;
  schoolUrns: Urn[];
  level: Assessment['level'];
  score: number;
  assessment: Assessment;
  /** For `now`: the pupil's stale count it was worked out from. */
  basedOn?: number;
}

export const assessmentSchema = new Schema<AssessmentRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true },
    moment: { type: String, required: true },
    schoolUrns: [String],
    level: { type: String, required: true },
    score: { type: Number, required: true },
    basedOn: Number,
    assessment: { type: Schema.Types.Mixed, required: true } as never,
  },
  { versionKey: false, minimize: false },
);
assessmentSchema.index({ schoolUrns: 1, moment: 1, score: -1 });

export interface Assessed {
  schoolUrns: readonly Urn[];
  assessment: Assessment;
}

/**
 * Keeps what is made of children's histories now.
 * @param assessed each with the stale count it was worked out from: an older one never replaces a newer one
 */
export async function recordAssessments(
  store: Store,
  assessed: readonly (Assessed & { basedOn: number })[],
): Promise<void> {
  const writes = assessed.map((one) => ({
    updateOne: {
      filter: {
        _id: `${one.assessment.pupilId}:now`,
        $or: [{ basedOn: { $lte: one.basedOn } }, { basedOn: { $exists: false } }],
      },
      update: { $set: { ...fieldsOf('now', one), basedOn: one.basedOn } },
      upsert: true,
    },
  }));
  await writeAll(store, writes);
}

/** Keeps what was made of children's histories as of a week's end; what was kept for that week before stays. */
export async function recordWeek(store: Store, week: string, assessed: readonly Assessed[]): Promise<void> {
  if (assessed.length === 0) return;
  const records = assessed.map((one) => ({
    _id: `${one.assessment.pupilId}:${week}`,
    ...fieldsOf(week, one),
  }));
  try {
    await store.assessments.collection.insertMany(records as never, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

function fieldsOf(
  moment: AssessmentMoment,
  { schoolUrns, assessment }: Assessed,
): Omit<AssessmentRecord, '_id' | 'basedOn'> {
  const { pupilId, level, score } = assessment;
  return { pupilId, moment, schoolUrns: [...schoolUrns], level, score, assessment };
}

/** A conditional upsert that finds a newer record collides with it, and rightly does nothing. */
async function writeAll(store: Store, writes: readonly object[]): Promise<void> {
  if (writes.length === 0) return;
  try {
    await store.assessments.collection.bulkWrite(writes as never, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** The assessment as it was worked out: the driver keeps what is absent as null. */
export function assessmentOf({ assessment }: Pick<AssessmentRecord, 'assessment'>): Assessment {
  return { ...assessment, attendance: assessment.attendance ?? undefined };
}

export async function findAssessment(
  store: Store,
  pupilId: string,
  moment: AssessmentMoment,
): Promise<Assessment | null> {
  const found = await store.assessments.findById(`${pupilId}:${moment}`).lean<AssessmentRecord>();
  return found ? assessmentOf(found) : null;
}

/** Assessments of a school's children as of a moment, highest score first. */
export async function listAssessments(
  store: Store,
  schoolUrn: Urn,
  moment: AssessmentMoment,
): Promise<Assessment[]> {
  const found = await store.assessments
    .find({ schoolUrns: schoolUrn, moment })
    .sort({ score: -1 })
    .lean<AssessmentRecord[]>();
  return found.map(assessmentOf);
}
