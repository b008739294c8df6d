import { isUsual, REASON_STANDS_HOURS } from '../../../domain/access/usualList.ts';
import { hasStandingFlag, type ScopedPupil } from '../../../store/pupilsInScope.ts';
import type { RedirectAnswer, Visit } from '../page.ts';

/** Where somebody is asked why, when a child is outside their usual list and no reason of theirs stands. */
export async function whyRedirect(visit: Visit, found: ScopedPupil): Promise<RedirectAnswer | undefined> {
  const { pupil, part } = found;
  if (reasonStands(visit, pupil._id)) return undefined;
  const flagged = await hasStandingFlag(visit.store, visit.scope, found);
  if (isUsual(visit.viewer, { part, hasStandingFlag: flagged })) return undefined;
  const { originalUrl, method } = visit.request;
  const then = method === 'GET' ? originalUrl : `/children/${pupil._id}`;
  return {
    kind: 'redirect',
    to: `/children/${pupil._id}/why?then=${encodeURIComponent(then)}`,
    unrecorded: true,
  };
}

function reasonStands({ request, now }: Visit, pupilId: string): boolean {
  const givenAt = request.session.reasons?.[pupilId];
  return givenAt !== undefined && now.getTime() - givenAt < REASON_STANDS_HOURS * 3_600_000;
}
