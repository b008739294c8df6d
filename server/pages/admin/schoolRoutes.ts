import { z } from 'zod';
import { isUrn } from '../../../domain/identifiers.ts';
import { PHASES } from '../../../store/schools.ts';
import { listSchoolsInScope, saveSchool } from '../../../store/schoolsInScope.ts';
import { NOT_FOUND } from '../../problem.ts';
import { problemOf, problemsOf } from '../formProblems.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';
import { ADMIN_CRUMB } from './adminHome.ts';

const FORM = z.object({
  urn: z.string().trim().refine(isUrn, 'Enter the school’s URN, six digits'),
  name: z.string().trim().min(1, 'Enter the school’s name').max(120, 'Use at most 120 characters'),
  phase: z.enum(PHASES, 'Choose a phase'),
  locality: z.string().trim().max(60, 'Use at most 60 characters'),
});
const EMPTY = { urn: '', name: '', phase: '', locality: '' };

export const schoolRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: '/admin/schools',
      kind: 'view',
      allow: 'manage-schools',
      audit: 'viewed-administration',
    },
    (visit) => schoolsPage(visit, EMPTY),
  ),
  page(
    {
      method: 'post',
      path: '/admin/schools',
      kind: 'change',
      allow: 'manage-schools',
      audit: 'changed-school',
    },
    async (visit) => {
      const form = FORM.safeParse({ ...EMPTY, ...visit.request.body });
      if (!form.success) {
        const { urn, name, phase, locality } = { ...EMPTY, ...visit.request.body };
        return schoolsPage(
          visit,
          { urn: String(urn), name: String(name), phase: String(phase), locality: String(locality) },
          problemsOf(form.error),
        );
      }
      const { urn, name, phase, locality } = form.data;
      const saved = await saveSchool(visit.store, visit.scope, {
        _id: urn,
        name,
        phase,
        ...(locality !== '' && { locality }),
      });
      if (!saved) throw NOT_FOUND;
      return {
        kind: 'redirect',
        to: '/admin/schools',
        notice: `${name} is saved.`,
        about: { schoolUrns: [urn], what: 'saved' },
      };
    },
  ),
];

async function schoolsPage(visit: Visit, form: typeof EMPTY, errors: readonly Link[] = []): Promise<Answer> {
  const schools = await listSchoolsInScope(visit.store, visit.scope, 'manage-schools');
  return {
    kind: 'page',
    template: 'admin/schools',
    title: 'Schools',
    crumbs: [ADMIN_CRUMB],
    errors,
    view: {
      schools: schools.map(({ _id, name, phase, locality }) => ({
        urn: _id,
        name,
        phase,
        locality: locality ?? 'none given',
      })),
      form,
      wrong: {
        urn: problemOf(errors, 'urn'),
        name: problemOf(errors, 'name'),
        phase: problemOf(errors, 'phase'),
        locality: problemOf(errors, 'locality'),
      },
      phases: PHASES.map((value) => ({ value, selected: value === form.phase })),
    },
  };
}
