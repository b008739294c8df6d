import { PLANS, REFERRED_TO } from '../../../domain/childEvents/childEvent.ts';
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
  intervention: {
    title: 'Support or intervention',
    fields: [
      { ...ON, label: 'Began on' },
      { name: 'until', label: 'Ended on, if it has', kind: 'date' },
      text('What is done'),
      OUTCOME,
    ],
  },
} as const satisfies Readonly<Record<string, { title: string; fields: readonly Field[] }>>;
export type AddedKind = keyof typeof ADD_FORMS;

/** The kind of that name, of those that people add here. */
export function kindOf(text: string): AddedKind | undefined {
  return (Object.keys(ADD_FORMS) as AddedKind[]).find((kind) => kind === text);
}
