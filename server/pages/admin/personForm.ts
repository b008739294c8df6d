import { z } from 'zod';
import { isRole, ROLE_TITLES, ROLES } from '../../../domain/access/roles.ts';
import { isUrn } from '../../../domain/identifiers.ts';
import type { SchoolRecord } from '../../../store/schools.ts';
import { problemOf } from '../formProblems.ts';
import type { Link } from '../page.ts';

/** What an administrator says of a person, as it was typed. */
export interface PersonFields {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly schoolUrns: readonly string[];
}

const TYPED = z.object({
  name: z.string().trim().catch(''),
  email: z.string().trim().catch(''),
  role: z.string().catch(''),
  schoolUrns: z.preprocess((value) => [value ?? []].flat(), z.array(z.string())).catch([]),
});

/** The fields as they were typed, whatever was sent. */
export function readFields(body: unknown): PersonFields {
  return TYPED.parse(typeof body === 'object' && body !== null ? body : {});
}

const CHECKED = z
  .object({
    name: z.string().min(1, 'Enter a name').max(100, 'Use at most 100 characters'),
    email: z
      .string()
      .max(254, 'Use at most 254 characters')
      .regex(/^[^\s@]+@[^\s@]+$/, 'Enter an e-mail address'),
    role: z.string().refine(isRole, 'Choose a role'),
    schoolUrns: z.array(z.string().refine(isUrn)),
  })
  .superRefine(({ role, schoolUrns }, context) => {
    const message =
      role === 'admin' && schoolUrns.length > 0
        ? 'Choose no school for an administrator: they look after all and see no records'
        : role !== 'admin' && schoolUrns.length === 0
          ? 'Choose at least one school'
          : undefined;
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['schoolUrns'], message });
  });

export type CheckedFields = z.infer<typeof CHECKED>;

/** The fields as a person can be saved with them, or everything that is wrong. */
export function checkFields(fields: PersonFields): z.ZodSafeParseResult<CheckedFields> {
  return CHECKED.safeParse({ ...fields, schoolUrns: [...fields.schoolUrns] });
}

/** The form's part of a view. */
export function formView(
  fields: PersonFields,
  schools: readonly SchoolRecord[],
  errors: readonly Link[],
): object {
  return {
    name: fields.name,
    email: fields.email,
    wrong: {
      name: problemOf(errors, 'name'),
      email: problemOf(errors, 'email'),
      role: problemOf(errors, 'role'),
      schoolUrns: problemOf(errors, 'schoolUrns'),
    },
    roles: ROLES.map((value) => ({ value, text: ROLE_TITLES[value], selected: value === fields.role })),
    schools: schools.map(({ _id, name }, i) => ({
      id: i === 0 ? 'schoolUrns' : `school-${_id}`,
      urn: _id,
      name,
      checked: fields.schoolUrns.includes(_id),
    })),
  };
}
