import { expect } from 'chai';
import fc from 'fast-check';
import {
  anIncident,
  CSV,
  incidentOutcome,
  incidentProblems,
  JSON_TYPE,
  OTHER_UPN,
  outcomes,
  problems,
  UPN,
  values,
  WRONG_LETTER,
} from './readings.ts';

const HEADER = 'externalId,upn,forename,surname,date_of_birth,occurredAt,narrative';
const NAMED = { forename: 'Ottoline', surname: 'Thistlewick', dateOfBirth: '2014-03-09' };

function accepted(said: Record<string, unknown>) {
  const outcome = incidentOutcome(said);
  if (!outcome.ok || outcome.value.withdrawn) throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return { ...outcome.value, warnings: outcome.warnings.map(({ field, message }) => `${field}: ${message}`) };
}

/** What the reader takes out: controls other than tab and the two of a line end. */
function isControl(letter: string): boolean {
  return (letter < ' ' && !'\t\n\r'.includes(letter)) || letter === '\u007F';
}

describe('an incident', () => {
  it('is read whole', () => {
    const [read] = values(
      'incidents',
      JSON.stringify({
        incidents: [
          anIncident({
            schoolUrn: '990001',
            recordedAt: '2026-09-14T11:02:00+01:00',
            category: 'Wellbeing',
            linkedUpns: [OTHER_UPN.toLowerCase()],
            recordedBy: 'Ms Quillsby',
            actions: [{ takenAt: '2026-09-14', what: 'Rang home', by: 'Ms Quillsby' }],
          }),
        ],
      }),
      { contentType: JSON_TYPE },
    );
    expect(read).to.deep.equal({
      withdrawn: false,
      externalId: '8841',
      schoolUrn: '990001',
      pupil: { upn: UPN, ...NAMED },
      occurred: { kind: 'instant', at: new Date('2026-09-14T09:40:00Z') },
      recorded: { kind: 'instant', at: new Date('2026-09-14T10:02:00Z') },
      category: 'Wellbeing',
      narrative: 'Came in without a coat.',
      linkedUpns: [OTHER_UPN],
      recordedBy: 'Ms Quillsby',
      actions: [{ what: 'Rang home', takenAt: { kind: 'day', date: '2026-09-14' }, by: 'Ms Quillsby' }],
    });
  });

  it('keeps the narrative as written, white space and all', () => {
    const narrative = '  First line\r\n\tsecond “line” — naïve 👧 <b>&amp;\n ';
    expect(accepted({ narrative }).narrative).to.equal(narrative);
  });

  it('has control characters taken out of the narrative, with a warning', () => {
    const read = accepted({ narrative: 'a\u0000b\u0007c\ud800d\ne' });
    expect(read.narrative).to.equal('abcd\ne');
    expect(read.warnings).to.deep.equal(['narrative: control characters were taken out']);
  });

  for (const [occurredAt, when] of [
    ['2026-09-14T10:40:00+01:00', '2026-09-14T09:40:00.000Z'],
    ['2026-09-14T10:40:00', '2026-09-14T09:40:00.000Z'],
    ['2026-11-14T10:40', '2026-11-14T10:40:00.000Z'],
    ['2026-09-14 10:40:59.123', '2026-09-14T09:40:59.000Z'],
    ['2026-09-14T09:40:00Z', '2026-09-14T09:40:00.000Z'],
    ['2026-09-14T15:10:00+0530', '2026-09-14T09:40:00.000Z'],
    ['2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T01:30:00+00:00', '2026-10-25T01:30:00.000Z'],
    ['14/09/2026 10:40', '2026-09-14T09:40:00.000Z'],
    ['14/09/2026 22:40:05', '2026-09-14T21:40:05.000Z'],
    ['14-Sep-2026 10:40', '2026-09-14T09:40:00.000Z'],
    ['14 September 2026 at 2:05pm', '2026-09-14T13:05:00.000Z'],
    ['Mon 14th Sept 2026, 12:05 am', '2026-09-13T23:05:00.000Z'],
    ['04/05/2026 09:00', '2026-05-04T08:00:00.000Z'],
    ['14 09 26', '2026-09-14'],
    ['14/9/26', '2026-09-14'],
    ['14.09.2026', '2026-09-14'],
    ['14 Sep 2026', '2026-09-14'],
    ['2026-09-14', '2026-09-14'],
  ] as const) {
    it(`that happened "${occurredAt}" is read as ${when}`, () => {
      const { occurred } = accepted({ occurredAt });
      expect(occurred.kind === 'day' ? occurred.date : occurred.at.toISOString()).to.equal(when);
    });
  }

  for (const [occurredAt, message] of [
    ['2026-02-30', 'is not a date in the calendar'],
    ['31/11/2026', 'is not a date in the calendar'],
    ['09/14/2026', 'is not a date in the calendar'],
    ['2026-02-29T10:00:00Z', 'is not a date in the calendar'],
    ['2026-09-14T25:00:00Z', 'is not a time of day'],
    ['2026-09-14T10:61', 'is not a time of day'],
    ['2026-09-14T10:00:00+19:00', 'is not a time of day'],
    ['1989-12-31', 'is before 1990'],
    ['2026-11-25T12:00:01Z', 'lies in the future'],
    ['2062-09-14', 'lies in the future'],
  ] as const) {
    it(`that happened "${occurredAt}" is refused: it ${message}`, () => {
      expect(incidentProblems({ occurredAt })).to.deep.equal([`occurredAt: ${message}`]);
    });
  }

  it('is let run a little ahead of our clock', () => {
    expect(incidentProblems({ occurredAt: '2026-11-25T12:00:00Z' })).to.deep.equal([]);
  });

  for (const [what, said, expected] of [
    ['without a number', { externalId: undefined }, ['externalId: is missing']],
    ['without a date', { occurredAt: ' ' }, ['occurredAt: is missing']],
    ['without words', { narrative: ' \n' }, ['narrative: is missing']],
    ['with a query for a narrative', { narrative: { $gt: '' } }, ['narrative: must be text']],
    ['with a query for a number', { externalId: { $gt: '' } }, ['externalId: must be text']],
    ['with a query for a child', { pupil: { upn: { $gt: '' } } }, ['pupil.upn: must be text']],
    ['with a list for a child', { pupil: [UPN] }, /pupil: must be an object/],
    ['with a text for links', { linkedUpns: { 0: UPN } }, ['linkedUpns: must be a list']],
    ['with a number among the links', { linkedUpns: [7] }, ['linkedUpns[0]: must be text']],
    ['with an action without words', { actions: [{ by: 'Mr Harkaway' }] }, ['actions[0].what: is missing']],
    [
      'with an impossible action',
      { actions: [{ what: 'x', takenAt: '2026-02-30' }] },
      /actions\[0\]\.takenAt: is not/,
    ],
    ['with a school that is none', { schoolUrn: '12' }, /schoolUrn: is not a URN/],
    ['with an endless narrative', { narrative: 'x'.repeat(100_001) }, /narrative: is longer than 100,000/],
    ['about nobody', { pupil: {} }, /pupil: needs a UPN, or forename, surname and date of birth/],
    ['with a number of the wrong shape', { pupil: { upn: 'R99' } }, /pupil\.upn: is not a UPN/],
    [
      'with a wrong check letter',
      { pupil: { upn: WRONG_LETTER } },
      ['pupil.upn: its check letter does not match'],
    ],
    ['neither withdrawn nor not', { withdrawn: 'perhaps' }, /withdrawn: must be yes or no/],
  ] as const) {
    it(`${what} is refused, with the reason`, () => {
      const found = incidentProblems(said);
      if (expected instanceof RegExp) expect(found.join('\n')).to.match(expected);
      else expect(found).to.deep.equal(expected);
    });
  }

  it('is told every problem it has at once', () => {
    expect(
      incidentProblems({ externalId: '', occurredAt: '2026-02-30', narrative: 3, schoolUrn: 'x' }),
    ).to.have.length(4);
  });

  it('takes no notice of members that would reach into the program', () => {
    const row = JSON.stringify(anIncident()).replace(
      '{',
      '{"__proto__":{"withdrawn":true},"constructor":{"x":1},',
    );
    const [read] = values('incidents', `[${row}]`, { contentType: JSON_TYPE });
    expect(read).to.include({ externalId: '8841', withdrawn: false });
    expect(Object.getPrototypeOf({})).to.not.have.property('withdrawn');
  });

  it('with a wrong check letter is kept when names stand beside it, the number set aside', () => {
    const read = accepted({ pupil: { upn: WRONG_LETTER, ...NAMED } });
    expect(read.pupil).to.deep.equal(NAMED);
    expect(read.warnings).to.deep.equal(['pupil.upn: its check letter does not match']);
  });

  it('with a sound UPN is kept when the date of birth cannot be, that set aside', () => {
    const read = accepted({ pupil: { upn: UPN, dateOfBirth: '2014-02-30' } });
    expect(read.pupil).to.deep.equal({ upn: UPN });
    expect(read.warnings).to.deep.equal(['pupil.dateOfBirth: is not a date in the calendar']);
  });

  it('without a UPN is refused when the date of birth cannot be', () => {
    for (const dateOfBirth of ['2014-02-30', '9/3/14', '2031-01-01']) {
      expect(incidentProblems({ pupil: { ...NAMED, dateOfBirth } })).to.have.length(1);
    }
  });

  it('has its UPN read in lower case and with spaces', () => {
    expect(accepted({ pupil: { upn: ' r9999 9992 6001 ' } }).pupil.upn).to.equal(UPN);
  });

  it('keeps the good links and leaves out the bad, with a warning', () => {
    const read = accepted({ linkedUpns: [OTHER_UPN, WRONG_LETTER, OTHER_UPN] });
    expect(read.linkedUpns).to.deep.equal([OTHER_UPN]);
    expect(read.warnings).to.deep.equal(['linkedUpns[1]: its check letter does not match']);
  });

  it('can be withdrawn by its number alone', () => {
    const [read] = values('incidents', '[{"externalId":8841,"withdrawn":true}]', { contentType: JSON_TYPE });
    expect(read).to.deep.equal({ withdrawn: true, externalId: '8841' });
  });

  it('cut off at the end of a CSV costs that row and no other', () => {
    const whole = `${HEADER}\n1,${UPN},,,,2026-09-14,One\n2,${UPN},,,,2026-09-14,"Two\nlines"\n`;
    for (const cut of [`3,${UPN},,`, `3,${UPN},,,,2026-09-14,"Cut off in the\nmiddle`]) {
      const read = outcomes('incidents', whole + cut, { contentType: CSV });
      expect(read.map(({ ok }) => ok)).to.deep.equal([true, true, false]);
      expect(problems(read)[0]?.message).to.match(/cut off/);
    }
  });

  it('never finds its way into a problem or warning', () => {
    const SECRET = 'Zebedee';
    const secret = fc.constantFrom(
      SECRET,
      `${SECRET}-2014-02-30`,
      `${SECRET}\u0000`,
      { [SECRET]: SECRET },
      [SECRET],
      [[SECRET]],
      SECRET.repeat(30),
    );
    const members = [
      'externalId',
      'occurredAt',
      'recordedAt',
      'narrative',
      'category',
      'linkedUpns',
      'actions',
      'pupil',
    ];
    const row = fc.record({
      ...Object.fromEntries(members.map((name) => [name, secret])),
      pupil: fc.record({ upn: secret, forename: secret, surname: secret, dateOfBirth: secret }),
    });
    fc.assert(
      fc.property(row, (said) => {
        const outcome = incidentOutcome(said);
        const told = outcome.ok ? outcome.warnings : outcome.problems;
        expect(JSON.stringify(told)).to.not.include(SECRET);
      }),
    );
  });

  it('of which a CSV writer wrote any number comes out in that number and those words', () => {
    const narrative = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map((text) => `Note: ${text}.`);
    fc.assert(
      fc.property(fc.array(narrative, { minLength: 1, maxLength: 12 }), (narratives) => {
        const lines = narratives.map(
          (text, index) => `${index},${UPN},,,,2026-09-14,"${text.replaceAll('"', '""')}"`,
        );
        const read = outcomes('incidents', `\uFEFF${HEADER}\r\n${lines.join('\r\n')}`, { contentType: CSV });
        const kept = narratives.map((text) => [...text].filter((letter) => !isControl(letter)).join(''));
        expect(
          read.map((outcome) => outcome.ok && !outcome.value.withdrawn && outcome.value.narrative),
        ).to.deep.equal(kept);
      }),
    );
  });
});
