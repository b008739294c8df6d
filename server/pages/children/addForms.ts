import { PLANS, REFERRED_TO } from '../../../domain/childEvents/childEvent.ts';
import { CONSENT_STATES, SHARING_BASES } from '../../../domain/childEvents/sharing.ts';
import type { Field } from '../formView.ts';

const ON: Field = { name: 'on', label: 'Date', kind: 'date' };
const text = (label: string): Field => ({ name: 'text', label, kind: 'area' });
const OUTCOME: Field = { name: 'outcome', label: 'What came of it, if that is known', kind: 'area' };
const entries = (table: Readonly<Record<string, string>>) => Object.entries(table);

/** What people add by hand, and the fields each kind has. */
export const ADD_FORMS = {
  contact: {
    title: 'Contact or visit',
    fields: [
      { name: 'at', label: 'When', kind: 'datetime-local' },
      {
        name: 'method',
        label: 'How',
        kind: 'radios',
        options: [
          ['visit', 'Visit'],
          ['call', 'Telephone call'],
          ['video', 'Video call'],
          ['meeting', 'Meeting'],
        ],
      },
      {
        name: 'seen',
        label: 'Was the child seen?',
        kind: 'radios',
        options: [
          ['yes', 'Yes'],
          ['no', 'No'],
        ],
      },
      { name: 'seenBy', label: 'Seen by, if not by you', kind: 'text' },
      text('What was said or found'),
    ],
  },
  action: {
    title: 'Action',
    fields: [
      ON,
      text('What is to be done, or was done'),
      { name: 'dueOn', label: 'To be done by', kind: 'date' },
      { name: 'doneOn', label: 'Done on', kind: 'date' },
      OUTCOME,
    ],
  },
  note: {
    title: 'Note',
    fields: [
      ON,
      text('Note'),
      {
        name: 'effect',
        label: 'What it tells of',
        kind: 'radios',
        options: [
          ['neutral', 'Neither'],
          ['protective', 'Something going well'],
          ['worrying', 'Something worrying'],
        ],
      },
    ],
  },
  referral: {
    title: 'Referral',
    fields: [
      ON,
      { name: 'to', label: 'To', kind: 'select', options: entries(REFERRED_TO) },
      text('Why, and what was asked for'),
      OUTCOME,
    ],
  },
  plan: {
    title: 'Plan',
    fields: [
      { name: 'plan', label: 'Which plan', kind: 'select', options: entries(PLANS) },
      { ...ON, label: 'Began on' },
      { name: 'until', label: 'Ended on, if it has', kind: 'date' },
      { name: 'reviewOn', label: 'To be reviewed on', kind: 'date' },
      text('More'),
    ],
  },
  disclosure: {
    title: 'Decision to share with another agency, or not to',
    fields: [
      ON,
      {
        name: 'shared',
        label: 'What was decided',
        kind: 'radios',
        options: [
          ['yes', 'To share'],
          ['no', 'Not to share'],
        ],
      },
      { name: 'agency', label: 'With', kind: 'select', options: entries(REFERRED_TO) },
      { name: 'recipient', label: 'Who there, by name or office (optional)', kind: 'text' },
      { name: 'what', label: 'What was shared, or was asked for and not shared', kind: 'area' },
      { name: 'basis', label: 'What allows it', kind: 'radios', options: entries(SHARING_BASES) },
      {
        name: 'consent',
        label: 'Were the child or their parents asked?',
        hint: 'Consent is not needed to share where a child is at risk. Telling them first, where that is safe, is good practice.',
        kind: 'radios',
        options: entries(CONSENT_STATES),
      },
      { name: 'whyNotAsked', label: 'If nobody was asked, why', kind: 'area' },
      text('Why it was decided so'),
    ],
  },
  share: {
    title: 'Decision to share this record with another school of the household, or not to',
    fields: [
      ON,
      { name: 'withSchool', label: 'The other school’s number (URN)', hint: 'Six digits.', kind: 'text' },
      {
        name: 'shared',
        label: 'What was decided',
        hint: 'What your school wrote about this child can be read there, by who may read entries, until it is decided otherwise.',
        kind: 'radios',
        options: [
          ['yes', 'To share'],
          ['no', 'Not to share'],
        ],
      },
      text('Why, and on what basis'),
    ],
  },
  intervention: {
    title: 'Support or intervention',
    fields: [
      { ...ON, label: 'Began on' },
      { name: 'until', label: 'Ended on, if it has', kind: 'date' },
      text('What is done'),
      OUTCOME,
    ],
  },
  'move-reason': {
    title: 'Why the child changed school',
    fields: [{ ...ON, label: 'Joined this school on' }, text('Why, as far as is known')],
  },
  'safeguarding-file': {
    title: 'Safeguarding file from another school',
    fields: [
      ON,
      {
        name: 'state',
        label: 'What became of it',
        kind: 'radios',
        options: [
          ['requested', 'We asked for it'],
          ['received', 'It came'],
          ['none', 'The school before says that there is none'],
        ],
      },
      { name: 'otherSchool', label: 'The other school', kind: 'text' },
      text('More'),
    ],
  },
  'place-application': {
    title: 'In-year application for a school place',
    fields: [
      { ...ON, label: 'Applied on' },
      { name: 'answeredOn', label: 'Answered on, if it was', kind: 'date' },
      { name: 'toSchool', label: 'To which school', kind: 'text' },
      text('More'),
    ],
  },
  'fair-access': {
    title: 'Fair Access Protocol',
    fields: [
      { ...ON, label: 'Agreed on that the child comes under it' },
      { name: 'allocatedOn', label: 'Place allocated on, if it was', kind: 'date' },
      { name: 'toSchool', label: 'At which school', kind: 'text' },
      text('More'),
    ],
  },
} as const satisfies Readonly<Record<string, { title: string; fields: readonly Field[] }>>;
export type AddedKind = keyof typeof ADD_FORMS;

/** The kind of that name, of those that people add here. */
export function kindOf(text: string): AddedKind | undefined {
  return (Object.keys(ADD_FORMS) as AddedKind[]).find((kind) => kind === text);
}
