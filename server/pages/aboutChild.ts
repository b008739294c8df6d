import type { AuditAbout } from '../../domain/audit/auditEvent.ts';
import { schoolsOf, type PupilRecord } from '../../store/pupils.ts';
import type { Visit } from './page.ts';

/**
 * A child as the audit names them: by id, with the schools whose leads may read the line, which are those that have
 * the child now and the viewer's own.
 */
export function aboutChild(
  { viewer, scope }: Pick<Visit, 'viewer' | 'scope'>,
  pupil: PupilRecord,
): AuditAbout {
  const schoolUrns = schoolsOf(pupil).filter(
    (urn) =>
      viewer.schoolUrns.includes(urn) ||
      pupil.memberships.some(
        ({ schoolUrn, left }) => schoolUrn === urn && (left === undefined || left > scope.today),
      ),
  );
  return { pupilId: pupil._id, schoolUrns };
}
