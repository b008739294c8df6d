import { expect } from 'chai';
import { findThirdParties } from '../../../domain/subjectAccess/findThirdParties.ts';
import { indexNames, type PeopleAround } from '../../../domain/subjectAccess/knownPeople.ts';

const AROUND: PeopleAround = {
  child: ['Ottoline Thistlewick'],
  upns: ['A999000012345'],
  close: [['Corwen Thistlewick']],
  pupils: [['Mark Lane'], ['Grace Hope']],
  staff: [['Dana Elwood'], ['Class teacher']],
  requester: ['mum'],
  terms: [],
};

function found(text: string, around: Partial<PeopleAround> = {}): string[] {
  return findThirdParties(text, indexNames({ ...AROUND, ...around })).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('words that may tell of somebody else', () => {
  const examples: readonly (readonly [what: string, text: string, found: readonly string[]])[] = [
    ['a brother, also without a capital', 'She and corwen had no tea', ['corwen']],
    ['a pupil of the school', 'Argued with Mark in the corridor', ['Mark']],
    ['a pupil’s name at the start of a sentence', 'Mark pushed her.', ['Mark']],
    ['a forename and surname as one', 'Saw Siobhan Okonbrae there', ['Siobhan Okonbrae']],
    ['somebody with a title', 'Told Mrs Thistlewick and PC Fennimoor', ['Mrs Thistlewick', 'PC Fennimoor']],
    [
      'somebody by what they are to the family',
      'Mum’s new partner shouted; dad left',
      ['Mum’s new partner', 'dad'],
    ],
    ['somebody else’s mum', 'Aisha’s mum rang', ['Aisha', 'mum']],
    ['initials, but no usual abbreviation', 'KB told the DSL in PE', ['KB']],
    [
      'telephone numbers and e-mail',
      'On 07700 900123 or +44 1632 960001, a@b.example',
      ['07700 900123', '+44 1632 960001', 'a@b.example'],
    ],
    ['addresses', 'Lives at 20 Cedar Road, WF1 2AB', ['20 Cedar Road', 'WF1 2AB']],
    ['another pupil’s number', 'Linked to B999000012345', ['B999000012345']],
  ];
  for (const [what, text, expected] of examples)
    it(`are found: ${what}`, () => {
      expect(found(text)).to.deep.equal(expected);
    });

  it('are not the child, their number, the requester, days, subjects or posts', () => {
    const text =
      'Ottoline said Mum was asleep. Class teacher saw her in Maths on Monday 14 September 2026. UPN A999000012345. Head of Year told.';
    expect(found(text)).to.deep.equal([]);
  });

  it('are the requester’s too where a child asks for themself', () => {
    expect(found('Mum was asleep', { requester: [] })).to.deep.equal(['Mum']);
  });

  it('are those that a reviewer wants hidden everywhere, and none that may stay', () => {
    const terms = [
      { words: 'number 12', hide: true },
      { words: 'dad', hide: false },
    ];
    expect(found('The boy from Number  12 and Dad', { terms })).to.deep.equal(['Number  12']);
  });
});
