import type { Author } from '../childEvents/childEvent.ts';
import type { LocalDate } from '../localDate.ts';
import { dueOn, isStopped, type Pause } from './dueDate.ts';

/**
 * Who asks. The right is the child's (ICO, right of access, "What about requests for information about children?"):
 * a child who understands what it means asks for themself, and a parent asks on the child's behalf.
 */
export const RELATIONS = {
  child: 'The child',
  parent: 'A parent with parental responsibility, on the child’s behalf',
  carer: 'Somebody else with parental responsibility, such as a special guardian or the council',
  representative: 'Somebody with the written authority of one of these, such as a solicitor',
} as const;
export type Relation = keyof typeof RELATIONS;

export interface Requester {
  readonly name: string;
  readonly relation: Relation;
  /** Words by which the record speaks of them, such as `mum`: they need not be hidden from them. */
  readonly words: readonly string[];
  /** How it was checked that they may ask. */
  readonly standing: string;
  /** Whether the child understands the request, and what they say to it; empty where the child asks. */
  readonly childsView: string;
}

/** Why a request is not answered, to choose from. */
export const REFUSALS = {
  'no-standing': 'They may not ask for this child’s data: no parental responsibility and no authority',
  'childs-wish': 'The child understands what it means and does not agree, or it is not in their interest',
  'not-identified': 'They did not show who they are, though asked',
  unfounded: 'Manifestly unfounded (UK GDPR article 12(5))',
  excessive: 'Manifestly excessive (UK GDPR article 12(5))',
} as const;
export type Refusal = keyof typeof REFUSALS;

/** Words to be hidden, or left in, wherever they stand in what is given out. */
export interface Term {
  readonly words: string;
  readonly hide: boolean;
  readonly reason: string;
  readonly by: Author;
  readonly at: Date;
}

/** What has happened to a request, as far as its state rests on it. */
export interface RequestFacts {
  readonly receivedOn: LocalDate;
  readonly pauses: readonly (Pause & { readonly what: string })[];
  readonly extension?: { readonly toldOn: LocalDate; readonly reason: string; readonly by: Author };
  readonly answer?: { readonly on: LocalDate; readonly how: string; readonly by: Author };
  readonly refusal?: {
    readonly on: LocalDate;
    readonly ground: Refusal;
    readonly reason: string;
    readonly by: Author;
  };
  /** Set once somebody has decided on an entry. */
  readonly reviewBegun?: boolean;
}

export type RequestState = 'received' | 'waiting' | 'in-review' | 'answered' | 'refused';

export const STATE_WORDS: Readonly<Record<RequestState, string>> = {
  received: 'Received',
  waiting: 'Waiting for the requester',
  'in-review': 'In review',
  answered: 'Answered',
  refused: 'Refused',
};

export interface Standing {
  readonly state: RequestState;
  /** The last day to answer; absent while the clock stands still and once it is over. */
  readonly due?: LocalDate;
  readonly overdue: boolean;
}

/** How a request stands on a day. */
export function standingOf(request: RequestFacts, today: LocalDate): Standing {
  const { receivedOn, pauses, extension, answer, refusal, reviewBegun } = request;
  if (answer !== undefined) return { state: 'answered', overdue: false };
  if (refusal !== undefined) return { state: 'refused', overdue: false };
  const due = dueOn({ receivedOn, pauses, extended: extension !== undefined });
  if (due === undefined || isStopped(pauses)) return { state: 'waiting', overdue: false };
  return { state: reviewBegun === true ? 'in-review' : 'received', due, overdue: due < today };
}

/** Due soon enough to be told on the page of the week, days. */
export const SOON_DAYS = 7;
