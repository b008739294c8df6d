import mongoose, { type Connection, type Model } from 'mongoose';
import { schoolSchema, type SchoolRecord } from './schools.ts';
import { sourceSchema, type SourceRecord } from './sources.ts';
import { readerSchema, type ReaderRecord } from './readers.ts';
import { deliverySchema, type DeliveryRecord } from './deliveries.ts';
import { pupilSchema, type PupilRecord } from './pupils.ts';
import { incidentSchema, type IncidentRecord } from './incidents.ts';
import { marksSchema, type MarksRecord } from './marks.ts';
import { contactSchema, type ContactRecord } from './contacts.ts';
import { matchDecisionSchema, type MatchDecisionRecord } from './matchDecisions.ts';
import { categoryMappingSchema, type CategoryMappingRecord } from './categoryMappings.ts';
import { householdAnswerSchema, type HouseholdAnswerRecord } from './householdAnswers.ts';
import { missingRowSchema, type MissingRowRecord } from './missingRows.ts';
import { heldRowSchema, type HeldRowRecord } from './heldRows.ts';
import { schoolContextSchema, type SchoolContextRecord } from './schoolContexts.ts';
import { assessmentSchema, type AssessmentRecord } from './assessments.ts';
import { flagSchema, type FlagRecord } from './flags.ts';
import { visitSchema, type VisitRecord } from './visits.ts';
import { alertSchema, type AlertRecord } from './alerts.ts';
import { childEventSchema, type ChildEventRecord } from './childEvents.ts';
import { correctionSchema, type CorrectionRecord } from './corrections.ts';
import { digestSchema, type DigestRecord } from './digests.ts';
import { apiTokenSchema, type ApiTokenRecord } from './apiTokens.ts';
import { auditSchema, type AuditRecord } from './audit.ts';
import { digestPreviewSchema, type DigestPreviewRecord } from './digestPreviews.ts';
import { personSchema, type PersonRecord } from './people.ts';
import { settingSchema, type SettingRecord } from './settings.ts';
import { erasedKeySchema, type ErasedKeyRecord } from './retention/erasedKeys.ts';
import { erasureSchema, type ErasureRecord } from './retention/erasures.ts';
import { holdSchema, type HoldRecord } from './retention/holds.ts';
import { ownPeriodSchema, type OwnPeriodRecord } from './retention/ownPeriods.ts';
import { transferSchema, type TransferRecord } from './transfers.ts';
import { packRegisters } from './packRegisters.ts';
import { subjectRequestSchema, type SubjectRequestRecord } from './subjectRequests.ts';
import { entryReviewSchema, type EntryReviewRecord } from './entryReviews.ts';
import { turnSchema, type TurnRecord } from './turns.ts';

/** The database as the rest of Throughline sees it: one model a collection, on a connection of its own. */
export interface Store {
  readonly connection: Connection;
  readonly schools: Model<SchoolRecord>;
  readonly sources: Model<SourceRecord>;
  readonly readers: Model<ReaderRecord>;
  readonly deliveries: Model<DeliveryRecord>;
  readonly pupils: Model<PupilRecord>;
  readonly incidents: Model<IncidentRecord>;
  readonly marks: Model<MarksRecord>;
  readonly contacts: Model<ContactRecord>;
  readonly heldRows: Model<HeldRowRecord>;
  readonly missingRows: Model<MissingRowRecord>;
  readonly categoryMappings: Model<CategoryMappingRecord>;
  readonly householdAnswers: Model<HouseholdAnswerRecord>;
  readonly matchDecisions: Model<MatchDecisionRecord>;
  readonly schoolContexts: Model<SchoolContextRecord>;
  readonly assessments: Model<AssessmentRecord>;
  readonly flags: Model<FlagRecord>;
  readonly visits: Model<VisitRecord>;
  readonly alerts: Model<AlertRecord>;
  readonly childEvents: Model<ChildEventRecord>;
  readonly corrections: Model<CorrectionRecord>;
  readonly digests: Model<DigestRecord>;
  readonly digestPreviews: Model<DigestPreviewRecord>;
  readonly people: Model<PersonRecord>;
  readonly apiTokens: Model<ApiTokenRecord>;
  readonly audit: Model<AuditRecord>;
  readonly settings: Model<SettingRecord>;
  readonly transfers: Model<TransferRecord>;
  readonly subjectRequests: Model<SubjectRequestRecord>;
  readonly entryReviews: Model<EntryReviewRecord>;
  readonly turns: Model<TurnRecord>;
  readonly holds: Model<HoldRecord>;
  readonly erasures: Model<ErasureRecord>;
  readonly erasedKeys: Model<ErasedKeyRecord>;
  readonly ownPeriods: Model<OwnPeriodRecord>;
}

/**
 * Connects to MongoDB (or the embedded server) and makes sure every index exists before anybody writes.
 * @param uri a MongoDB connection string naming the database
 * @throws the driver's error when the server cannot be reached within ten seconds
 */
export async function openStore(uri: string): Promise<Store> {
  const connection = await mongoose
    .createConnection(uri, {
      autoIndex: false,
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 20,
      writeConcern: { w: 'majority', journal: true },
    })
    .asPromise();
  const store: Store = {
    connection,
    schools: connection.model<SchoolRecord>('School', schoolSchema, 'schools'),
    sources: connection.model<SourceRecord>('Source', sourceSchema, 'sources'),
    readers: connection.model<ReaderRecord>('Reader', readerSchema, 'readers'),
    deliveries: connection.model<DeliveryRecord>('Delivery', deliverySchema, 'deliveries'),
    pupils: connection.model<PupilRecord>('Pupil', pupilSchema, 'pupils'),
    incidents: connection.model<IncidentRecord>('Incident', incidentSchema, 'incidents'),
    marks: connection.model<MarksRecord>('Marks', marksSchema, 'marks'),
    contacts: connection.model<ContactRecord>('Contact', contactSchema, 'contacts'),
    heldRows: connection.model<HeldRowRecord>('HeldRow', heldRowSchema, 'heldRows'),
    missingRows: connection.model<MissingRowRecord>('MissingRow', missingRowSchema, 'missingRows'),
    categoryMappings: connection.model<CategoryMappingRecord>(
      'CategoryMapping',
      categoryMappingSchema,
      'categoryMappings',
    ),
    householdAnswers: connection.model<HouseholdAnswerRecord>(
      'HouseholdAnswer',
      householdAnswerSchema,
      'householdAnswers',
    ),
    matchDecisions: connection.model<MatchDecisionRecord>(
      'MatchDecision',
      matchDecisionSchema,
      'matchDecisions',
    ),
    schoolContexts: connection.model<SchoolContextRecord>(
      'SchoolContext',
      schoolContextSchema,
      'schoolContexts',
    ),
    assessments: connection.model<AssessmentRecord>('Assessment', assessmentSchema, 'assessments'),
    flags: connection.model<FlagRecord>('Flag', flagSchema, 'flags'),
    visits: connection.model<VisitRecord>('Visit', visitSchema, 'visits'),
    alerts: connection.model<AlertRecord>('Alert', alertSchema, 'alerts'),
    childEvents: connection.model<ChildEventRecord>('ChildEvent', childEventSchema, 'childEvents'),
    corrections: connection.model<CorrectionRecord>('Correction', correctionSchema, 'corrections'),
    digests: connection.model<DigestRecord>('Digest', digestSchema, 'digests'),
    digestPreviews: connection.model<DigestPreviewRecord>(
      'DigestPreview',
      digestPreviewSchema,
      'digestPreviews',
    ),
    people: connection.model<PersonRecord>('Person', personSchema, 'people'),
    apiTokens: connection.model<ApiTokenRecord>('ApiToken', apiTokenSchema, 'apiTokens'),
    audit: connection.model<AuditRecord>('AuditLine', auditSchema, 'audit'),
    settings: connection.model<SettingRecord>('Setting', settingSchema, 'settings'),
    transfers: connection.model<TransferRecord>('Transfer', transferSchema, 'transfers'),
    subjectRequests: connection.model<SubjectRequestRecord>(
      'SubjectRequest',
      subjectRequestSchema,
      'subjectRequests',
    ),
    entryReviews: connection.model<EntryReviewRecord>('EntryReview', entryReviewSchema, 'entryReviews'),
    turns: connection.model<TurnRecord>('Turn', turnSchema, 'turns'),
    holds: connection.model<HoldRecord>('Hold', holdSchema, 'holds'),
    erasures: connection.model<ErasureRecord>('Erasure', erasureSchema, 'erasures'),
    erasedKeys: connection.model<ErasedKeyRecord>('ErasedKey', erasedKeySchema, 'erasedKeys'),
    ownPeriods: connection.model<OwnPeriodRecord>('OwnPeriod', ownPeriodSchema, 'ownPeriods'),
  };
  for (const model of Object.values(connection.models)) await model.createIndexes();
  await packRegisters(store);
  return store;
}

/** Closes the connection; pending operations finish first. */
export async function closeStore(store: Store): Promise<void> {
  await store.connection.close();
}

/** True when the database answers a ping. */
export async function storeAnswers(store: Store): Promise<boolean> {
  try {
    await store.connection.db?.command({ ping: 1 });
    return store.connection.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}
