import { recordAudit } from '../../store/audit.ts';
import type { OpenVisit } from '../pages/page.ts';

/** Records that somebody was not let in; names the account by id where there is one, never what was typed. */
export async function auditRefusal(
  { store, request, now }: OpenVisit,
  what: string,
  personId?: string,
): Promise<void> {
  await recordAudit(store, {
    at: now,
    action: 'sign-in-refused',
    about: { what, ...(personId !== undefined && { otherPersonId: personId }) },
    route: `${request.method} ${typeof request.route?.path === 'string' ? request.route.path : ''}`,
    ...(request.ip !== undefined && { address: request.ip }),
  });
}
