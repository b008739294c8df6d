import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { Assessment } from '../domain/concern/assessment.ts';
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
}

export const assessmentSchema = new Schema<AssessmentRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true },
    moment: { type: String, required: true },
    schoolUrns: [String],
    level: { type: String, required: true },
    score: { type: Number, required: true },
    assessment: { type: Schema.Types.Mixed, required: true } as never,
  },
  { versionKey: false, minimize: false },
);
assessmentSchema.index({ schoolUrns: 1, moment: 1, score: -1 });

/** Keeps what was made of children's histories as of a moment, in place of what was kept for it before. */
export async function recordAssessments(
  store: Store,
  moment: AssessmentMoment,
  assessed: readonly { schoolUrns: readonly Urn[]; assessment: Assessment }[],
): Promise<void> {
  if (assessed.length === 0) return;
  const writes = assessed.map(({ schoolUrns, assessment }) => {
    const { pupilId, level, score } = assessment;
    return {
      updateOne: {
        filter: { _id: `${pupilId}:${moment}` },
        update: { $set: { pupilId, moment, schoolUrns: [...schoolUrns], level, score, assessment } },
        upsert: true,
      },
    };
  });
  await store.assessments.collection.bulkWrite(writes as never, { ordered: false });
}

export async function findAssessment(
  store: Store,
  pupilId: string,
  moment: AssessmentMoment,
): Promise<Assessment | null> {
  const found = await store.assessments.findById(`${pupilId}:${moment}`).lean<AssessmentRecord>();
  return found?.assessment ?? null;
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
  return found.map((record) => record.assessment);
}
