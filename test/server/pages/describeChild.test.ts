import { expect } from 'chai';
import { localDate } from '../../../domain/localDate.ts';
import { describeChild } from '../../../server/pages/children/describeChild.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { OWN_SCHOOL } from '../../support/viewers.ts';

const CHILD: PupilRecord = {
  ...{ _id: 'pup_1', forename: 'Ottoline', surname: 'Thistlewick', memberships: [{ schoolUrn: OWN_SCHOOL }] },
  ...{ households: [], characteristics: {}, matchKeys: [], staleCount: 0, revision: 1 },
};

describe('the head of a child’s page', () => {
  const factsOf = (child: PupilRecord) => describeChild(child, new Map(), localDate('2026-11-24'));

  it('tells what a transfer file told of the school before', () => {
    const moved: PupilRecord = {
      ...CHILD,
      earlierSchools: [{ name: 'Old School', left: localDate('2026-09-11') }],
      earlierAttendance: [{ year: '2026', possible: 380, attended: 350, authorised: 20, unauthorised: 10 }],
    };
    expect(factsOf(moved)).to.deep.include.members([
      { what: 'Before', value: 'Old School, left on 11 September 2026' },
      { what: 'Attendance there', value: '350 of 380 sessions attended in 2026 (92.1%)' },
    ]);
  });

  it('tells who cares for the child, and with what responsibility where the school says', () => {
    const carers = [
      { name: 'Rosalind Penwhistle', relationship: 'Mother', parentalResponsibility: true },
      { name: 'Mr Thistlewick' },
    ];
    expect(factsOf({ ...CHILD, carers })).to.deep.include({
      what: 'Contacts',
      value: 'Rosalind Penwhistle (Mother, with parental responsibility); Mr Thistlewick',
    });
  });

  it('says nothing of a time before of which nothing is known', () => {
    expect(factsOf(CHILD).map(({ what }) => what)).to.deep.equal(['School']);
  });
});
