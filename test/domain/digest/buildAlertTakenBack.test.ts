import { expect } from 'chai';
import { buildAlertTakenBack } from '../../../domain/digest/buildAlertTakenBack.ts';

describe('the message that takes an alert back', () => {
  const alert = {
    name: { forename: 'Peregrine', surname: 'Oakhollow', initials: 'PO' },
    sentAt: new Date('2026-11-03T10:40:00Z'),
    why: 'The form tutor named the sister.',
  };
  const facts = { school: 'Test School', generatedAt: new Date('2026-11-03T12:00:00Z') };

  it('says when it was sent, and why it was moved in the words of who moved the entry', () => {
    const { sections } = buildAlertTakenBack({ ...facts, detail: 'full' }, [alert]);
    expect(JSON.stringify(sections)).to.match(
      /Peregrine Oakhollow.*of .*3 November.* is taken back\. ‘The form tutor/,
    );
  });

  it('holds initials and nothing that a person wrote where mail is not safe', () => {
    const view = JSON.stringify(buildAlertTakenBack({ ...facts, detail: 'initials' }, [alert]));
    expect(view)
      .to.contain('"PO"')
      .and.not.to.match(/Peregrine|Oakhollow|tutor/);
  });
});
