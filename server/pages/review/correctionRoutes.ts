import { TAXONOMY } from '../../../domain/concernDefinitions.ts';
import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { londonDate } from '../../../domain/localDate.ts';
import type { Correction } from '../../../domain/tagging/applyCorrections.ts';
import { listCorrectedEntries, type CorrectedEntry } from '../../../store/correctedEntries.ts';
import { childName } from '../children/describeChild.ts';
import { page, type PageRoute } from '../page.ts';

const SHOWN = 100;
/** How far back corrections are shown, days: a school year. */
const DAYS = 365;

/** What people put right in how entries were read: to see what is often read wrongly, and to look again. */
export const correctionRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: '/review/corrections',
      kind: 'view',
      allow: 'review-matches',
      audit: 'viewed-list',
    },
    async ({ store, scope, viewer, now }) => {
      const since = new Date(now.getTime() - DAYS * 86_400_000);
      const found = await listCorrectedEntries(store, scope, { since, limit: SHOWN });
      return {
        kind: 'page',
        template: 'review/corrections',
        title: 'Concerns put right',
        crumbs: [{ text: 'To review', href: '/review' }],
        view: {
          corrections: found.map(correctionView),
          more: found.length === SHOWN ? `The latest ${SHOWN} are shown.` : null,
        },
        about: { schoolUrns: viewer.schoolUrns, what: 'tag corrections', count: found.length },
      };
    },
  ),
];

function correctionView({ incident, pupil, correction }: CorrectedEntry): object {
  const { _id, occurredAt, occurredDateOnly } = incident;
  const { byName, at, reason } = correction;
  return {
    who: pupil ? childName(pupil) : 'On nobody’s file',
    when: occurredDateOnly ? writeDate(londonDate(occurredAt)) : writeInstant(occurredAt),
    href: pupil ? `/children/${pupil._id}/entries/${_id}` : null,
    what: whatItSays(correction),
    reason: reason ?? null,
    by: `${byName ?? 'Somebody who has left'}, ${writeInstant(at)}`,
  };
}

function whatItSays(correction: Correction): string {
  const { title } = TAXONOMY[correction.category];
  switch (correction.kind) {
    case 'add':
      return `Missed, now added: ${title}, severity ${correction.severity}`;
    case 'remove':
      return `Read and not there: ${title}`;
    case 'set-severity':
      return `More or less serious than it was read: ${title}, now severity ${correction.severity}`;
  }
}
