import { randomUUID } from 'node:crypto';
import type { DecisionProblem } from '../../../domain/flags/decideFlag.ts';
import { FLAG_DECISIONS, type Flag, type FlagDecision } from '../../../domain/flags/flag.ts';
import { parseLocalDate } from '../../../domain/localDate.ts';
import { withCapital } from '../../../domain/digest/sentences/joinWords.ts';
import { openActions } from '../../../domain/flags/decideFlag.ts';
import { TRACK_TITLES } from '../../../domain/timeline/flagView.ts';
import { decideOnFlag, listFlags } from '../../../store/flagDecisions.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import type { Field, Problems } from '../formView.ts';
import { childPage, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { childFormPage } from './childForm.ts';

const PATH = '/children/:pupilId/flags/:flagId';

/** Where somebody decides on a flag. */
export function decidePath(pupilId: string, flagId: string): string {
  return `/children/${pupilId}/flags/${encodeURIComponent(flagId)}`;
}

const CHOICES: Readonly<Record<FlagDecision, { text: string; hint: string }>> = {
  acknowledge: { text: 'I have seen it and am looking into it', hint: 'It stays on the list.' },
  action: {
    text: 'Action is being taken',
    hint: 'Say what, and by when if it is not done yet. It stays on the list with the action.',
  },
  complete: { text: 'The action is done', hint: 'Say what came of it.' },
  dismiss: {
    text: 'It is not a concern',
    hint: 'It leaves the list and comes back only for something new.',
  },
  close: { text: 'The matter is closed', hint: 'It leaves the list; its history is kept.' },
  reopen: { text: 'Open it again', hint: 'It goes back on the list.' },
};

const PROBLEMS: Readonly<Record<DecisionProblem, readonly [field: string, text: string]>> = {
  'not-from-this-state': ['decision', 'Somebody has decided meanwhile: look again at what is possible'],
  'reason-needed': ['reason', 'Say why, or what is being done'],
  'name-needed': ['decision', 'Your account has no name'],
  'due-in-the-past': ['dueOn', 'Give a day that is still to come'],
  'nothing-to-complete': ['decision', 'No action is open'],
};

/** Acknowledging, acting on, dismissing and closing a flag, each with who and why. */
export const flagRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: 'decide-flags', audit: 'viewed-child' },
    async (visit, { pupil }) => decisionPage(pupil, await flagOf(visit), {}),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: 'decide-flags', audit: 'decided-flag' },
    async (visit, { pupil }) => {
      const flag = await flagOf(visit);
      const fields = formFields(visit.request);
      const decision = possible(flag).find((one) => one === fields['decision']);
      if (decision === undefined)
        return decisionPage(pupil, flag, fields, { decision: 'Choose what you decide' });
      const dueOn = parseLocalDate(fields['dueOn'] ?? '');
      const decided = await decideOnFlag(visit.store, visit.scope, {
        pupilId: pupil._id,
        flagId: flag.flagId,
        decision,
        at: visit.now,
        reason: fields['reason'] ?? '',
        ...(decision === 'action' && dueOn !== undefined ? { dueOn } : {}),
      });
      switch (decided.kind) {
        case 'not-found':
          throw NOT_FOUND;
        case 'refused': {
          const [field, text] = PROBLEMS[decided.problem];
          return decisionPage(pupil, flag, fields, { [field]: text });
        }
        case 'decided':
          return {
            kind: 'redirect',
            to: `/children/${pupil._id}#flags`,
            notice: 'Your decision is on record.',
            about: { flagId: flag.flagId, what: decision },
          };
      }
    },
  ),
];

async function flagOf(visit: Visit): Promise<Flag> {
  const flags = await listFlags(visit.store, visit.scope, visit.param('pupilId'));
  const flag = flags.find(({ flagId }) => flagId === visit.param('flagId'));
  if (!flag) throw NOT_FOUND;
  return flag;
}

function possible(flag: Flag): FlagDecision[] {
  return (Object.keys(FLAG_DECISIONS) as FlagDecision[]).filter(
    (decision) =>
      FLAG_DECISIONS[decision].from.includes(flag.state) &&
      (decision !== 'complete' || openActions(flag).length > 0),
  );
}

function decisionPage(
  pupil: PupilRecord,
  flag: Flag,
  values: Readonly<Record<string, string>>,
  problems: Problems = {},
): PageAnswer {
  const decisions = possible(flag);
  const fields: Field[] = [
    {
      name: 'decision',
      label: 'What do you decide?',
      kind: 'radios',
      options: decisions.map(
        (decision) => [decision, CHOICES[decision].text, CHOICES[decision].hint] as const,
      ),
    },
    {
      name: 'reason',
      label: 'Why, or what is being done',
      hint: 'In your words, for whoever reads this in a year. Kept with your name.',
      kind: 'area',
    },
    ...(decisions.includes('action')
      ? [{ name: 'dueOn', label: 'To be done by (if it is not done yet)', kind: 'date' } as const]
      : []),
  ];
  return childFormPage(pupil, {
    title: `Decide: ${TRACK_TITLES[flag.track].toLowerCase()}`,
    action: decidePath(pupil._id, flag.flagId),
    fields,
    values: { requestId: randomUUID(), ...values },
    problems,
    intro: [...flag.contributions, ...(flag.signs ?? [])].map(({ what }) => withCapital(what)),
    submit: 'Record the decision',
  });
}
