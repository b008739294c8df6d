import { indexNames, type NameIndex } from '../../../domain/subjectAccess/knownPeople.ts';
import {
  reviewState,
  suggestionsFor,
  type Decision,
  type ReviewState,
} from '../../../domain/subjectAccess/review.ts';
import { buildSubjectEntries } from '../../../domain/subjectAccess/subjectEntries.ts';
import { keyOf, type SubjectEntry } from '../../../domain/subjectAccess/subjectEntry.ts';
import { mapDecisions } from '../../../store/entryReviews.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { getSubjectData } from '../../../store/subjectData.ts';
import { findSubjectRequest, type SubjectRequestRecord } from '../../../store/subjectRequests.ts';
import { NOT_FOUND } from '../../problem.ts';
import { describeChild } from '../children/describeChild.ts';
import type { Visit } from '../page.ts';

/** An entry on its way to being given out. */
export interface Reviewed {
  readonly key: string;
  readonly entry: SubjectEntry;
  readonly decision?: Decision;
  readonly state: ReviewState;
}

/** A request with everything that is held, entry by entry, and how far it is reviewed. */
export interface Workspace {
  readonly request: SubjectRequestRecord;
  readonly entries: readonly Reviewed[];
  readonly index: NameIndex;
  readonly schoolName: string;
}

/** The request of the path; throws NOT_FOUND where there is none, or it is another school's. */
export async function requestOf({ store, scope, param }: Visit): Promise<SubjectRequestRecord> {
  const found = await findSubjectRequest(store, scope, {
    pupilId: param('pupilId'),
    requestId: param('requestId'),
  });
  if (!found) throw NOT_FOUND;
  return found;
}

/** The same, where it is neither answered nor refused. */
export async function openRequest(visit: Visit): Promise<SubjectRequestRecord> {
  const request = await requestOf(visit);
  if (request.answer !== undefined || request.refusal !== undefined) throw NOT_FOUND;
  return request;
}

/** Loads a request with all that is held, as it is at this moment. */
export async function loadWorkspace(visit: Visit, request: SubjectRequestRecord): Promise<Workspace> {
  const { store, scope, now } = visit;
  const { receivedOn, requester, terms } = request;
  const [data, decisions] = await Promise.all([
    getSubjectData(store, scope, request.pupilId, { receivedOn, now }),
    mapDecisions(store, scope, request._id),
  ]);
  if (!data) throw NOT_FOUND;
  const index = indexNames({
    ...data.people,
    requester: [...requester.words, requester.name],
    terms,
  });
  const { schoolNames } = data.facts;
  const card = cardOf(data.pupil, data.siblings, describeChild(data.pupil, schoolNames, scope.today));
  const entries = buildSubjectEntries({ ...data.facts, receivedOn, card }).map((entry): Reviewed => {
    const key = keyOf(entry);
    const decision = decisions.get(key);
    const state = reviewState(entry, decision, index);
    return { key, entry, state, ...(decision === undefined ? {} : { decision }) };
  });
  const schoolName = schoolNames.get(request.schoolUrn) ?? `School ${request.schoolUrn}`;
  return { request, entries, index, schoolName };
}

function cardOf(
  { forename, surname, preferredName, formerSurnames = [], upns = [] }: PupilRecord,
  siblings: readonly string[],
  described: readonly { what: string; value: string }[],
) {
  const line = (what: string, values: readonly string[]) =>
    values.length === 0 ? [] : [{ what, value: values.join(', ') }];
  return [
    { what: 'Name', value: `${forename} ${surname}` },
    ...line('Called', preferredName === undefined ? [] : [preferredName]),
    ...line('Former surnames', formerSurnames),
    ...described.filter(({ what }) => what !== 'UPN'),
    ...line('UPN', upns),
    ...line('Lives with', siblings),
  ];
}

/** True for those that a person has still to decide on. */
export function isWaiting({ state }: Reviewed): boolean {
  return state === 'unreviewed' || state === 'changed';
}

/** Those that wait, that Throughline wrote all by itself, and in which nothing speaks of anybody else. */
export function plainOnes({ entries, index }: Workspace): Reviewed[] {
  return entries.filter(
    (one) => isWaiting(one) && one.entry.machine && suggestionsFor(one.entry, index).length === 0,
  );
}
