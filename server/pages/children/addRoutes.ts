import { randomUUID } from 'node:crypto';
import { mayAt, type Viewer } from '../../../domain/access/viewer.ts';
import {
  parseChildEvent,
  type ChildEvent,
  type ChildEventContent,
} from '../../../domain/childEvents/childEvent.ts';
import type { LocalDate } from '../../../domain/localDate.ts';
import { actionFor, amendChildEvent, findChildEvent, recordChildEvent } from '../../../store/childEvents.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { enqueueChronology } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields, queryParameter } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { childPage, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { ADD_FORMS, kindOf, type AddedKind } from './addForms.ts';
import { childFormPage } from './childForm.ts';
import { mayFor } from './timelineFacts.ts';

const PATH = '/children/:pupilId/add';
const AMEND_PATH = '/children/:pupilId/added/:eventId';

/** Adding contacts, actions, notes, referrals, plans and support to a child's record, and amending them. */
export const addRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: 'add-records', audit: 'viewed-child' },
    (visit, { pupil }) => {
      const kind = kindFor(visit, pupil);
      return Promise.resolve(
        kind === undefined
          ? choicePage(visit, pupil)
          : addPage(pupil, kind, {
              on: dayMeant(visit, pupil, kind),
              effect: 'neutral',
              requestId: randomUUID(),
            }),
      );
    },
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: 'add-records', audit: 'added-record' },
    async (visit, { pupil }) => {
      const fields = formFields(visit.request);
      const kind = kindFor(visit, pupil);
      if (kind === undefined) return choicePage(visit, pupil);
      const read = readContent(visit, kind, fields);
      if ('problems' in read) return addPage(pupil, kind, fields, read.problems);
      const schoolUrn = pupil.memberships
        .map((membership) => membership.schoolUrn)
        .reverse()
        .find((urn) => mayAt(visit.viewer, actionFor({ kind }), urn));
      if (schoolUrn === undefined) throw NOT_FOUND;
      const added = await recordChildEvent(visit.store, visit.scope, {
        pupilId: pupil._id,
        schoolUrn,
        content: read.content,
        at: visit.now,
        ...(fields['requestId'] === undefined ? {} : { requestId: fields['requestId'] }),
      });
      if (added === undefined) throw NOT_FOUND;
      return done(visit, pupil, 'It is in the record.', kind);
    },
  ),
  childPage(
    { method: 'get', path: AMEND_PATH, kind: 'view', allow: 'add-records', audit: 'viewed-child' },
    async (visit, { pupil }) => {
      const { content } = await eventOf(visit);
      return amendPage(visit, pupil, content, valuesOf(content));
    },
  ),
  childPage(
    { method: 'post', path: AMEND_PATH, kind: 'change', allow: 'add-records', audit: 'added-record' },
    async (visit, { pupil }) => {
      const { content, eventId } = await eventOf(visit);
      const fields = formFields(visit.request);
      const kind = kindOf(content.kind);
      const taken = fields['takeBack'] === 'yes';
      const read = taken || kind === undefined ? undefined : readContent(visit, kind, fields);
      if (read && 'problems' in read) return amendPage(visit, pupil, content, fields, read.problems);
      const amended = await amendChildEvent(visit.store, visit.scope, {
        eventId,
        ...(read === undefined ? {} : { content: read.content }),
        reason: fields['amendReason'] ?? fields['takeBackReason'] ?? '',
        at: visit.now,
      });
      switch (amended.kind) {
        case 'reason-needed':
          return amendPage(
            visit,
            pupil,
            content,
            { ...valuesOf(content), ...fields },
            {
              [taken ? 'takeBackReason' : 'amendReason']: 'Say why',
            },
          );
        case 'amended':
          return done(visit, pupil, taken ? 'It is taken back.' : 'It is amended.', content.kind);
        default:
          throw NOT_FOUND;
      }
    },
  ),
];

async function done(visit: Visit, pupil: PupilRecord, notice: string, what: string) {
  await enqueueChronology(visit.context.queues, [pupil._id], randomUUID());
  return { kind: 'redirect', to: `/children/${pupil._id}#entries`, notice, about: { what } } as const;
}

function readContent(
  { now, scope }: Visit,
  kind: AddedKind,
  fields: Readonly<Record<string, string>>,
): { content: ChildEventContent } | { problems: Problems } {
  const { seen, shared, ...rest } = fields;
  const parsed = parseChildEvent(
    { ...rest, kind, seen: yesOrNo(seen), shared: yesOrNo(shared) },
    now,
    scope.today,
  );
  if (parsed.ok) return { content: parsed.content };
  return {
    problems: Object.fromEntries(parsed.problems.map(({ field, message }) => [field, plainly(message)])),
  };
}

function yesOrNo(given: string | undefined): boolean | undefined {
  return given === 'yes' ? true : given === 'no' ? false : undefined;
}

/** The kind asked for, of those the person may add to this child's record. */
function kindFor({ request, viewer }: Visit, pupil: PupilRecord): AddedKind | undefined {
  const kind = kindOf(queryParameter(request, 'kind'));
  return kind !== undefined && mayAdd(viewer, pupil, kind) ? kind : undefined;
}

function mayAdd(viewer: Viewer, pupil: PupilRecord, kind: AddedKind): boolean {
  return mayFor(viewer, actionFor({ kind }), pupil);
}

/** What the parser expected, said to a person. */
function plainly(message: string): string {
  return /^expected/.test(message) ? `Give ${message.replace(/^expected /, '')}` : 'Fill this in';
}

function choicePage({ viewer }: Visit, pupil: PupilRecord): PageAnswer {
  return {
    kind: 'page',
    template: 'children/addChoice',
    title: 'Add to the record',
    crumbs: [{ text: 'This week', href: '/week' }],
    view: {
      pupilId: pupil._id,
      kinds: (Object.keys(ADD_FORMS) as AddedKind[])
        .filter((kind) => mayAdd(viewer, pupil, kind))
        .map((kind) => ({ kind, title: ADD_FORMS[kind].title })),
    },
  };
}

/** Why a child moved is told of the day of joining; anything else mostly of today. */
function dayMeant({ scope }: Visit, { memberships }: PupilRecord, kind: AddedKind): LocalDate {
  const joined = memberships.flatMap((one) => one.joined ?? []).sort();
  return kind === 'move-reason' ? (joined.at(-1) ?? scope.today) : scope.today;
}

function addPage(
  pupil: PupilRecord,
  kind: AddedKind,
  values: Readonly<Record<string, string>>,
  problems: Problems = {},
): PageAnswer {
  return childFormPage(pupil, {
    title: `Add: ${ADD_FORMS[kind].title.toLowerCase()}`,
    action: `/children/${pupil._id}/add?kind=${kind}`,
    fields: ADD_FORMS[kind].fields,
    values,
    problems,
    submit: 'Add it',
  });
}

async function eventOf(visit: Visit): Promise<ChildEvent> {
  const event = await findChildEvent(visit.store, visit.scope, visit.param('eventId'), visit.now);
  if (event?.pupilId !== visit.param('pupilId')) throw NOT_FOUND;
  return event;
}

function valuesOf(content: ChildEventContent): Record<string, string> {
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      value instanceof Date
        ? value.toISOString().slice(0, 16)
        : value === true
          ? 'yes'
          : value === false
            ? 'no'
            : String(value),
    ]),
  );
}

function amendPage(
  visit: Visit,
  pupil: PupilRecord,
  content: ChildEventContent,
  values: Readonly<Record<string, string>>,
  problems: Problems = {},
): PageAnswer {
  const kind = kindOf(content.kind);
  return childFormPage(pupil, {
    title: 'Amend what was added',
    action: `/children/${pupil._id}/added/${visit.param('eventId')}`,
    fields: [
      ...(kind === undefined ? [] : ADD_FORMS[kind].fields),
      { name: 'amendReason', label: 'Why it is amended', kind: 'area' },
    ],
    values,
    problems,
    submit: 'Amend it',
    takeBack: [{ name: 'takeBackReason', label: 'Why it is taken back', kind: 'area' }],
  });
}
