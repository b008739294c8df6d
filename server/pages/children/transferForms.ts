import type { Field } from '../formView.ts';

export const PREPARE: readonly Field[] = [
  { name: 'school', label: 'School it goes to', kind: 'text' },
  { name: 'urn', label: 'Its URN, if you know it (optional)', hint: 'Six digits', kind: 'text' },
  {
    name: 'recipient',
    label: 'Who receives it',
    hint: 'Their designated safeguarding lead, by name',
    kind: 'text',
  },
  { name: 'reason', label: 'Why it goes', hint: 'Such as: joined them on 9 November', kind: 'area' },
  {
    name: 'key',
    label: 'Their age public key (optional)',
    hint: 'Begins with age1. A school with Throughline shows it where files are received. Without it you get a passphrase.',
    kind: 'text',
  },
];

export const SENT: readonly Field[] = [
  { name: 'on', label: 'Sent on', kind: 'date' },
  {
    name: 'how',
    label: 'How it went, and how they get the passphrase',
    hint: 'Never both the same way. Such as: by secure e-mail, passphrase by telephone.',
    kind: 'text',
  },
];

export const SIGNED_RECEIPT: readonly Field[] = [
  { name: 'receipt', label: 'The receipt, as they sent it', kind: 'area' },
];

export const TOLD_RECEIPT: readonly Field[] = [
  { name: 'receivedBy', label: 'Who received it', kind: 'text' },
  { name: 'receivedOn', label: 'Received on', kind: 'date' },
  {
    name: 'code',
    label: 'The code in README.txt',
    hint: 'Only somebody who opened the file can know it.',
    kind: 'text',
  },
];

export const RECEIVE: readonly Field[] = [
  { name: 'package', label: 'The file', hint: 'Its name ends in .age', kind: 'file' },
  {
    name: 'passphrase',
    label: 'Its passphrase',
    hint: 'Leave it empty where the file was sealed for the key above.',
    kind: 'text',
  },
  {
    name: 'same',
    label: 'If the file names this child otherwise',
    kind: 'radios',
    options: [
      ['check', 'Tell me, and bring nothing in'],
      ['yes', 'I have checked that it is the same child'],
    ],
  },
];
