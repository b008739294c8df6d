import { parseLocalDate, type LocalDate } from '../../../domain/localDate.ts';
import { dueOn } from '../../../domain/subjectAccess/dueDate.ts';
import { REFUSALS, RELATIONS, type Requester } from '../../../domain/subjectAccess/request.ts';
import type { RequestChange, SubjectRequestRecord } from '../../../store/subjectRequests.ts';
import type { Problems, Read } from '../formView.ts';
import type { Visit } from '../page.ts';

type Fields = Readonly<Record<string, string>>;
/** A request as it was filled in, with every problem at once. */
export function readRequest(
  fields: Fields,
  today: LocalDate,
): Read<Pick<SubjectRequestRecord, 'receivedOn' | 'asked' | 'requester' | 'identity' | 'pauses'>> {
  const text = (name: string): string => fields[name]?.trim() ?? '';
  const receivedOn = dayThatHasCome(text('receivedOn'), today);
  const relation = keyIn(RELATIONS, text('relation'));
  const problems: Problems = {
    ...(receivedOn === undefined ? { receivedOn: 'Give a day that has come' } : {}),
    ...(text('asked') === '' ? { asked: 'Say what is asked for' } : {}),
    ...(text('name') === '' ? { name: 'Say who asks' } : {}),
    ...(relation === undefined ? { relation: 'Choose their standing' } : {}),
    ...(text('standing') === '' ? { standing: 'Say how it was checked that they may ask' } : {}),
    ...(relation !== undefined && relation !== 'child' && text('childsView') === ''
      ? { childsView: 'Say whether the child understands the request, and what they say' }
      : {}),
  };
  if (receivedOn === undefined || relation === undefined || Object.keys(problems).length > 0)
    return { ok: false, problems };
  const requester: Requester = {
    ...{ name: text('name'), relation, standing: text('standing'), childsView: text('childsView') },
    words: text('words')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  };
  const identity = text('identity');
  const waiting = { kind: 'identity', askedOn: receivedOn, what: 'Proof of identity' } as const;
  return {
    ok: true,
    value: {
      receivedOn,
      asked: text('asked'),
      requester,
      identity,
      pauses: identity === '' ? [waiting] : [],
    },
  };
}

/** What a form of a request's page changes, with a word for the audit and one for the person. */
export interface Changed {
  readonly change: RequestChange;
  readonly audit: string;
  readonly notice: string;
}

/** @returns undefined where it is none of the forms */
export function readChange(
  fields: Fields,
  request: SubjectRequestRecord,
  { scope: { today }, viewer: { personId, name } }: Visit,
): Read<Changed> | undefined {
  const by = { personId, name };
  const what = fields['what'] ?? '';
  const on = dayThatHasCome(fields[`${what}On`] ?? '', today);
  const text = (field: string): string => fields[field]?.trim() ?? '';
  const refuse = (...problems: readonly Problems[]): Read<never> => ({
    ok: false,
    problems: Object.assign({}, late(`${what}On`, on, request), ...problems),
  });
  const needs = (field: string, problem: string): Problems =>
    text(field) === '' ? { [field]: problem } : {};
  const accept = (change: RequestChange, audit: string, notice: string): Read<Changed> => ({
    ok: true,
    value: { change, audit, notice },
  });
  const usable = on !== undefined && on >= request.receivedOn;
  switch (what) {
    case 'came':
      return usable && text('cameNote') !== ''
        ? accept(cameOn(request, on, text('cameNote')), 'clock runs', 'The clock runs again.')
        : refuse(needs('cameNote', 'Say what came'));
    case 'ask': {
      const kind = keyIn({ clarification: '', identity: '' }, text('kind'));
      if (!usable || kind === undefined || text('askNote') === '')
        return refuse(
          kind === undefined ? { kind: 'Choose what you asked for' } : {},
          needs('askNote', 'Say in what words'),
        );
      const pauses = [...request.pauses, { kind, askedOn: on, what: text('askNote') }];
      return accept({ pauses }, 'clock stopped', 'The clock stands still until they answer.');
    }
    case 'extend': {
      const first = dueOn({ ...request, extended: false });
      if (on !== undefined && first !== undefined && on > first)
        return refuse({ extendOn: 'It is too late: they had to be told within the first month' });
      return usable && text('extendReason') !== ''
        ? accept(
            { extension: { toldOn: on, reason: text('extendReason'), by } },
            'extended',
            'Two more months are noted.',
          )
        : refuse(needs('extendReason', 'Say why it takes longer'));
    }
    case 'refuse': {
      const ground = keyIn(REFUSALS, text('ground'));
      return usable && ground !== undefined && text('refuseReason') !== ''
        ? accept(
            { refusal: { on, ground, reason: text('refuseReason'), by } },
            'refused',
            'The refusal is recorded.',
          )
        : refuse(
            ground === undefined ? { ground: 'Choose why' } : {},
            needs('refuseReason', 'Say in what words'),
          );
    }
    case 'given':
      return usable && text('how') !== ''
        ? accept({ answer: { on, how: text('how'), by } }, 'answered', 'The answer is recorded as given.')
        : refuse(needs('how', 'Say how it went'));
    default:
      return undefined;
  }
}

function late(field: string, on: LocalDate | undefined, { receivedOn }: SubjectRequestRecord): Problems {
  return on === undefined || on < receivedOn ? { [field]: 'Give a day since the request that has come' } : {};
}

/** What was waited for has come: every pause ends. */
function cameOn({ pauses, identity }: SubjectRequestRecord, on: LocalDate, note: string): RequestChange {
  return {
    pauses: pauses.map((pause) =>
      pause.answeredOn === undefined ? { ...pause, answeredOn: on, what: `${pause.what}: ${note}` } : pause,
    ),
    ...(identity === '' ? { identity: note } : {}),
  };
}

function dayThatHasCome(text: string, today: LocalDate): LocalDate | undefined {
  const day = parseLocalDate(text.trim());
  return day !== undefined && day <= today ? day : undefined;
}

function keyIn<Key extends string>(table: Readonly<Record<Key, unknown>>, text: string): Key | undefined {
  return (Object.keys(table) as Key[]).find((key) => key === text);
}
