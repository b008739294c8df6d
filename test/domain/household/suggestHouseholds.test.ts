import { expect } from 'chai';
import { suggestHouseholds, type AddressAnswer } from '../../../domain/household/suggestHouseholds.ts';

const at = (pupilId: string, ...households: string[]) => ({ pupilId, addressKey: 'here', households });
const ids = (suggestions: ReturnType<typeof suggestHouseholds>) =>
  suggestions.map(({ pupilIds }) => pupilIds);

describe('suggestHouseholds', () => {
  it('asks about children of one address, and not about those of two', () => {
    const elsewhere = { ...at('c'), addressKey: 'there' };
    expect(ids(suggestHouseholds([at('b'), at('a'), elsewhere], []))).to.deep.equal([['a', 'b']]);
  });

  it('does not ask about those who are one household already, however they are joined', () => {
    const chained = [at('a', 'x'), at('b', 'y'), at('c', 'x', 'y')];
    expect(suggestHouseholds(chained, [])).to.deep.equal([]);
    expect(ids(suggestHouseholds([...chained, at('d')], []))).to.deep.equal([['a', 'b', 'c', 'd']]);
  });

  it('does not ask about a crowd, which is no family', () => {
    expect(
      suggestHouseholds(
        Array.from({ length: 11 }, (_, i) => at(`p${i}`)),
        [],
      ),
    ).to.deep.equal([]);
  });

  it('asks again only when another child has come, or what was said was not carried out', () => {
    const answer = (given: Partial<AddressAnswer>) => ({
      ...{ addressKey: 'here', pupilIds: ['a', 'b'], together: [], key: 'k' },
      ...given,
    });
    const two = [at('a'), at('b')];
    expect(suggestHouseholds(two, [answer({})])).to.deep.equal([]);
    expect(suggestHouseholds([...two, at('c')], [answer({})])).to.have.length(1);
    expect(suggestHouseholds(two, [answer({ together: ['a', 'b'] })])).to.have.length(1);
  });
});
