import { expect } from 'chai';
import {
  CSV,
  JSON_TYPE,
  OTHER_UPN,
  outcomes,
  problems,
  reading,
  UPN,
  values,
  WRONG_LETTER,
} from './readings.ts';

function told(kind: 'attendance' | 'pupils' | 'contacts', body: string): readonly string[] {
  return problems(outcomes(kind, body, { contentType: CSV })).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

const MARKS = 'upn,date,session,code\n';

describe('a mark', () => {
  for (const [cells, mark] of [
    [`${UPN},2026-09-14,AM,/`, { upn: UPN, date: '2026-09-14', session: 'AM', code: '/' }],
    [`${UPN},14/09/2026,pm, \\ `, { upn: UPN, date: '2026-09-14', session: 'PM', code: '\\' }],
    [`${UPN},2026-09-14,am,y1`, { upn: UPN, date: '2026-09-14', session: 'AM', code: 'Y1' }],
    [`${UPN},2026-09-14,PM,`, { upn: UPN, date: '2026-09-14', session: 'PM', code: '-' }],
    [`${UPN},2027-07-20,PM,#`, { upn: UPN, date: '2027-07-20', session: 'PM', code: '#' }],
  ] as const) {
    it(`is read from ${cells.slice(14)}`, () => {
      expect(values('attendance', MARKS + cells, { contentType: CSV })).to.deep.equal([mark]);
    });
  }

  for (const [cells, expected] of [
    [`${WRONG_LETTER},2026-09-14,AM,/`, ['upn: its check letter does not match']],
    [`,2026-09-14,AM,/`, ['upn: is missing']],
    [`${UPN},2026-02-30,AM,/`, ['date: is not a date in the calendar']],
    [`${UPN},2096-09-14,AM,/`, ['date: lies in the future']],
    [`${UPN},2026-09-14,EVE,/`, ['session: must be AM or PM']],
    [`${UPN},2026-09-14,AM,X12`, ['code: must be one or two characters']],
    [`${WRONG_LETTER},x,y,zzz`, 4],
  ] as const) {
    it(`is refused for ${cells.slice(14) || 'nothing'} with ${cells.slice(0, 1) || 'no number'}`, () => {
      const found = told('attendance', MARKS + cells);
      if (typeof expected === 'number') expect(found).to.have.length(expected);
      else expect(found).to.deep.equal(expected);
    });
  }

  it('must be text in JSON too', () => {
    const body = JSON.stringify([{ upn: UPN, date: '2026-09-14', session: 'AM', code: { $gt: '' } }]);
    expect(problems(outcomes('attendance', body, { contentType: JSON_TYPE }))[0]).to.include({
      field: 'code',
      message: 'must be text',
    });
  });
});

describe('a table of rows', () => {
  it('is recognised by what its columns mean, in any order, case and punctuation', () => {
    const body = `Mark Code;AM/PM;Notes;Date;Unique Pupil Number\n/;AM;x;14/09/2026;${UPN}\n`;
    const read = reading('attendance', body, { contentType: CSV });
    if (!read.ok) throw new Error(read.problem);
    expect([...read.rows].map((row) => row.ok && row.value)).to.deep.equal([
      { upn: UPN, date: '2026-09-14', session: 'AM', code: '/' },
    ]);
    expect(read.notes()).to.deep.equal(['1 column is not known here and not read.']);
  });

  it('may have a title above its header and totals below', () => {
    const body = `Marks report\n\n${MARKS}${UPN},2026-09-14,AM,/\nTotal,1,,\nGrand total: ,,,1\n`;
    const read = reading('attendance', body, { contentType: CSV });
    if (!read.ok) throw new Error(read.problem);
    expect([...read.rows]).to.have.length(1);
    expect(read.notes()).to.deep.equal(['Totals or repeated headers were passed over: 2.']);
  });

  it('may repeat its header on every page and a column in its header', () => {
    const header = 'upn,date,session,code,date\n';
    const row = `${UPN},2026-09-14,AM,/,1999-01-01\n`;
    const read = reading('attendance', header + row + header + row, { contentType: CSV });
    if (!read.ok) throw new Error(read.problem);
    expect([...read.rows].map((one) => one.ok && one.value.date)).to.deep.equal(['2026-09-14', '2026-09-14']);
    expect(read.notes()[0]).to.match(/repeated in the header; the first/);
  });

  it('does not take a child of the name of Total for totals', () => {
    const body = `surname,forename,upn,date_of_birth\nTotal,Leofric,${UPN},2014-03-09\n`;
    expect(values('pupils', body, { contentType: CSV })).to.have.length(1);
  });

  it('has rows of the wrong width refused and empty ones passed over', () => {
    const read = outcomes(
      'attendance',
      `${MARKS}${UPN},2026-09-14\n,,,\n${UPN},2026-09-14,AM,/,,\n${UPN},2026-09-14,AM,/,x\n`,
      {
        contentType: CSV,
      },
    );
    expect(read.map(({ ok }) => ok)).to.deep.equal([false, true, false]);
    expect(problems(read).map(({ row, line }) => [row, line])).to.deep.equal([
      [1, 2],
      [3, 5],
    ]);
  });
});

describe('a pupil', () => {
  it('is read from every documented column', () => {
    const header =
      'upn,forename,surname,date_of_birth,year_group,school_urn,household_id,ehcp,fsm,date_joined,date_left,preferred_name,' +
      'sen_support,looked_after,cin,cp_plan,young_carer,part_time_timetable,locality,address_key,former_upn,sibling_upns';
    const row =
      `${UPN},Ottoline,Thistlewick,09/03/2014,7,990001,H1,1,no,2025-09-01,2026-07-20,Otti,` +
      `0,Y,true,false,N,,Millside,K7,Q99999992601A,${OTHER_UPN}`;
    expect(values('pupils', `${header}\n${row}`, { contentType: CSV })).to.deep.equal([
      {
        upn: UPN,
        formerUpn: 'Q99999992601A',
        forename: 'Ottoline',
        surname: 'Thistlewick',
        preferredName: 'Otti',
        dateOfBirth: '2014-03-09',
        yearGroup: '7',
        schoolUrn: '990001',
        householdId: 'H1',
        siblingUpns: [OTHER_UPN],
        dateJoined: '2025-09-01',
        dateLeft: '2026-07-20',
        locality: 'Millside',
        addressKey: 'K7',
        characteristics: {
          ehcp: true,
          fsm: false,
          senSupport: false,
          lookedAfter: true,
          childInNeed: true,
          childProtectionPlan: false,
          youngCarer: false,
        },
      },
    ]);
  });

  for (const [row, expected] of [
    [`,Ottoline,Thistlewick,`, ['upn: is missing, and without it the date of birth is needed']],
    [`${UPN},,,2014-03-09`, ['forename: is missing', 'surname: is missing']],
    [`${UPN},A,B,9/3/14`, ['date_of_birth: needs a year of four digits']],
    [`${UPN},A,B,2027-01-01`, ['date_of_birth: lies in the future']],
    [`${WRONG_LETTER},A,B,2014-03-09`, ['upn: its check letter does not match']],
  ] as const) {
    it(`is refused: ${expected[0]}`, () => {
      expect(told('pupils', `upn,forename,surname,date_of_birth\n${row}`)).to.deep.equal(expected);
    });
  }

  it('cannot have left before joining', () => {
    const body = `upn,forename,surname,date_joined,date_left\n${UPN},A,B,2026-09-01,2026-07-20`;
    expect(told('pupils', body)).to.deep.equal(['date_left: is before date_joined']);
  });

  it('may have no UPN yet', () => {
    const body = 'upn,forename,surname,date_of_birth\n,Idrisse,Okonbrae,2014-03-09 00:00:00';
    expect(values('pupils', body, { contentType: CSV })[0]).to.not.have.property('upn');
  });
});

describe('a contact', () => {
  it('is read with its note as written', () => {
    const body = `upn,at,method,seen,by,note\n${UPN},14/09/2026 16:05,Home visit,No,Mr Harkaway," no answer\nlights on"`;
    expect(values('contacts', body, { contentType: CSV })).to.deep.equal([
      {
        upn: UPN,
        at: { kind: 'instant', at: new Date('2026-09-14T15:05:00Z') },
        method: 'visit',
        seen: false,
        by: 'Mr Harkaway',
        note: ' no answer\nlights on',
      },
    ]);
  });

  it('takes JSON booleans, and nothing else that is not a yes or a no', () => {
    const contact = { upn: UPN, at: '2026-09-14', method: 'call', seen: true };
    const read = outcomes('contacts', JSON.stringify([contact, { ...contact, seen: 'maybe' }]), {
      contentType: JSON_TYPE,
    });
    expect(read.map(({ ok }) => ok)).to.deep.equal([true, false]);
  });

  it('is refused with every problem it has', () => {
    expect(told('contacts', `upn,at,method,seen\n${UPN},soon,pigeon,`)).to.deep.equal([
      'at: expected a date or date and time such as 2026-09-14T10:40:00+01:00 or 14/09/2026 10:40',
      'method: must be visit, call, video or meeting',
      'seen: is missing',
    ]);
  });
});
