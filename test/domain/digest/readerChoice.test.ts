import { expect } from 'chai';
import { buildDigest } from '../../../domain/digest/buildDigest.ts';
import { DEFAULT_WORDING } from '../../../domain/digest/digestWording.ts';
import { chosenWording, leaveOut, type ReaderChoice } from '../../../domain/digest/readerChoice.ts';
import { aChild, anAssessment, digestFacts } from '../../../scripts/preview/digestPeople.ts';
import { ordinaryWeek } from '../../../scripts/preview/ordinaryWeek.ts';
import { sectionOf } from './support/sectionOf.ts';

function digestOf(choice: ReaderChoice, facts = ordinaryWeek()) {
  return leaveOut(buildDigest(facts, chosenWording(DEFAULT_WORDING, choice)), 'school', choice);
}
const lead = (view: ReturnType<typeof digestOf>) => sectionOf(view, 'whatChanged', 'lead').paragraph;

describe('what a reader wants told', () => {
  it('leaves out the parts they chose and says so in the first paragraph', () => {
    const view = digestOf({ leftOut: ['unseen', 'numbers'] });
    expect(view.sections.map(({ name }) => name)).not.to.include.members(['unseen', 'numbers']);
    expect(lead(view)).to.match(/As you chose, “Not seen lately” and “The week in numbers” are left out\.$/);
  });

  it('never leaves out what changed, whom to discuss and what did not arrive', () => {
    const view = digestOf({ leftOut: ['whatChanged', 'discuss', 'heldBack'] });
    expect(view).to.deep.equal(digestOf({ leftOut: [] }));
  });

  it('still counts in the first paragraph who was not seen lately, where that part is left out', () => {
    expect(lead(digestOf({ leftOut: ['unseen'] }))).to.include('not been seen lately');
  });

  it('names only children from their level on, counts the others, and says that it was chosen', () => {
    const view = digestOf({ fromLevel: 'urgent', leftOut: [] });
    const { children, lists } = sectionOf(view, 'discuss', 'children');
    expect(children.map(({ level }) => level.word)).to.deep.equal(children.map(() => 'Urgent'));
    expect(lists.at(-1)?.note).to.include('below urgent and not named here');
    expect(lead(view)).to.include('As you chose, children below urgent are counted and not named.');
  });

  it('holds for the list of initials in the mail as well', () => {
    const rows = (choice: ReaderChoice) =>
      sectionOf(digestOf(choice, ordinaryWeek({ detail: 'initials' })), 'discuss', 'table');
    const [all, urgent] = [rows({ leftOut: [] }), rows({ fromLevel: 'urgent', leftOut: [] })];
    expect(urgent.rows.length).to.be.below(all.rows.length);
    expect(urgent.sentences[0]).to.include('below urgent and not named here');
  });

  it('names a child with an entry serious by itself, whatever the level asked for', () => {
    const serious = aChild({ now: anAssessment({ level: 'concern', kinds: ['acute'] }) });
    const view = digestOf({ fromLevel: 'urgent', leftOut: [] }, digestFacts({ children: [serious] }));
    expect(sectionOf(view, 'discuss', 'children').children).to.have.length(1);
  });

  it('does not say that nobody is new where only those asked for are none', () => {
    const watched = aChild({ now: anAssessment({ level: 'watch', kinds: ['cumulative'] }) });
    const view = digestOf({ fromLevel: 'urgent', leftOut: [] }, digestFacts({ children: [watched] }));
    expect(sectionOf(view, 'discuss', 'children').nobody).to.include('Nobody at urgent or above');
  });
});
