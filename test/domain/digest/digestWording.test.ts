import { expect } from 'chai';
import { buildDigest } from '../../../domain/digest/buildDigest.ts';
import { parseWording, wordingOf } from '../../../domain/digest/digestWording.ts';
import { ordinaryWeek } from '../../../scripts/preview/ordinaryWeek.ts';
import { sectionOf } from './support/sectionOf.ts';

const wording = (changes: object) => wordingOf(parseWording(JSON.stringify(changes)).changes);

describe('a school’s own wording', () => {
  it('changes the headings it names and leaves the others', () => {
    const view = buildDigest(ordinaryWeek(), wording({ headings: { discuss: 'Who we talk about' } }));
    expect(view.sections.map(({ heading }) => heading).slice(0, 3)).to.deep.equal([
      'What changed',
      'Who we talk about',
      'Not seen lately',
    ]);
  });

  it('orders the parts and leaves some out', () => {
    const order = ['heldBack', 'whatChanged', 'discuss'];
    const view = buildDigest(ordinaryWeek(), wording({ order }));
    expect(view.sections.map(({ name }) => name)).to.deep.equal(order);
  });

  it('names only children from the level it asks for, and counts the others', () => {
    const view = buildDigest(ordinaryWeek(), wording({ limits: { fromLevel: 'concern' } }));
    const { children, lists } = sectionOf(view, 'discuss', 'children');
    expect(children.map(({ level }) => level.word)).to.not.include('Watch');
    expect(lists.at(-1)?.note).to.equal('Two children are on the list below concern and not named here.');
  });

  for (const [what, changes, problem] of [
    ['leaves out what did not arrive', { order: ['whatChanged', 'discuss'] }, /^order: .*heldBack/],
    [
      'names a part twice',
      { order: ['whatChanged', 'discuss', 'heldBack', 'discuss'] },
      /^order: names a part twice/,
    ],
    ['knows a part there is not', { headings: { weather: 'Rain' } }, /^headings/],
    ['asks for no child at all', { limits: { childrenInDetail: 0 } }, /^limits\.childrenInDetail/],
    ['says something else', { colour: 'red' }, /colour/],
  ] as const) {
    it(`is refused, by place, when it ${what}`, () => {
      expect(parseWording(JSON.stringify(changes)).problems?.join('\n')).to.match(problem);
    });
  }

  it('is refused when it is not JSON', () => {
    expect(parseWording('{').problems).to.deep.equal(['not JSON']);
  });
});
