import { z } from 'zod';
import { findDigestInScope, listDigestsInScope, type DigestLine } from '../../store/digestArchive.ts';
import { NOT_FOUND } from '../problem.ts';
import { DIGEST, DIGEST_LIST, ME } from './answers.ts';
import { CHILD_ENDPOINTS } from './childEndpoints.ts';
import { CURSOR, PAGE_SIZE, queryOf, type Endpoint } from './endpoint.ts';

const DIGESTS_QUERY = z.object({ cursor: CURSOR });

/** Everything the API gives. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/me',
    operationId: 'getMe',
    summary: 'Tells whose token this is and what it may read',
    answer: ME,
    give: ({ viewer: { personId, name, role, schoolUrns }, request }) =>
      Promise.resolve({
        body: { personId, name, role, schoolUrns, scopes: request.tokenScopes ?? [] },
        about: { what: 'own token' },
      }),
  },
  ...CHILD_ENDPOINTS,
  {
    path: '/api/v1/digests',
    scope: 'read-digests',
    operationId: 'listDigests',
    summary: 'Lists digests that name children, the latest week first',
    query: DIGESTS_QUERY,
    answer: DIGEST_LIST,
    give: async (visit) => {
      const { cursor } = queryOf(DIGESTS_QUERY, visit);
      const digests = await listDigestsInScope(visit.store, visit.scope, {
        ...(cursor === undefined ? {} : { after: cursor }),
        limit: PAGE_SIZE,
      });
      const next = digests.length < PAGE_SIZE ? null : (digests.at(-1)?._id ?? null);
      return {
        body: { digests: digests.map(digestLine), next },
        about: { schoolUrns: visit.viewer.schoolUrns, what: 'digests', count: digests.length },
      };
    },
  },
  {
    path: '/api/v1/digests/{digestId}',
    scope: 'read-digests',
    operationId: 'getDigest',
    summary: 'Gives a digest as it was written',
    answer: DIGEST,
    give: async (visit) => {
      const digest = await findDigestInScope(visit.store, visit.scope, visit.param('digestId'));
      if (!digest) throw NOT_FOUND;
      return {
        body: { ...digestLine(digest), view: digest.view },
        about: { digestId: digest._id, schoolUrns: digest.schoolUrns },
      };
    },
  },
];

function digestLine({ _id, week, schoolUrns, subject, state, writtenAt }: DigestLine) {
  return { digestId: _id, week, schoolUrns, subject, state, writtenAt };
}
