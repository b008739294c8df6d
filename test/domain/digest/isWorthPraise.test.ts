import { expect } from 'chai';
import { isWorthPraise } from '../../../domain/digest/isWorthPraise.ts';

describe('what is worth a word of praise', () => {
  it('is an entry of something going well with nothing the matter, or friends again', () => {
    expect(isWorthPraise({ effect: 'protective', categories: [] })).to.equal(true);
    expect(isWorthPraise({ effect: 'protective', categories: ['bullying-child-on-child'] })).to.equal(true);
  });

  it('is not one in which breakfast was missed, however kindly it ended', () => {
    expect(isWorthPraise({ effect: 'protective', categories: ['neglect'] })).to.equal(false);
    expect(isWorthPraise({ effect: 'neutral', categories: [] })).to.equal(false);
  });
});
