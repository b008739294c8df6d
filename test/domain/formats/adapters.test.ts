import { expect } from 'chai';
import { readSessionHeading } from '../../../domain/formats/adapters/sessionHeading.ts';
import { splitMarks } from '../../../domain/formats/adapters/splitMarks.ts';
import { CSV, OTHER_UPN, outcomes, problems, refusal, UPN, values, WRONG_LETTER } from './readings.ts';

function incidents(source: string, body: string) {
  return values('incidents', body, { contentType: CSV, source }).map((row) => {
    if (row.withdrawn) throw new Error('none of these is withdrawn');
    return row;
  });
}

function marks(body: string) {
  return values('attendance', body, { contentType: CSV, source: 'sims' }).map(
    ({ upn, date, session, code }) => `${upn} ${date} ${session} ${code}`,
  );
}

describe('a CPOMS export', () => {
  const HEADER =
    'Incident ID,Student,DOB,UPN,Categories,Sub Categories,Incident,Date/Time,Created By,Date Added,Actions\n';

  it('is read by the meaning of its columns', () => {
    const row = `4411,"Thistlewick, Ottoline",09/03/2014,${UPN},Wellbeing,Hygiene,"Same jumper\nall week",14/09/2026 10:40,Ms Quillsby,14/09/2026,Rang home\n`;
    expect(incidents('cpoms', HEADER + row)).to.deep.equal([
      {
        withdrawn: false,
        externalId: '4411',
        pupil: { upn: UPN, forename: 'Ottoline', surname: 'Thistlewick', dateOfBirth: '2014-03-09' },
        occurred: { kind: 'instant', at: new Date('2026-09-14T09:40:00Z') },
        recorded: { kind: 'day', date: '2026-09-14' },
        category: 'Wellbeing > Hygiene',
        narrative: 'Same jumper\nall week',
        linkedUpns: [],
        recordedBy: 'Ms Quillsby',
        actions: [{ what: 'Rang home' }],
      },
    ]);
  });

  it('may name children without a UPN, date and time apart, and number nothing', () => {
    const body =
      'Student Name,Date of Birth,Incident Text,Date,Time\nOttoline Thistlewick,9 Mar 2014,Tired,14/09/2026,10.40\n';
    const [read] = incidents('cpoms', body);
    expect(read?.pupil).to.deep.equal({
      forename: 'Ottoline',
      surname: 'Thistlewick',
      dateOfBirth: '2014-03-09',
    });
    expect(read?.occurred).to.deep.equal({ kind: 'instant', at: new Date('2026-09-14T09:40:00Z') });
  });

  it('gives an unnumbered row the same number whenever it is sent, and another row another', () => {
    const body = (text: string) => `UPN,Date,Incident\n${UPN},14/09/2026,${text}\n`;
    const [first, again, other] = ['Tired', 'Tired', 'Hungry'].map(
      (text) => incidents('cpoms', body(text))[0]?.externalId,
    );
    expect(first).to.equal(again).and.not.equal(other);
    expect(first).to.match(/^content-[0-9a-f]{32}$/);
  });

  it('keeps the children apart that share one incident', () => {
    const row = (upn: string) => `Q1,${upn},14/09/2026,A fight\n`;
    const read = incidents('cpoms', `ID,UPN,Date,Incident\n${row(UPN)}${row(OTHER_UPN)}${row(UPN)}`);
    expect(read[0]?.externalId).to.equal('Q1');
    expect(read[1]?.externalId).to.match(/^Q1\/[0-9a-f]{12}$/);
    expect(read[2]?.externalId).to.equal('Q1');
  });

  it('cannot withdraw what has no number', () => {
    const read = outcomes('incidents', `UPN,Date,Incident,Deleted\n${UPN},14/09/2026,x,yes\n`, {
      contentType: CSV,
      source: 'cpoms',
    });
    expect(problems(read).map(({ field }) => field)).to.deep.equal(['externalId']);
  });

  it('is refused whole without a column for the words', () => {
    expect(refusal('incidents', 'Student,Date\n', { contentType: CSV, source: 'CPOMS' })).to.match(
      /narrative/,
    );
  });
});

describe('a MyConcern export', () => {
  it('is read by the meaning of its columns', () => {
    const body =
      'Concern Ref,Pupil Forename,Pupil Surname,Pupil DOB,Concern Types,Concern Date,Raised By,Date Raised,Concern Details\n' +
      'C-7,Corwen,Quillsby,2014-03-09,Attendance,14-Sep-2026 10:40,Mr Harkaway,15/09/26,Late again\n';
    expect(incidents('myconcern', body)).to.deep.equal([
      {
        withdrawn: false,
        externalId: 'C-7',
        pupil: { forename: 'Corwen', surname: 'Quillsby', dateOfBirth: '2014-03-09' },
        occurred: { kind: 'instant', at: new Date('2026-09-14T09:40:00Z') },
        recorded: { kind: 'day', date: '2026-09-15' },
        category: 'Attendance',
        narrative: 'Late again',
        linkedUpns: [],
        recordedBy: 'Mr Harkaway',
        actions: [],
      },
    ]);
  });
});

describe('a register with a column for each session', () => {
  for (const [heading, expected] of [
    ['Mon 14/09/2026 AM', { date: '2026-09-14', session: 'AM' }],
    ['2026-09-14 PM', { date: '2026-09-14', session: 'PM' }],
    ['14/09/2026 AM', { date: '2026-09-14', session: 'AM' }],
    ['14 Sep 2026 (pm)', { date: '2026-09-14', session: 'PM' }],
    ['AM 14/09/26', { date: '2026-09-14', session: 'AM' }],
    ['14/09/2026\nAM', { date: '2026-09-14', session: 'AM' }],
    ['Monday 14 September 2026', { date: '2026-09-14', session: 'both' }],
    ['14/09 AM', undefined],
    ['Mon AM', undefined],
    ['30/02/2026 AM', undefined],
    ['Form', undefined],
  ] as const) {
    it(`knows "${heading.replace('\n', ' ')}" ${expected ? 'for a session' : 'for none'}`, () => {
      expect(readSessionHeading(heading)).to.deep.equal(expected);
    });
  }

  it('gives a mark for every cell', () => {
    const body = `Name,UPN,Mon 14/09/2026 AM,Mon 14/09/2026 PM,% Present\nOttoline,${UPN},/,c1,50\nTotals,,1,0,\n`;
    expect(marks(body)).to.deep.equal([`${UPN} 2026-09-14 AM /`, `${UPN} 2026-09-14 PM C1`]);
  });

  it('takes both marks from the cell of a day', () => {
    const body = `UPN,14/09/2026,15/09/2026,16/09/2026\n${UPN},/\\,C2 L,\n`;
    expect(marks(body)).to.deep.equal([
      `${UPN} 2026-09-14 AM /`,
      `${UPN} 2026-09-14 PM \\`,
      `${UPN} 2026-09-15 AM C2`,
      `${UPN} 2026-09-15 PM L`,
      `${UPN} 2026-09-16 AM -`,
      `${UPN} 2026-09-16 PM -`,
    ]);
  });

  it('refuses a bad cell alone, and a row of nobody once', () => {
    const body = `UPN,2026-09-14 AM,2026-09-14 PM\n${UPN},late,/\n${WRONG_LETTER},/,/\n`;
    const read = outcomes('attendance', body, { contentType: CSV });
    expect(read.map(({ ok, row }) => [row, ok])).to.deep.equal([
      [1, false],
      [1, true],
      [2, false],
    ]);
    expect(problems(read).map(({ field }) => field)).to.deep.equal(['2026-09-14 AM', 'upn']);
  });
});

describe('a register as a run of marks', () => {
  const HEADER = 'UPN,Start Date,End Date,Marks\n';

  for (const [run, expected] of [
    ['/\\LC1', ['/', '\\', 'L', 'C1']],
    ['y1y2#-', ['Y1', 'Y2', '#', '-']],
    ['/ ', ['/', '-']],
    ['/1', undefined],
    ['C12', undefined],
  ] as const) {
    it(`is cut into ${expected?.length ?? 'no'} marks: ${run}`, () => {
      expect(splitMarks(run)).to.deep.equal(expected);
    });
  }

  it('is read when it has two marks for every weekday', () => {
    expect(marks(`${HEADER}${UPN},11/09/2026,14/09/2026,/\\NC2\n`)).to.deep.equal([
      `${UPN} 2026-09-11 AM /`,
      `${UPN} 2026-09-11 PM \\`,
      `${UPN} 2026-09-14 AM N`,
      `${UPN} 2026-09-14 PM C2`,
    ]);
  });

  it('is read when it has two marks for every day, and spaces between', () => {
    expect(marks(`${HEADER}${UPN},11/09/2026,14/09/2026,"/\\ ## ## /\\"\n`)).to.have.length(8);
  });

  it('is refused rather than guessed at when its length does not fit', () => {
    const read = outcomes('attendance', `${HEADER}${UPN},11/09/2026,14/09/2026,/\\/\n`, { contentType: CSV });
    expect(problems(read)[0]).to.include({ field: 'marks', row: 1 });
  });

  it('is refused without its end, for then nothing says how long it should be', () => {
    expect(
      refusal('attendance', `UPN,Start Date,Marks\n${UPN},11/09/2026,/\\\n`, { contentType: CSV }),
    ).to.match(/no column was recognised/);
  });
});
