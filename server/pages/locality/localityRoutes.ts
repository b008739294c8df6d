import { buildLocality, type LocalityView } from '../../../domain/locality/buildLocality.ts';
import { writeLocalityCsv } from '../../../domain/locality/localityCsv.ts';
import { maskSchool } from '../../../domain/locality/maskedFigures.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { countSchoolsInScope } from '../../../store/locality.ts';
import { page, type PageRoute, type Visit } from '../page.ts';

/** Figures of schools and localities, masked: the one page of heads and governors, and of no child. */
export const localityRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/figures', kind: 'view', allow: 'see-locality', audit: 'viewed-figures' },
    async (visit) => {
      const { view, schoolUrns } = await localityOf(visit);
      return {
        kind: 'page',
        template: 'locality/figures',
        title: 'Figures',
        view,
        about: { schoolUrns, count: schoolUrns.length },
      };
    },
  ),
  page(
    { method: 'get', path: '/figures.csv', kind: 'export', allow: 'see-locality', audit: 'viewed-figures' },
    async (visit) => {
      const { view, schoolUrns } = await localityOf(visit);
      return {
        kind: 'file',
        contentType: 'text/csv; charset=utf-8',
        fileName: 'throughline-figures.csv',
        body: writeLocalityCsv(view),
        about: { schoolUrns, count: schoolUrns.length, what: 'CSV file' },
      };
    },
  ),
];

/** Counts leave this function masked or not at all. */
async function localityOf({ store, scope, now }: Visit): Promise<{ view: LocalityView; schoolUrns: Urn[] }> {
  const counted = await countSchoolsInScope(store, scope, now);
  const schools = counted.map(({ school, fourWeeksAgo, yearAgo, ...counts }) => ({
    name: school.name,
    locality: school.locality,
    now: maskSchool(counts.now),
    fourWeeksAgo: fourWeeksAgo && maskSchool(fourWeeksAgo),
    yearAgo: yearAgo && maskSchool(yearAgo),
  }));
  return { view: buildLocality(schools), schoolUrns: counted.map(({ school }) => school._id) };
}
