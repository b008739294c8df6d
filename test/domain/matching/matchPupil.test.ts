import { expect } from 'chai';
import fc from 'fast-check';
import { isUpn, isUrn, type Upn, type Urn } from '../../../domain/identifiers.ts';
import { localDate } from '../../../domain/localDate.ts';
import type { MatchCandidate } from '../../../domain/matching/match.ts';
import { matchPupil } from '../../../domain/matching/matchPupil.ts';
import type { SoughtPupil } from '../../../domain/matching/scoreCandidate.ts';

const HERE = urn('990001');
const ELSEWHERE = urn('990002');
const UPN = upn('R999999926001');
const OTHER_UPN = upn('F999999926002');
const TEMPORARY = upn('Q99999992601A');
const BORN = localDate('2014-03-09');

function upn(text: string): Upn {
  if (!isUpn(text)) throw new Error('the example must be a UPN');
  return text;
}

function urn(text: string): Urn {
  if (!isUrn(text)) throw new Error('the example must be a URN');
  return text;
}

function known(pupilId: string, said: Partial<MatchCandidate> = {}): MatchCandidate {
  return {
    pupilId,
    upns: [],
    forename: 'Ottoline',
    surname: 'Thistlewick',
    dateOfBirth: BORN,
    schoolUrns: [HERE],
    ...said,
  };
}

function sought(said: Partial<SoughtPupil> = {}): SoughtPupil {
  return { schoolUrn: HERE, forename: 'Ottoline', surname: 'Thistlewick', dateOfBirth: BORN, ...said };
}

/** `matched p1 by upn`, `uncertain p1 p2`, `unknown`. */
function decide(row: SoughtPupil, ...candidates: readonly MatchCandidate[]): string {
  const match = matchPupil(row, candidates);
  switch (match.kind) {
    case 'matched':
      return `matched ${match.pupilId} by ${match.how}`;
    case 'uncertain':
      return `uncertain ${match.candidates.map(({ pupilId }) => pupilId).join(' ')}`;
    case 'unknown':
      return 'unknown';
  }
}

const NAMED = (forename: string, surname: string) => ({ forename, surname });

describe('matching by UPN', () => {
  const holder = known('p1', { upns: [UPN] });

  for (const [what, said, expected] of [
    ['the same name', {}, 'matched p1 by upn'],
    ['a pet form', NAMED('Otti', 'Thistlewick'), 'matched p1 by upn'],
    ['a surname since changed', NAMED('Ottoline', 'Marrowdale'), 'matched p1 by upn'],
    ['a mistyped date of birth', { dateOfBirth: localDate('2015-11-20') }, 'matched p1 by upn'],
    ['a brother’s forename', NAMED('Leofric', 'Thistlewick'), 'uncertain p1'],
    ['another name altogether', NAMED('Leofric', 'Quillsby'), 'uncertain p1'],
    ['names in each other’s place', NAMED('Thistlewick', 'Ottoline'), 'matched p1 by upn'],
    ['an initial', NAMED('O', 'Thistlewick'), 'matched p1 by upn'],
  ] as const) {
    it(`with ${what} is ${expected}`, () => {
      expect(decide(sought({ upn: UPN, ...said }), holder)).to.equal(expected);
    });
  }

  it('needs no name', () => {
    expect(decide({ schoolUrn: HERE, upn: UPN }, holder)).to.equal('matched p1 by upn');
  });

  it('knows a former or temporary number', () => {
    const moved = known('p1', { upns: [UPN, TEMPORARY] });
    expect(decide(sought({ upn: TEMPORARY }), moved)).to.equal('matched p1 by upn');
  });

  it('alone and held by nobody is unknown', () => {
    expect(decide({ schoolUrn: HERE, upn: OTHER_UPN }, holder)).to.equal('unknown');
  });

  it('with a forename a letter away from a short one is left to a person', () => {
    expect(
      decide(sought({ upn: UPN, forename: 'Eva' }), known('p1', { upns: [UPN], forename: 'Ava' })),
    ).to.equal('uncertain p1');
  });

  it('held by two is left to a person', () => {
    expect(decide(sought({ upn: UPN }), holder, known('p2', { upns: [UPN] }))).to.equal('uncertain p1 p2');
  });

  it('of one twin with the name of the other is left to a person', () => {
    const twin = known('p2', { forename: 'Ottilie', upns: [OTHER_UPN] });
    expect(decide(sought({ upn: UPN, forename: 'Ottilie' }), holder, twin)).to.equal('uncertain p2 p1');
  });
});

describe('matching by name and date of birth', () => {
  const MATCHED = 'matched p1 by name-and-birth';
  const row = (forename: string, surname: string) => sought({ forename, surname });

  for (const [what, sent, held, expected] of [
    ['the same name', row('Ottoline', 'Thistlewick'), {}, MATCHED],
    ['another case and spacing', row(' OTTOLINE', 'thistlewick '), {}, MATCHED],
    ['a pet form', row('Kate', 'Quillsby'), NAMED('Catherine', 'Quillsby'), MATCHED],
    ['another spelling of a name', row('Mohammed', 'Okonbrae'), NAMED('Muhammad', 'Okonbrae'), MATCHED],
    ['the preferred name', row('Otti', 'Thistlewick'), { preferredName: 'Otti' }, MATCHED],
    ['accents dropped', row('Zoe', 'Nunez'), NAMED('Zoë', 'Núñez'), MATCHED],
    ['letters of other alphabets', row('Soren', 'Lowicz'), NAMED('Søren', 'Łowicz'), MATCHED],
    ['an apostrophe dropped', row('Corwen', 'OQuill'), NAMED('Corwen', 'O’Quill'), MATCHED],
    ['half a double surname', row('Corwen', 'Harkaway'), NAMED('Corwen', 'Harkaway-Quillsby'), MATCHED],
    [
      'a hyphen in place of a space',
      row('Corwen', 'Harkaway Quillsby'),
      NAMED('Corwen', 'Harkaway-Quillsby'),
      MATCHED,
    ],
    [
      'a middle name beside the forename',
      row('Corwen Leofric', 'Quillsby'),
      NAMED('Corwen', 'Quillsby'),
      MATCHED,
    ],
    ['a slip of the pen', row('Otoline', 'Thistelwick'), {}, MATCHED],
    ['a former surname', row('Ottoline', 'Marrowdale'), { formerSurnames: ['Marrowdale'] }, MATCHED],
    ['names in each other’s place', row('Thistlewick', 'Ottoline'), {}, MATCHED],
    ['an initial', row('O', 'Thistlewick'), {}, 'uncertain p1'],
    ['day and month swapped', sought({ dateOfBirth: localDate('2014-09-03') }), {}, 'uncertain p1'],
    ['one digit different', sought({ dateOfBirth: localDate('2014-03-08') }), {}, 'uncertain p1'],
    ['no date of birth', { schoolUrn: HERE, ...NAMED('Ottoline', 'Thistlewick') }, {}, 'uncertain p1'],
    ['a pupil of another school', sought(), { schoolUrns: [ELSEWHERE] }, 'uncertain p1'],
    ['another forename', row('Leofric', 'Thistlewick'), {}, 'uncertain p1'],
    ['another name, same birthday', row('Leofric', 'Quillsby'), {}, 'unknown'],
    [
      'same name, another child by birth',
      sought({ dateOfBirth: localDate('2009-12-25') }),
      {},
      'uncertain p1',
    ],
    ['a particle in common', row('Leofric', 'de Quillsby'), NAMED('Leofric', 'de Marrow'), 'uncertain p1'],
  ] as const) {
    it(`with ${what} is ${expected}`, () => {
      expect(decide(sent, known('p1', held))).to.equal(expected);
    });
  }

  it('tells twins of unlike names apart', () => {
    const twin = known('p2', { forename: 'Leofric' });
    expect(decide(sought(), known('p1'), twin)).to.equal(MATCHED);
    expect(decide(sought({ forename: 'Leofric' }), known('p1'), twin)).to.equal(
      'matched p2 by name-and-birth',
    );
  });

  it('leaves twins of like names to a person', () => {
    const [one, two] = [known('p1', { forename: 'Mia' }), known('p2', { forename: 'Mya' })];
    expect(decide(sought({ forename: 'Mia' }), one, two)).to.equal('uncertain p1 p2');
  });

  it('leaves two children whom one pet form fits to a person', () => {
    const [one, two] = [known('p1', { forename: 'Alexander' }), known('p2', { forename: 'Alexandra' })];
    expect(decide(sought({ forename: 'Alex' }), one, two)).to.match(/^uncertain/);
  });

  it('never chooses between two of the same name and birthday, wherever they are', () => {
    expect(decide(sought(), known('p1'), known('p2', { schoolUrns: [ELSEWHERE] }))).to.equal(
      'uncertain p1 p2',
    );
  });

  it('does not take a namesake with another permanent UPN for the child', () => {
    expect(decide(sought({ upn: OTHER_UPN }), known('p1', { upns: [UPN] }))).to.equal('uncertain p1');
  });

  it('takes a permanent UPN for one whose number was temporary, and the other way about', () => {
    expect(decide(sought({ upn: UPN }), known('p1', { upns: [TEMPORARY] }))).to.equal(MATCHED);
    expect(decide(sought({ upn: TEMPORARY }), known('p1', { upns: [UPN] }))).to.equal(MATCHED);
  });

  it('with nobody to compare is unknown', () => {
    expect(decide(sought())).to.equal('unknown');
  });

  it('says what agrees and what does not, and none of the values', () => {
    const match = matchPupil(sought({ forename: 'Kate', dateOfBirth: localDate('2014-09-03') }), [
      known('p1', { forename: 'Catherine' }),
    ]);
    if (match.kind !== 'uncertain') throw new Error('expected to be uncertain');
    expect(match.candidates[0]?.why).to.deep.equal([
      'forename another form of the same name',
      'surname the same',
      'day and month of birth swapped',
      'same school',
    ]);
  });
});

describe('any matching', () => {
  const names = fc.constantFrom('Mia', 'Mya', 'Kate', 'Catherine', 'Leofric', 'Quillsby', 'Harkaway', 'Alex');
  const births = fc.constantFrom(BORN, localDate('2014-09-03'), localDate('2015-01-01'));
  const upns = fc.constantFrom(UPN, OTHER_UPN, TEMPORARY);
  const people = fc.record({
    forename: names,
    surname: names,
    dateOfBirth: births,
    upns: fc.uniqueArray(upns, { maxLength: 2 }),
    schoolUrns: fc.constantFrom([HERE], [ELSEWHERE]),
  });
  const rolls = fc
    .array(people, { maxLength: 6 })
    .map((roll) => roll.map((person, index) => ({ ...person, pupilId: `p${index}` })));
  const rows: fc.Arbitrary<SoughtPupil> = fc.record(
    { schoolUrn: fc.constant(HERE), upn: upns, forename: names, surname: names, dateOfBirth: births },
    { requiredKeys: ['schoolUrn'] },
  );

  it('does not hang on the order of candidates', () => {
    fc.assert(
      fc.property(rows, rolls, (row, roll) => {
        expect(matchPupil(row, [...roll].reverse())).to.deep.equal(matchPupil(row, roll));
      }),
      { numRuns: 500 },
    );
  });

  it('never chooses a child while another fits the same words equally', () => {
    fc.assert(
      fc.property(rows, rolls, (row, roll) => {
        const doubled = roll.flatMap((person) => [person, { ...person, pupilId: `${person.pupilId}x` }]);
        expect(matchPupil(row, doubled).kind).to.not.equal('matched');
      }),
      { numRuns: 500 },
    );
  });

  it('scores between 0 and 1, best first', () => {
    fc.assert(
      fc.property(rows, rolls, (row, roll) => {
        const match = matchPupil(row, roll);
        const scores = match.kind === 'uncertain' ? match.candidates.map(({ score }) => score) : [];
        if (match.kind === 'matched') scores.push(match.score);
        for (const score of scores) expect(score).to.be.within(0, 1);
        expect(scores).to.deep.equal([...scores].sort((a, b) => b - a));
      }),
    );
  });
});
