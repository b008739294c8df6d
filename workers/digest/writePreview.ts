import { digestKindOf } from '../../domain/digest/digestReader.ts';
import { isoWeekOf, londonDate, mondayOf } from '../../domain/localDate.ts';
import { keepPreview } from '../../store/digestPreviews.ts';
import { listReadersByIds } from '../../store/readers.ts';
import type { StageContext } from '../stageContext.ts';
import { linkTo } from './linkTo.ts';
import { buildFor, loadSchoolWeek, type SchoolWeek } from './buildForReader.ts';

/** Makes what a reader's next digest would say if this week ended now. Leaves nothing else behind and sends nothing. */
export async function writePreview(context: StageContext, readerId: string): Promise<void> {
  const { store, configuration } = context;
  const now = context.now();
  const today = londonDate(now);
  const week = { name: isoWeekOf(today), start: mondayOf(today), keeps: false };
  const [reader] = await listReadersByIds(store, [readerId]);
  if (!reader) return;
  const schools: SchoolWeek[] = [];
  for (const urn of reader.schoolUrns) {
    const school = await loadSchoolWeek(context, urn, week);
    if (school) schools.push(school);
  }
  if (schools.length === 0) return;
  const kind = digestKindOf(reader.role, schools.length);
  const audience = {
    reader,
    detail: 'full' as const,
    link: linkTo(configuration, ''),
    now,
    ...week,
    schools,
  };
  await keepPreview(store, readerId, { at: now, week: week.name, view: buildFor(kind, audience) });
}
