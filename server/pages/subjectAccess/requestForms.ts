import { REFUSALS, RELATIONS } from '../../../domain/subjectAccess/request.ts';
import type { Field } from '../formView.ts';

export const RECORD: readonly Field[] = [
  {
    name: 'receivedOn',
    label: 'Received on',
    kind: 'date',
    hint: 'The day it reached anybody at the school, weekend or holiday included. The month counts from it.',
  },
  {
    name: 'asked',
    label: 'What is asked for',
    kind: 'area',
    hint: 'In their words. It need not be in writing, nor name the law.',
  },
  { name: 'name', label: 'Who asks', kind: 'text' },
  { name: 'relation', label: 'Their standing', kind: 'radios', options: Object.entries(RELATIONS) },
  {
    name: 'standing',
    label: 'How it was checked that they may ask',
    kind: 'text',
    hint: 'Such as: birth certificate seen; court order read; letter of authority from the child. For a child who asks: that they understand what it means.',
  },
  {
    name: 'childsView',
    label: 'If somebody asks for the child: does the child understand the request, and what do they say?',
    kind: 'area',
    hint: 'The right is the child’s. A child who understands it, often from about 12, is asked; somebody who may harm the child is not answered.',
  },
  {
    name: 'words',
    label: 'What the record calls the requester (optional)',
    kind: 'text',
    hint: 'Words parted by commas, such as: mum, mother. They are not suggested for removal.',
  },
  {
    name: 'identity',
    label: 'How their identity was checked',
    kind: 'text',
    hint: 'Such as: known to the office. Leave it empty where you have asked for proof: the month then begins when it comes.',
  },
];

export const CAME: readonly Field[] = [
  { name: 'cameOn', label: 'It came on', kind: 'date' },
  {
    name: 'cameNote',
    label: 'What it was',
    kind: 'text',
    hint: 'Such as: passport seen; they mean this school year.',
  },
];

export const ASK: readonly Field[] = [
  {
    name: 'kind',
    label: 'What you asked them for',
    kind: 'radios',
    options: [
      ['clarification', 'What they mean, as a great deal is held: the days until they say do not count'],
      ['identity', 'Proof of who they are, or that they may ask: the month begins when it comes'],
    ],
  },
  { name: 'askOn', label: 'Asked on', kind: 'date' },
  { name: 'askNote', label: 'In what words', kind: 'text' },
];

export const EXTEND: readonly Field[] = [
  { name: 'extendOn', label: 'They were told on', kind: 'date', hint: 'It must be within the first month.' },
  {
    name: 'extendReason',
    label: 'Why it takes longer',
    kind: 'area',
    hint: 'Because it is complex, or they made several requests. That there is much of it is not enough.',
  },
];

export const REFUSE: readonly Field[] = [
  { name: 'ground', label: 'Why', kind: 'radios', options: Object.entries(REFUSALS) },
  {
    name: 'refuseOn',
    label: 'They were told on',
    kind: 'date',
    hint: 'With the reasons, and that they may complain to you, to the ICO and go to court.',
  },
  { name: 'refuseReason', label: 'In what words', kind: 'area' },
];

export const GIVEN: readonly Field[] = [
  { name: 'givenOn', label: 'Given on', kind: 'date' },
  {
    name: 'how',
    label: 'How it went, and how they get the passphrase',
    kind: 'text',
    hint: 'Never both the same way. Such as: collected by hand, passphrase by telephone.',
  },
];
