import { expect } from 'chai';
import fc from 'fast-check';
import { wrapText } from '../../templates/wrapText.ts';

describe('wrapText', () => {
  it('breaks between words and indents what follows like its line', () => {
    expect(wrapText('  one two three', 9)).to.equal('  one two\n  three');
  });

  it('indents past the dash of a list item', () => {
    expect(wrapText('- one two three', 9)).to.equal('- one two\n  three');
  });

  it('keeps a word longer than the line whole', () => {
    expect(wrapText('a extraordinarily b', 6)).to.equal('a\nextraordinarily\nb');
  });

  it('loses and adds no word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 4, max: 40 }),
        (words, width) => {
          expect(wrapText(words.join(' '), width).split(/\s+/).join(' ')).to.equal(words.join(' '));
        },
      ),
    );
  });
});
