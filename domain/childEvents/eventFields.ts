import { z } from 'zod';
import { isUrn, type Urn } from '../identifiers.ts';
import { parseInstant, parseLocalDate, type LocalDate } from '../localDate.ts';

const MOST_TEXT = 4000;

/** A day in London, such as 2026-09-14. */
export const day = z.string().transform((text, context): LocalDate => {
  const date = parseLocalDate(text.trim());
  if (date !== undefined) return date;
  context.addIssue({ code: 'custom', message: 'expected a date such as 2026-09-14' });
  return z.NEVER;
});
/** A date and time. */
export const instant = z.union([
  z.date(),
  z.string().transform((text, context): Date => {
    const at = parseInstant(text.trim());
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: 'expected a date and time such as 2026-09-14T10:40' });
    return z.NEVER;
  }),
]);
/** Something a person wrote. */
export const words = z
  .string()
  .trim()
  .min(1, 'expected some words')
  .max(MOST_TEXT, `expected at most ${MOST_TEXT} characters`);
/** A school’s number. */
export const urn = z
  .string()
  .transform((text) => text.trim())
  .refine((text): text is Urn => isUrn(text), 'expected a school’s six digits');

/** A key of a table. */
export const oneOf = <T extends string>(table: Readonly<Record<T, string>>) =>
  z.enum(Object.keys(table) as T[]);
