import { HOLD_KINDS } from '../../../domain/retention/hold.ts';
import type { Field } from '../formView.ts';

export const PUT_HOLD: readonly Field[] = [
  { name: 'kind', label: 'Why the records must stay', kind: 'radios', options: Object.entries(HOLD_KINDS) },
  {
    name: 'holdReason',
    label: 'What it is about',
    hint: 'Such as the inquiry, the solicitor’s letter or the police reference',
    kind: 'area',
  },
  {
    name: 'reviewOn',
    label: 'Look at it again on',
    hint: 'It does not end by itself: you are asked whether it is still needed.',
    kind: 'date',
  },
];

export const END_HOLD = (standing: readonly (readonly [string, string])[]): readonly Field[] => [
  { name: 'hold', label: 'Which', kind: 'radios', options: standing },
  { name: 'endReason', label: 'Why it is no longer needed', kind: 'area' },
];

export const BIRTH_DATE: readonly Field[] = [{ name: 'dateOfBirth', label: 'Date of birth', kind: 'date' }];

export const PROPOSE: readonly Field[] = [
  {
    name: 'proposeReason',
    label: 'Why they may go now',
    hint: 'Without the child’s name: a head teacher who confirms it may not know it. Gone once it is carried out.',
    kind: 'area',
  },
];

export const DECLINE: readonly Field[] = [{ name: 'why', label: 'Why not', kind: 'area' }];

export const PROPOSE_REGISTERS = (due: readonly (readonly [string, string])[]): readonly Field[] => [
  { name: 'registers', label: 'Which', kind: 'radios', options: due },
  { name: 'registersReason', label: 'Why they may go now', kind: 'area' },
];
