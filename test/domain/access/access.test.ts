import { expect } from 'chai';
import { filePart } from '../../../domain/access/fileOf.ts';
import { MAY, may, needsSecondFactor } from '../../../domain/access/actions.ts';
import { ROLES } from '../../../domain/access/roles.ts';
import { mayAt, reachOf } from '../../../domain/access/viewer.ts';
import { localDate } from '../../../domain/localDate.ts';
import { aViewer, OTHER_SCHOOL, OWN_SCHOOL } from '../../support/viewers.ts';

describe('what each role may do', () => {
  it('lets only those read what staff wrote who work with children’s records', () => {
    expect(ROLES.filter((role) => may(role, 'see-narratives'))).to.deep.equal([
      'dsl',
      'deputy-dsl',
      'safeguarding-lead',
      'trust-lead',
      'council-lead',
      'pastoral',
    ]);
  });

  it('keeps administrators, technicians and readers of figures away from every child', () => {
    for (const role of ['admin', 'technician', 'head', 'governor'] as const) {
      expect(
        [...MAY[role]].filter((action) => /children|narratives|flags|attendance|records/.test(action)),
      ).to.deep.equal([]);
    }
  });

  it('asks a second factor of everybody who reads narratives, has them destroyed or gives others their role', () => {
    for (const role of ROLES) {
      expect(needsSecondFactor(role), role).to.equal(
        may(role, 'see-narratives') || may(role, 'confirm-erasure') || role === 'admin',
      );
    }
  });

  it('gives a council lead narratives only of schools that share them', () => {
    const viewer = aViewer('council-lead', {
      schoolUrns: [OWN_SCHOOL, OTHER_SCHOOL],
      narrativeUrns: [OTHER_SCHOOL],
    });
    expect(mayAt(viewer, 'see-flags', OWN_SCHOOL)).to.equal(true);
    expect(mayAt(viewer, 'see-narratives', OWN_SCHOOL)).to.equal(false);
    expect(mayAt(viewer, 'see-narratives', OTHER_SCHOOL)).to.equal(true);
  });

  it('takes no school’s agreement for a school the council lead does not have', () => {
    const viewer = aViewer('council-lead', { narrativeUrns: [OTHER_SCHOOL] });
    expect(reachOf(viewer, 'see-narratives')).to.deep.equal({ kind: 'schools', schoolUrns: [] });
  });

  it('keeps pastoral staff to the children they were named for', () => {
    const viewer = aViewer('pastoral', { pupilIds: ['pup_1'] });
    expect(reachOf(viewer, 'see-narratives')).to.deep.equal({
      kind: 'children',
      schoolUrns: [OWN_SCHOOL],
      pupilIds: ['pup_1'],
    });
  });
});

describe('which part of a child’s file a school sees', () => {
  const today = localDate('2026-11-20');
  const at = (schoolUrn: typeof OWN_SCHOOL, left?: string) =>
    left === undefined ? { schoolUrn } : { schoolUrn, left: localDate(left) };

  it('is the whole file while the child is on its roll', () => {
    expect(filePart([at(OTHER_SCHOOL, '2026-10-01'), at(OWN_SCHOOL)], [OWN_SCHOOL], today)).to.equal('whole');
  });

  it('is its own records once the child is at another school', () => {
    expect(filePart([at(OWN_SCHOOL, '2026-10-01'), at(OTHER_SCHOOL)], [OWN_SCHOOL], today)).to.equal(
      'own-records',
    );
  });

  it('stays whole for a year after leaving to nobody’s roll', () => {
    expect(filePart([at(OWN_SCHOOL, '2025-11-21')], [OWN_SCHOOL], today)).to.equal('whole');
    expect(filePart([at(OWN_SCHOOL, '2025-11-20')], [OWN_SCHOOL], today)).to.equal('own-records');
  });

  it('is still whole on the last day before leaving', () => {
    expect(filePart([at(OWN_SCHOOL, '2026-11-21'), at(OTHER_SCHOOL)], [OWN_SCHOOL], today)).to.equal('whole');
    expect(filePart([at(OWN_SCHOOL, '2026-11-20'), at(OTHER_SCHOOL)], [OWN_SCHOOL], today)).to.equal(
      'own-records',
    );
  });

  it('is nothing where the child never was', () => {
    expect(filePart([at(OTHER_SCHOOL)], [OWN_SCHOOL], today)).to.equal('none');
  });
});
