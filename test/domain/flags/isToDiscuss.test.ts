import { expect } from 'chai';
import { asListed } from '../../../domain/flags/isToDiscuss.ts';

describe('a child’s place on the list of those to talk about', () => {
  it('is none for an attendance threshold or a move alone, so that what is added later is new', () => {
    expect(asListed({ level: 'watch', kinds: ['attendance', 'move'] }).level).to.equal('none');
  });

  it('is the level where something else stands too', () => {
    expect(asListed({ level: 'concern', kinds: ['attendance', 'cumulative'] }).level).to.equal('concern');
  });
});
