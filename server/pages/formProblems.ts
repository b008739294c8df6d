import type { z } from 'zod';
import type { Link } from './page.ts';

/** What is wrong with a form, one line a field, each leading to the field of that name. */
export function problemsOf(error: z.ZodError): Link[] {
  const seen = new Set<string>();
  return error.issues.flatMap(({ path, message }) => {
    const field = String(path[0] ?? '');
    if (seen.has(field)) return [];
    seen.add(field);
    return [{ text: message, href: `#${field}` }];
  });
}

/** What is wrong with one field, or null. */
export function problemOf(errors: readonly Link[], field: string): string | null {
  return errors.find(({ href }) => href === `#${field}`)?.text ?? null;
}
