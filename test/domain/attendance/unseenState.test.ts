import { expect } from 'chai';
import { buildRegister } from '../../../domain/attendance/register.ts';
import { unseenState } from '../../../domain/attendance/unseenState.ts';
import { localDate, londonInstant } from '../../../domain/localDate.ts';
import { aRegister, FULL_WEEK } from './aRegister.ts';

const register = (weeks: readonly string[]) => buildRegister(aRegister('2025-09-01', weeks));
const at = (date: string) => londonInstant(localDate(date), '23:59');

describe('when a child was last seen', () => {
  it('counts school days since the last session with staff', () => {
    const state = unseenState(
      { memberships: [], register: register([FULL_WEEK, 'OOOOOOOOOO']), contacts: [] },
      at('2025-09-14'),
    );
    expect(state).to.deep.equal({ kind: 'seen', on: '2025-09-05', daysSince: 9, schoolDaysSince: 5 });
  });

  it('does not take work experience, 100% attendance as it is, for sight', () => {
    const state = unseenState(
      { memberships: [], register: register([FULL_WEEK, 'WWWWWWWWWW']), contacts: [] },
      at('2025-09-14'),
    );
    expect(state).to.include({ on: '2025-09-05' });
  });

  it('takes a visit for sight and a call for contact only', () => {
    const seenBy = (method: 'visit' | 'call') =>
      unseenState(
        {
          memberships: [],
          register: register([FULL_WEEK, 'OOOOOOOOOO']),
          contacts: [{ at: at('2025-09-10'), method, seen: true }],
        },
        at('2025-09-14'),
      );
    expect(seenBy('visit')).to.include({ on: '2025-09-10', schoolDaysSince: 2 });
    expect(seenBy('call')).to.include({ on: '2025-09-05' });
  });

  it('says no data of a child without a register, or off roll, or with a register long silent', () => {
    expect(
      unseenState({ memberships: [], register: undefined, contacts: [] }, at('2025-09-14')).kind,
    ).to.equal('no-data');
    const left = [{ schoolUrn: '990001' as never, left: localDate('2025-09-08') }];
    expect(
      unseenState({ memberships: left, register: register([FULL_WEEK]), contacts: [] }, at('2025-09-14'))
        .kind,
    ).to.equal('no-data');
    expect(
      unseenState({ memberships: [], register: register([FULL_WEEK]), contacts: [] }, at('2025-11-30')).kind,
    ).to.equal('no-data');
  });

  it('says never seen of a child on roll who has not come', () => {
    expect(
      unseenState({ memberships: [], register: register(['OOOOOOOOOO']), contacts: [] }, at('2025-09-07')),
    ).to.deep.equal({ kind: 'never-seen', since: '2025-09-01', schoolDaysSince: 5 });
  });
});
