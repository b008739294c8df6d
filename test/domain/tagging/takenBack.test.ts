import { expect } from 'chai';
import { readSigns } from '../../../domain/tagging/readSigns.ts';

/** The words of a note whose subject the note itself takes back. */
function backIn(text: string): string[] {
  return readSigns(text).back.map(({ start, end }) => text.slice(start, end));
}

describe('a subject raised in one sentence and denied in the next', () => {
  it('is taken back where it was a question', () => {
    expect(backIn('Is he being bullied? Both boys say not. Lovely day.')).to.deep.equal([
      'Is he being bullied',
    ]);
  });

  it('is taken back where it was a rumour', () => {
    expect(backIn('Rumour that she drinks before school. There is nothing in it.')).to.deep.equal([
      'Rumour that she drinks before school',
    ]);
  });

  it('makes its signs denied ones', () => {
    const { signs } = readSigns('Query re bruising to his back. There was none.');
    expect(signs.map(({ polarity }) => polarity))
      .to.include('negated')
      .and.not.include('asserted');
  });

  it('stands where it was stated as a fact', () => {
    expect(backIn('There are bruises on both of her arms. Mum says no one has touched her.')).to.deep.equal(
      [],
    );
  });

  it('stands where the denial turns', () => {
    expect(backIn('Was he hit at home? He said no, but there is a mark.')).to.deep.equal([]);
  });

  it('stands where nothing answers it', () => {
    expect(backIn('Rumour that she drinks before school. Will ask her mum.')).to.deep.equal([]);
  });
});
