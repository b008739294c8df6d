/**
 * What erasing a child does to each collection: the one place where that is said. A collection that is not here does
 * not compile, and `test/store/retention/erasing.test.ts` looks for the child in every collection there is.
 */
import { groupBy } from '../../domain/groupBy.ts';
import type { Store } from '../openStore.ts';
import type { Subject } from './subject.ts';

export type CollectionName = Exclude<keyof Store, 'connection'>;

export type Treatment =
  /** Documents of the child's own: destroyed, and counted under the title. */
  | { readonly kind: 'erased'; readonly title: string; readonly whose: (subject: Subject) => object }
  /** Holds others as well: what is the child's is taken out (`redactShared.ts`, `redactDigests.ts`). */
  | { readonly kind: 'redacted'; readonly how: string }
  | { readonly kind: 'kept'; readonly why: string };

const byPupil = ({ ids }: Subject) => ({ pupilId: { $in: [...ids] } });
/** As the register of deletions counts them. */
export const REGISTERS = 'registers of an academic year';
const NOBODYS = 'holds nothing of any child';

/** In the order they are destroyed: whatever others are found by comes after them, and who the child is comes last. */
export const TREATMENTS: Readonly<Record<CollectionName, Treatment>> = {
  heldRows: {
    kind: 'erased',
    title: 'rows as they were held for review',
    whose: ({ ids, upns, schoolUrns, told, ownIncidents }) => ({
      schoolUrn: { $in: [...schoolUrns] },
      $or: [
        { upn: { $in: [...upns] } },
        // Words that told of this child may be a namesake's in a row that still waits.
        { told: { $in: [...told] }, releasedAt: { $exists: true } },
        { 'decision.verdict.pupilId': { $in: [...ids] } },
        ...[...groupBy(ownIncidents, ({ sourceId }) => sourceId)].map(([sourceId, incidents]) => ({
          sourceId,
          externalId: { $in: incidents.map(({ externalId }) => externalId) },
        })),
      ],
    }),
  },
  marks: { kind: 'erased', title: REGISTERS, whose: byPupil },
  contacts: { kind: 'erased', title: 'contacts', whose: byPupil },
  childEvents: {
    kind: 'erased',
    title: 'things people added, decisions on sharing among them',
    whose: byPupil,
  },
  corrections: { kind: 'erased', title: 'corrections of weight', whose: byPupil },
  assessments: { kind: 'erased', title: 'assessments', whose: byPupil },
  flags: { kind: 'erased', title: 'sheets of flags', whose: ({ ids }) => ({ _id: { $in: [...ids] } }) },
  alerts: { kind: 'erased', title: 'alerts', whose: byPupil },
  transfers: { kind: 'erased', title: 'files made for other schools', whose: byPupil },
  holds: { kind: 'erased', title: 'holds that had ended', whose: byPupil },
  subjectRequests: { kind: 'erased', title: 'requests for access', whose: byPupil },
  entryReviews: { kind: 'erased', title: 'decisions on entries for requests for access', whose: byPupil },
  missingRows: { kind: 'erased', title: 'questions about rows missing at their source', whose: byPupil },
  matchDecisions: { kind: 'erased', title: 'decisions whose a row was', whose: byPupil },
  incidents: {
    kind: 'erased',
    title: 'incidents',
    whose: ({ ownIncidents }) => ({ _id: { $in: ownIncidents.map(({ _id }) => _id) } }),
  },
  pupils: {
    kind: 'erased',
    title: 'entries of the admission register',
    whose: ({ ids }) => ({ _id: { $in: [...ids] } }),
  },
  deliveries: { kind: 'redacted', how: 'the body of one that names the child goes, its counts stay' },
  digests: { kind: 'redacted', how: 'the child’s card and lines go, and the mail as it was sent' },
  digestPreviews: { kind: 'redacted', how: 'a preview of one of the child’s schools goes; they last a day' },
  householdAnswers: {
    kind: 'redacted',
    how: 'the child is taken out; what it says of brothers and sisters stays',
  },
  people: { kind: 'redacted', how: 'pastoral staff no longer have the child among those named for them' },
  erasures: { kind: 'kept', why: 'the register itself: random ids, no name and no word' },
  erasedKeys: { kind: 'kept', why: 'keyed hashes, by which a row sent again is refused' },
  audit: { kind: 'kept', why: 'chained: ids alone, and why people said they looked' },
  schools: { kind: 'kept', why: NOBODYS },
  sources: { kind: 'kept', why: NOBODYS },
  readers: { kind: 'kept', why: NOBODYS },
  categoryMappings: { kind: 'kept', why: NOBODYS },
  schoolContexts: { kind: 'kept', why: 'counts of a whole school' },
  visits: { kind: 'kept', why: NOBODYS },
  apiTokens: { kind: 'kept', why: NOBODYS },
  settings: { kind: 'kept', why: NOBODYS },
  turns: { kind: 'kept', why: NOBODYS },
  ownPeriods: { kind: 'kept', why: NOBODYS },
};

/** Collections with documents of the child's own, in the order they are destroyed. */
export const OWNED = Object.entries(TREATMENTS).flatMap(([name, treatment]) =>
  treatment.kind === 'erased' ? [{ name: name as CollectionName, ...treatment }] : [],
);
