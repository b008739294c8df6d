import { z } from 'zod';
import { API_SCOPE_NAMES } from '../../domain/access/apiScopes.ts';
import { ROLES } from '../../domain/access/roles.ts';

const LEVEL = z.enum(['none', 'watch', 'concern', 'urgent']);
const WHEN = z.string().describe('An instant, ISO 8601 in UTC');
const NEXT = z.string().nullable().describe('`cursor` of the next page; null after the last');
export const FLAG_STATE = z.enum(['open', 'acknowledged', 'actioned', 'dismissed', 'closed']);

const CONTRIBUTION = z.object({
  id: z.string(),
  what: z.string(),
  points: z.number(),
  entryIds: z.array(z.string()),
});

export const ME = z
  .object({
    personId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    schoolUrns: z.array(z.string()),
    scopes: z.array(z.enum(API_SCOPE_NAMES)).describe('Of the token'),
  })
  .meta({ id: 'Me' });

const FLAG = z
  .object({
    flagId: z.string(),
    pupilId: z.string(),
    track: z.string(),
    kinds: z.array(z.string()),
    level: LEVEL,
    state: FLAG_STATE,
    since: WHEN,
    score: z.number(),
    reasons: z.array(CONTRIBUTION),
  })
  .meta({ id: 'Flag' });

const CHILD_LINE = z
  .object({
    pupilId: z.string(),
    name: z.string(),
    yearGroup: z.string().nullable(),
    level: LEVEL.nullable().describe('null until the child has been weighed'),
    score: z.number().nullable(),
    standingFlags: z.int(),
  })
  .meta({ id: 'ChildLine' });

export const CHILD_LIST = z.object({ children: z.array(CHILD_LINE), next: NEXT }).meta({ id: 'ChildList' });

export const CHILD = CHILD_LINE.extend({
  asOf: WHEN.nullable(),
  reasons: z.array(CONTRIBUTION).describe('Their points add up to the score'),
  flags: z.array(FLAG).describe('Every flag the child has had'),
}).meta({ id: 'Child' });

export const FLAG_LIST = z.object({ flags: z.array(FLAG), next: NEXT }).meta({ id: 'FlagList' });

const ENTRY = z.object({
  id: z.string(),
  date: z.string(),
  until: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  effect: z.string(),
  weight: z.number(),
  theme: z.string().nullable(),
  reasons: z.array(z.string()),
  by: z.string().nullable(),
  text: z.string().nullable().describe('What was written, as it stood on that day'),
  actionTaken: z.string().nullable(),
  outcome: z.string().nullable(),
});

export const CHRONOLOGY = z
  .object({ pupilId: z.string(), asOf: WHEN, entries: z.array(ENTRY), next: NEXT })
  .meta({ id: 'Chronology' });

const DIGEST_LINE = z.object({
  digestId: z.string(),
  week: z.string().describe('ISO week'),
  schoolUrns: z.array(z.string()),
  subject: z.string(),
  state: z.string(),
  writtenAt: WHEN,
});

export const DIGEST_LIST = z.object({ digests: z.array(DIGEST_LINE), next: NEXT }).meta({ id: 'DigestList' });

export const DIGEST = DIGEST_LINE.extend({
  view: z.record(z.string(), z.unknown()).describe('What the page, the e-mail and the PDF are made from'),
}).meta({ id: 'Digest' });
