import { beginAttempt } from '../../signIn/attempts.ts';
import { verifyPassword } from '../../signIn/passwords.ts';
import { writeWait } from '../../signIn/writeWait.ts';
import { formFields } from '../formFields.ts';
import type { Visit } from '../page.ts';

/** The signed-in person as kept. */
export function owner({ request }: Pick<Visit, 'request'>) {
  if (!request.person) throw new Error('a viewer without a person');
  return request.person;
}

/**
 * Changes to one's sign-in ask for the password again: an unlocked screen is not enough.
 * @returns what is wrong with the password given as `current`; undefined when it is right
 */
export async function problemOfCurrent(visit: Visit): Promise<string | undefined> {
  const person = owner(visit);
  const current = (formFields(visit.request)['current'] ?? '').slice(0, 1000);
  const attempt = await beginAttempt(visit.context, visit.request, 'password', { typed: person._id, person });
  if (attempt.kind === 'wait') return writeWait(attempt.seconds);
  if (await verifyPassword(person.passwordHash, current)) {
    await attempt.right();
    return undefined;
  }
  await attempt.wrong();
  return 'Enter the password you have now';
}
