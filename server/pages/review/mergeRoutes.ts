import { randomUUID } from 'node:crypto';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { listMerged, mergePupils, splitPupil, type MergedPair } from '../../../store/mergePupils.ts';
import { mapPupilsInScope } from '../../../store/pupilsInScope.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { enqueueDecisions } from '../../../workers/queues.ts';
import { childName } from '../children/describeChild.ts';
import { formFields } from '../formFields.ts';
import { buildFields, problemLinks, type Problems } from '../formView.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { FIND_CHILD, findToChoose, NOTHING_TYPED, oneLine } from './chooseChild.ts';

const PATH = '/review/records';
const SHOWN = 100;
const CHANGE = { method: 'post', kind: 'change', allow: 'review-matches', audit: 'reviewed-match' } as const;

/** Two records that are one child, made one by a person and by nobody else; and split again. */
export const mergeRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: PATH, kind: 'view', allow: 'review-matches', audit: 'viewed-list' }, (visit) =>
    recordsPage(visit, { values: {}, problems: {} }),
  ),
  page(
    { method: 'post', path: `${PATH}/find`, kind: 'search', allow: 'review-matches', audit: 'searched' },
    async (visit) => {
      const values = formFields(visit.request);
      const words = (values['words'] ?? '').trim();
      if (words === '') return recordsPage(visit, { values, problems: { words: NOTHING_TYPED } });
      return recordsPage(visit, { values, problems: {}, found: await findToChoose(visit, words) });
    },
  ),
  page({ ...CHANGE, path: `${PATH}/merge` }, async (visit) => {
    const values = formFields(visit.request);
    const { keep = '', gone = '' } = values;
    const why = (values['why'] ?? '').trim();
    const problems: Problems = {
      ...(keep === '' ? { keep: 'Choose the record that stays' } : {}),
      ...(gone === '' || gone === keep ? { gone: 'Choose another record, which goes into it' } : {}),
      ...(why === '' ? { why: 'Say how you know that they are one child' } : {}),
    };
    const done =
      Object.keys(problems).length === 0 &&
      (await mergePupils(visit.store, visit.scope, { keepId: keep, goneId: gone, why, at: visit.now }));
    if (!done) {
      const shown = (values['shown'] ?? '').split(' ').slice(0, SHOWN);
      const found = await mapPupilsInScope(visit.store, visit.scope, 'review-matches', shown);
      const changed = { gone: 'These records have changed meanwhile. Find them again' };
      const wrong = Object.keys(problems).length > 0 ? problems : changed;
      return recordsPage(visit, { values, problems: wrong, found: [...found.values()] });
    }
    await enqueueDecisions(visit.context.queues, randomUUID());
    return {
      kind: 'redirect',
      to: PATH,
      notice:
        'They are one record. What lay with the other moves to it, and can be given back by splitting them.',
      about: { pupilId: keep, schoolUrns: visit.viewer.schoolUrns, what: 'records merged' },
    };
  }),
  page({ ...CHANGE, path: `${PATH}/split` }, async (visit) => {
    const { gone = '' } = formFields(visit.request);
    const split = await splitPupil(visit.store, visit.scope, { goneId: gone, at: visit.now });
    if (split) await enqueueDecisions(visit.context.queues, randomUUID());
    return {
      kind: 'redirect',
      to: PATH,
      notice: split
        ? 'They are two children again. What belongs to each goes back to them.'
        : 'These records have changed meanwhile. Nothing was done.',
      about: split
        ? { pupilId: gone, schoolUrns: visit.viewer.schoolUrns, what: 'records split' }
        : { schoolUrns: visit.viewer.schoolUrns, what: 'records not split' },
    };
  }),
];

interface Forms {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly found?: readonly PupilRecord[];
}

async function recordsPage(
  { store, scope, viewer }: Visit,
  { values, problems, found }: Forms,
): Promise<PageAnswer> {
  const merged = await listMerged(store, scope, SHOWN);
  const fields = (list: Parameters<typeof buildFields>[0]) => buildFields(list, values, problems);
  const options = (found ?? []).map((pupil) => [pupil._id, oneLine(childName(pupil), pupil)] as const);
  return {
    kind: 'page',
    template: 'review/records',
    title: 'Two records of one child',
    crumbs: [{ text: 'To review', href: '/review' }],
    errors: problemLinks(problems),
    view: {
      search: fields([{ ...FIND_CHILD, label: 'Find both records' }]),
      tooFew:
        found !== undefined && found.length < 2
          ? 'Fewer than two records were found. Try words that fit both, such as the surname.'
          : null,
      shown: options.map(([id]) => id).join(' '),
      choose:
        options.length < 2
          ? null
          : fields([
              { name: 'keep', label: 'Which record stays?', kind: 'radios', options },
              { name: 'gone', label: 'Which goes into it?', kind: 'radios', options },
              {
                name: 'why',
                label: 'How you know that they are one child',
                hint: 'Kept with your name.',
                kind: 'area',
              },
            ]),
      merged: merged.map(mergedView),
    },
    about: { schoolUrns: viewer.schoolUrns, what: 'merged records', count: merged.length },
  };
}

function mergedView({ keep, gone }: MergedPair): object {
  const name = childName(gone);
  return {
    goneId: gone._id,
    name,
    what: `${oneLine(name, { ...gone, upns: gone.merged?.was.upns ?? [] })} is`,
    keep: oneLine(childName(keep), keep),
    keepHref: `/children/${keep._id}`,
    by: gone.merged ? `${gone.merged.by}, ${writeInstant(gone.merged.at)}: ${gone.merged.why}` : '',
  };
}
