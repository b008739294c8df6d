import type { Phase } from '../locality.ts';

/** How a member of staff writes: in full, clipped, in abbreviations, or in a hurry with slips of the finger. */
export type WritingStyle = 'full' | 'clipped' | 'abbreviated' | 'hurried';

/** Somebody who logs entries. */
export interface StaffMember {
  readonly name: string;
  readonly role: string;
  readonly style: WritingStyle;
}

export interface SchoolPlan {
  readonly phase: Phase;
  readonly urn: string;
  readonly laEstab: string;
  readonly name: string;
  /** Pupils in each year group; year 0 is Reception. */
  readonly rollByYear: Readonly<Record<number, number>>;
  /** Ordinary notes for each pupil and year: schools differ in what they think worth writing down. */
  readonly notesPerPupilYear: number;
  readonly reader: { readonly name: string; readonly email: string };
  readonly staff: readonly StaffMember[];
}

export const LOCALITY_NAME = 'Quillhaven';

/** LA 999 is no local authority and URNs of 199xxx are not issued, so nothing here can match a real school. */
export const SCHOOLS: readonly SchoolPlan[] = [
  {
    phase: 'primary',
    urn: '199001',
    laEstab: '9992001',
    name: 'Snapdragon Lane Primary School',
    rollByYear: { 0: 21, 1: 22, 2: 21, 3: 22, 4: 21, 5: 22, 6: 22 },
    notesPerPupilYear: 3.2,
    reader: { name: 'Mrs Honor Pellbridge', email: 'dsl-199001@quillhaven.example' },
    staff: [
      { name: 'Mrs H Pellbridge', role: 'DSL', style: 'full' },
      { name: 'Mr G Tindlewick', role: 'Deputy DSL', style: 'clipped' },
      { name: 'Miss R Oakapple', role: 'Class teacher', style: 'full' },
      { name: 'Mrs D Fernihold', role: 'Class teacher', style: 'abbreviated' },
      { name: 'Mr T Larkmoor', role: 'Class teacher', style: 'clipped' },
      { name: 'Mrs P Sundrop', role: 'Teaching assistant', style: 'hurried' },
      { name: 'Miss J Wrenfold', role: 'Midday supervisor', style: 'hurried' },
      { name: 'Mrs C Ottershaw', role: 'Office', style: 'clipped' },
    ],
  },
  {
    phase: 'secondary',
    urn: '199002',
    laEstab: '9994001',
    name: 'Thistledown Academy',
    rollByYear: { 7: 24, 8: 25, 9: 24, 10: 24, 11: 23 },
    notesPerPupilYear: 5,
    reader: { name: 'Mr Silas Rookhope', email: 'dsl-199002@quillhaven.example' },
    staff: [
      { name: 'Mr S Rookhope', role: 'DSL', style: 'full' },
      { name: 'Ms A Kestrelby', role: 'Head of year', style: 'abbreviated' },
      { name: 'Mr D Plumley-Vane', role: 'Head of year', style: 'clipped' },
      { name: 'Mrs N Goldcrest', role: 'Pastoral support', style: 'full' },
      { name: 'Mr I Bentwood', role: 'Form tutor', style: 'hurried' },
      { name: 'Miss L Harebell', role: 'Form tutor', style: 'abbreviated' },
      { name: 'Ms F Quince', role: 'Attendance officer', style: 'clipped' },
      { name: 'Mrs E Applegarth-Dunn', role: 'SENCO', style: 'full' },
    ],
  },
  {
    phase: 'special',
    urn: '199003',
    laEstab: '9997001',
    name: 'Willow Wisp School',
    rollByYear: { 0: 2, 1: 2, 2: 2, 3: 3, 4: 3, 5: 2, 6: 3, 7: 3, 8: 3, 9: 2, 10: 3, 11: 2 },
    notesPerPupilYear: 6,
    reader: { name: 'Ms Ottoline Brack', email: 'dsl-199003@quillhaven.example' },
    staff: [
      { name: 'Ms O Brack', role: 'DSL', style: 'full' },
      { name: 'Mr W Teasel', role: 'Class lead', style: 'clipped' },
      { name: 'Miss K Dovecote', role: 'Class lead', style: 'full' },
      { name: 'Mrs B Hartsease', role: 'Teaching assistant', style: 'abbreviated' },
      { name: 'Mr U Pipistrel', role: 'Teaching assistant', style: 'hurried' },
      { name: 'Mrs V Cloudsley', role: 'Family liaison', style: 'full' },
    ],
  },
];
