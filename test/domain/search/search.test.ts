import { expect } from 'chai';
import fc from 'fast-check';
import { matchEntry } from '../../../domain/search/matchEntry.ts';
import { matchName, nameSearchKeys, type NamedChild } from '../../../domain/search/nameSearch.ts';
import {
  asksNothing,
  excludedTerms,
  parseSearch,
  requiredTerms,
} from '../../../domain/search/parseSearch.ts';
import { rankEntry, whyFound } from '../../../domain/search/rankEntry.ts';
import { searchTermsOf } from '../../../domain/search/searchTerms.ts';
import { markText, snippet } from '../../../domain/search/snippet.ts';
import { candidateKeys } from '../../../domain/matching/matchKeys.ts';
import { localDate } from '../../../domain/localDate.ts';
import { aUpn } from '../../support/people.ts';

const NARRATIVE =
  'Came in without a coat again. Mum said the heating was off. He was hit by his brother on Sunday and cried.';

function finds(typed: string, ...texts: string[]): boolean {
  return matchEntry(parseSearch(typed), texts.length === 0 ? [NARRATIVE] : texts) !== undefined;
}

function marked(typed: string, text = NARRATIVE): string[] {
  const match = matchEntry(parseSearch(typed), [text]);
  return (match?.spans[0] ?? []).map(({ start, end }) => text.slice(start, end));
}

describe('what a search finds in a narrative', () => {
  for (const [typed, found] of [
    ['coat', true],
    ['coats', true],
    ['hitting', true],
    ['mom', true],
    ['crying coat', true],
    ['coat bruise', false],
    ['"heating was off"', true],
    ['"heating off"', false],
    ['“without a coat”', true],
    ['coat -heating', false],
    ['coat -bruise', true],
    ['coat -"off the heating"', true],
    ['coat -"the heating was"', false],
    ['the', false],
    ['-coat', false],
  ] as const)
    it(`${found ? 'finds' : 'does not find'} ${typed}`, () => {
      expect(finds(typed)).to.equal(found);
    });

  it('finds what a shorthand stands for, and the other way round', () => {
    expect(finds('teaching assistant', 'Told the TA at lunch.')).to.be.true;
    expect(finds('TA', 'Told the teaching assistant at lunch.')).to.be.true;
  });

  it('takes words from the narrative and the actions of one entry together', () => {
    expect(finds('coat referral', NARRATIVE, 'Referral made')).to.be.true;
  });

  it('marks the words as they stand in the text', () => {
    expect(marked('coats crying')).to.deep.equal(['coat', 'cried']);
  });

  it('marks a phrase as a whole', () => {
    expect(marked('"the heating was off"')).to.deep.equal(['the heating was off']);
  });

  it('never finds a word that the index would not hold, nor the reverse', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), word, (words, sought) => {
        const text = words.join(' ');
        const search = parseSearch(sought);
        const terms = requiredTerms(search);
        fc.pre(terms.length > 0);
        const filed = new Set(searchTermsOf([text]));
        expect(matchEntry(search, [text]) !== undefined).to.equal(terms.some((term) => filed.has(term)));
      }),
    );
  });
});

describe('reading what somebody typed', () => {
  it('tells words, phrases, exclusions, numbers and days of birth apart', () => {
    const upn = aUpn(7);
    const search = parseSearch(`smith "hole in shoe" -police ${upn.toLowerCase()} 9/3/2014`);
    expect(search.words.map(({ form }) => form)).to.deep.equal(['smith']);
    expect(search.phrases.map(({ text }) => text)).to.deep.equal(['hole in shoe']);
    expect(excludedTerms(search)).to.deep.equal(['police']);
    expect(search.upns).to.deep.equal([upn]);
    expect(search.datesOfBirth).to.deep.equal([localDate('2014-03-09')]);
  });

  it('asks nothing when there are only words to leave out', () => {
    expect(asksNothing(parseSearch('-police -"at home"'))).to.be.true;
  });

  it('reads anything without throwing', () => {
    fc.assert(fc.property(fc.string(), (typed) => void parseSearch(typed)));
  });
});

describe('the order of what was found', () => {
  const place = { ageDays: 30, severity: 1 } as const;
  const rank = (typed: string, text: string, given = {}): number => {
    const match = matchEntry(parseSearch(typed), [text]);
    return match === undefined ? Number.NaN : rankEntry(match, { ...place, ...given });
  };

  it('puts the word as typed before another form of it', () => {
    expect(rank('crying', 'Found crying.')).to.be.above(rank('crying', 'She cried.'));
  });

  it('puts words in one sentence before words apart', () => {
    expect(rank('coat mum', 'Mum has his coat.')).to.be.above(rank('coat mum', 'Mum came. No coat.'));
  });

  it('puts the newer of two like entries first', () => {
    expect(rank('coat', NARRATIVE, { ageDays: 1 })).to.be.above(rank('coat', NARRATIVE, { ageDays: 300 }));
  });

  it('says why', () => {
    const match = matchEntry(parseSearch('crying coat "heating was off"'), [NARRATIVE]);
    expect(match && whyFound(match)).to.equal(
      'Has the phrase “heating was off”, “coat” and “cried” for “crying”',
    );
  });
});

describe('a snippet', () => {
  it('put together is part of the text as written, with nothing marked that was not found', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 80 }), fc.nat(70), (text, at) => {
        const start = Math.min(at, text.length - 1);
        const spans = [{ start, end: Math.min(start + 5, text.length) }];
        const whole = markText(text, spans)
          .map((piece) => piece.text)
          .join('');
        const part = snippet(text, spans, 60)
          .map((piece) => piece.text)
          .join('')
          .replace(/^… | …$/g, '');
        expect(whole).to.equal(text);
        expect(text).to.include(part);
      }),
    );
  });

  it('shows the words that were found', () => {
    const text = `${'Nothing to say. '.repeat(40)}He had no coat. ${'All well. '.repeat(40)}`;
    const match = matchEntry(parseSearch('coat'), [text]);
    const pieces = snippet(text, match?.spans[0] ?? [], 120);
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).to.deep.equal(['coat']);
  });
});

describe('a child’s name as people misremember it', () => {
  const child = (forename: string, surname: string, more: Partial<NamedChild> = {}): NamedChild => ({
    forename,
    surname,
    dateOfBirth: localDate('2014-03-09'),
    upns: [aUpn(12)],
    ...more,
  });

  function reaches(typed: string, sought: NamedChild): boolean {
    const search = parseSearch(typed);
    const { upns = [], ...names } = sought;
    const filed = new Set(candidateKeys({ ...names, upns: upns as never }));
    return (
      nameSearchKeys(search, 'far').some((key) => filed.has(key)) && matchName(search, sought) !== undefined
    );
  }

  for (const [typed, forename, surname] of [
    ['Thistlewick', 'Ottoline', 'Thistlewick'],
    ['thisslewick', 'Ottoline', 'Thistlewick'],
    ['Thistlewick Ottoline', 'Ottoline', 'Thistlewick'],
    ['Billy', 'William', 'Quillsby'],
    ['Kathryn', 'Catherine', 'Quillsby'],
    ['Nightly', 'Corwen', 'Knightly'],
    ['Filips', 'Corwen', 'Phillips'],
    ['Obrien', 'Corwen', 'O’Brien'],
    ['Nunez', 'Corwen', 'García-Núñez'],
    [aUpn(12), 'Corwen', 'Quillsby'],
    ['09/03/2014', 'Corwen', 'Quillsby'],
    ['3/9/2014', 'Corwen', 'Quillsby'],
  ] as const)
    it(`finds ${forename} ${surname} by ${typed}`, () => {
      expect(reaches(typed, child(forename, surname))).to.be.true;
    });

  it('does not take a word of the narrative for a name', () => {
    expect(reaches('bruise', child('Ottoline', 'Thistlewick'))).to.be.false;
  });

  it('ranks the name as typed before one that only sounds like it', () => {
    const search = parseSearch('Okonbrae');
    const same = matchName(search, child('A', 'Okonbrae'));
    const alike = matchName(search, child('A', 'Okanbree'));
    expect(same?.score).to.be.above(alike?.score ?? Number.NaN);
  });

  it('says that a known form was meant', () => {
    expect(matchName(parseSearch('Billy'), child('William', 'Quillsby'))?.why).to.equal(
      '“William”: another form of the same name',
    );
  });
});
