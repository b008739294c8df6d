import { randomUUID } from 'node:crypto';
import type { ChronologyEntry } from '../../../domain/chronology/chronologyEntry.ts';
import { getChronology } from '../../../store/chronology.ts';
import { undoCorrection } from '../../../store/corrections.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { enqueueChronology } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { childPage, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { childFormPage } from './childForm.ts';

const PATH = '/children/:pupilId/corrections/:correctionId';

/** Undoing a correction of how a child's story is weighed; both stay on record. */
export const undoRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: 'correct', audit: 'viewed-child' },
    async (visit, { pupil }) => undoPage(visit, pupil, {}),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: 'correct', audit: 'corrected' },
    async (visit, { pupil }) => {
      const fields = formFields(visit.request);
      const undone = await undoCorrection(visit.store, visit.scope, {
        pupilId: pupil._id,
        correctionId: visit.param('correctionId'),
        reason: fields['reason'] ?? '',
        at: visit.now,
      });
      if (undone.kind === 'reason-needed') return undoPage(visit, pupil, fields, { reason: 'Say why' });
      if (undone.kind !== 'corrected') throw NOT_FOUND;
      await enqueueChronology(visit.context.queues, [pupil._id], randomUUID());
      return {
        kind: 'redirect',
        to: `/children/${pupil._id}#score`,
        notice: 'It is undone from now on; earlier dates stay as they were.',
        about: { what: 'undone' },
      };
    },
  ),
];

async function correctionOf(visit: Visit): Promise<ChronologyEntry> {
  const told = await getChronology(visit.store, visit.scope, visit.param('pupilId'), visit.now);
  const entry = told?.chronology.entries.find(
    ({ source }) => source?.kind === 'correction' && source.correctionId === visit.param('correctionId'),
  );
  if (!entry) throw NOT_FOUND;
  return entry;
}

async function undoPage(
  visit: Visit,
  pupil: PupilRecord,
  values: Readonly<Record<string, string>>,
  problems: Problems = {},
): Promise<PageAnswer> {
  const { title, text = '' } = await correctionOf(visit);
  return childFormPage(pupil, {
    title: 'Undo a correction',
    action: `/children/${pupil._id}/corrections/${visit.param('correctionId')}`,
    fields: [{ name: 'reason', label: 'Why it is undone', kind: 'area', hint: 'Kept with your name.' }],
    values,
    problems,
    intro: [`${title}: ${text}`],
    submit: 'Undo it',
  });
}
