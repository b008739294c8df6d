import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { EXEMPTIONS, isExemption } from '../../../domain/subjectAccess/exemptions.ts';
import { isStopped } from '../../../domain/subjectAccess/dueDate.ts';
import {
  RELATIONS,
  REFUSALS,
  STATE_WORDS,
  standingOf,
  type Standing,
} from '../../../domain/subjectAccess/request.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import type { SubjectRequestRecord } from '../../../store/subjectRequests.ts';
import { filePage, type FileForm, type FilePage } from '../children/transferView.ts';
import type { PageAnswer, Visit } from '../page.ts';
import { STATE_TAGS } from './entryView.ts';
import { ASK, CAME, EXTEND, GIVEN, REFUSE } from './requestForms.ts';
import { isWaiting, plainOnes, type Workspace } from './workspace.ts';

/** Where a request is. */
export function pathOf({ pupilId, _id }: Pick<SubjectRequestRecord, 'pupilId' | '_id'>): string {
  return `/children/${pupilId}/subject-access/${_id}`;
}

/** When a request is due, in words. */
export function writeDue({ state, due, overdue }: Standing): string {
  if (due !== undefined) return `${writeDate(due)}${overdue ? ', which has passed' : ''}`;
  return state === 'waiting' ? 'The clock stands still until the requester answers' : 'Closed';
}

/** The page of a request: where it stands, everything that is held, and what can be done. */
export function requestPage(
  visit: Visit,
  pupil: PupilRecord,
  workspace: Workspace,
  given: Pick<FilePage, 'values' | 'problems' | 'shownOnce' | 'about'> = {},
): PageAnswer {
  const { request, entries } = workspace;
  const standing = standingOf(request, visit.scope.today);
  const path = pathOf(request);
  const waiting = entries.filter(isWaiting).length;
  const closed = standing.state === 'answered' || standing.state === 'refused';
  const plain = closed ? 0 : plainOnes(workspace).length;
  const page = filePage(pupil, {
    ...given,
    title: `Request of ${writeDate(request.receivedOn)}`,
    ...(standing.overdue
      ? { warning: `This answer was due on ${writeDate(standing.due ?? visit.scope.today)}.` }
      : {}),
    facts: factsOf(request, standing),
    links: closed ? [] : linksOf(request, path, waiting),
    forms: closed ? [] : formsOf(request, path, waiting),
  });
  return {
    ...page,
    template: 'subjectAccess/request',
    crumbs: [
      ...(page.crumbs ?? []),
      { text: 'Subject access', href: `/children/${pupil._id}/subject-access` },
    ],
    view: {
      ...page.view,
      action: path,
      progress:
        waiting === 0
          ? `All ${entries.length} entries are reviewed.`
          : `${waiting} of ${entries.length} entries are still to be reviewed. Nothing can be given out before that.`,
      plain:
        plain === 0
          ? null
          : `Give out the ${plain} that Throughline wrote itself and in which nothing is marked`,
      next: closed ? null : (entries.find(isWaiting)?.key ?? null),
      entries: closed
        ? []
        : entries.map((one) => ({
            href: `${path}/entries/${one.key}`,
            date: writeDate(one.entry.date),
            kind: one.entry.kind,
            begins: beginning(
              one.entry.parts.find(({ label }) => label === 'Words')?.text ?? one.entry.parts[0]?.text ?? '',
            ),
            state: STATE_TAGS[one.state],
          })),
    },
  };
}

function linksOf({ pauses, prepared }: SubjectRequestRecord, path: string, waiting: number) {
  return [
    ...(waiting === 0 && !isStopped(pauses)
      ? [{ href: `${path}/answer.pdf`, text: 'Read the answer as it stands, or print it to hand over (PDF)' }]
      : []),
    ...(prepared === undefined
      ? []
      : [{ href: `${path}/answer.age`, text: 'Download the answer, locked with its passphrase' }]),
  ];
}

const MOST_CHARACTERS = 90;

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`;
}

function factsOf(request: SubjectRequestRecord, standing: Standing): { what: string; value: string }[] {
  const { requester, extension, prepared, answer, refusal } = request;
  const fact = (what: string, value: string | undefined) => (value ? [{ what, value }] : []);
  return [
    ...fact('State', STATE_WORDS[standing.state]),
    ...fact('Answer by', writeDue(standing)),
    ...fact('Who asks', `${requester.name}: ${RELATIONS[requester.relation].toLowerCase()}`),
    ...fact('They may ask', requester.standing),
    ...fact('The child', requester.childsView),
    ...fact('Identity', request.identity === '' ? 'Not shown yet' : request.identity),
    ...fact('What is asked', request.asked),
    ...request.pauses.flatMap(({ kind, what, askedOn, answeredOn }) =>
      fact(
        kind === 'identity' ? 'Proof asked for' : 'Clarification asked for',
        `${what}. Asked ${writeDate(askedOn)}${answeredOn === undefined ? ', not answered' : `, came ${writeDate(answeredOn)}`}`,
      ),
    ),
    ...fact(
      'Extended',
      extension && `Told on ${writeDate(extension.toldOn)}: ${extension.reason} (${extension.by.name})`,
    ),
    ...fact('Recorded', `${writeInstant(request.recordedAt)} by ${request.by.name}`),
    ...request.terms.map(({ words, hide, by }) => ({
      what: hide ? 'Hidden everywhere' : 'Left in everywhere',
      value: `${words} (${by.name})`,
    })),
    ...fact(
      'Answer made',
      prepared &&
        `${writeInstant(prepared.at)} by ${prepared.by.name}: ${prepared.included} entries, ${prepared.redactions} passages taken out, ${prepared.withheld} entries kept back`,
    ),
    ...fact(
      'Applied',
      prepared?.grounds
        .flatMap((key) => (isExemption(key) ? [`${EXEMPTIONS[key].title} (${EXEMPTIONS[key].source})`] : []))
        .join('; '),
    ),
    ...fact('Given', answer && `${writeDate(answer.on)}, ${answer.how}, says ${answer.by.name}`),
    ...fact(
      'Refused',
      refusal &&
        `${writeDate(refusal.on)}: ${REFUSALS[refusal.ground]}. ${refusal.reason} (${refusal.by.name})`,
    ),
  ];
}

function formsOf(request: SubjectRequestRecord, action: string, waiting: number): FileForm[] {
  const form = (what: string, rest: Omit<FileForm, 'action' | 'hidden'>): FileForm => ({
    ...rest,
    action,
    hidden: { what },
  });
  const stopped = isStopped(request.pauses);
  return [
    ...(stopped
      ? [
          form('came', {
            title: 'What you waited for has come',
            fields: CAME,
            submit: 'The clock runs again',
          }),
        ]
      : []),
    ...(!stopped && waiting === 0
      ? [
          form('answer', {
            title: request.prepared === undefined ? 'Make the answer' : 'Make the answer again',
            intro:
              'One file with a letter, a PDF and the same for a computer, locked with a passphrase that you are shown once. Read the PDF before you give it out.',
            ...{ fields: [], submit: 'Make the answer' },
          }),
        ]
      : []),
    ...(request.prepared === undefined
      ? []
      : [form('given', { title: 'It is given', fields: GIVEN, submit: 'Record that it is given' })]),
    ...(stopped
      ? []
      : [
          form('ask', {
            folded: true,
            title: 'Ask the requester for something first',
            fields: ASK,
            submit: 'Stop the clock',
          }),
        ]),
    ...(request.extension === undefined
      ? [
          form('extend', {
            folded: true,
            title: 'It takes longer',
            intro: 'Up to two months more, for a complex request.',
            fields: EXTEND,
            submit: 'Note the two months',
          }),
        ]
      : []),
    form('refuse', { folded: true, title: 'Refuse it', fields: REFUSE, submit: 'Record the refusal' }),
  ];
}
