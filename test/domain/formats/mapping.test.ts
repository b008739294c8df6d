import { expect } from 'chai';
import { previewBody } from '../../../domain/formats/previewBody.ts';
import { anIncident, CSV, JSON_TYPE, NDJSON, NOW, refusal, UPN, values } from './readings.ts';

const ODD = `Nummer,Kind,Wann,Was,Incident\n1,${UPN},14/09/2026,"Tired, and\nhungry",never this\n`;
const mapping = { externalId: 'nummer', 'pupil.upn': 'Kind', occurredAt: 'WANN', narrative: 'Was' };

describe('columns that an administrator named', () => {
  it('are read whatever they are called, and before any that is known by name', () => {
    const [incident] = values('incidents', ODD, { contentType: CSV, mapping });
    expect(incident).to.deep.include({ externalId: '1', narrative: 'Tired, and\nhungry' });
  });

  it('are not guessed at without a mapping', () => {
    expect(refusal('incidents', ODD, { contentType: CSV })).to.contain('externalId');
  });

  it('can be left unread', () => {
    const known = `id,upn,date,details,category\n1,${UPN},2026-09-14,Tired,Private\n`;
    const [incident] = values('incidents', known, { contentType: CSV, mapping: { category: '' } });
    expect(incident).not.to.have.property('category');
  });

  it('are members of a JSON object too, and of objects in it', () => {
    const own = { externalId: 'nr', 'pupil.upn': 'learner.number', occurredAt: 'when', narrative: 'story' };
    const row = {
      nr: 7,
      learner: { number: UPN, upn: 'not this' },
      when: '2026-09-14',
      story: 'Tired',
      narrative: 'no',
    };
    for (const [body, contentType] of [
      [JSON.stringify({ incidents: [row] }), JSON_TYPE],
      [`${JSON.stringify(row)}\n`, NDJSON],
    ] as const) {
      const [incident] = values('incidents', body, { contentType, mapping: own });
      expect(incident, contentType).to.deep.include({
        externalId: '7',
        narrative: 'Tired',
        pupil: { upn: UPN },
      });
    }
  });

  it('can be left unread in JSON', () => {
    const body = JSON.stringify([anIncident({ category: 'Private' })]);
    const [incident] = values('incidents', body, { contentType: JSON_TYPE, mapping: { category: '' } });
    expect(incident).not.to.have.property('category');
  });

  it('are shown in a preview with the first rows and what is wrong', () => {
    const preview = previewBody('incidents', Buffer.from(`${ODD}2,${UPN},never,x,\n`), {
      contentType: CSV,
      mapping,
      now: NOW,
    });
    if (!preview.ok) throw new Error(preview.problem);
    expect(preview.columns.map(({ field }) => field ?? '')).to.deep.equal([
      'externalId',
      'pupil.upn',
      'occurredAt',
      'narrative',
      '',
    ]);
    expect(preview).to.include({ rows: 2, refused: 1 });
    expect(preview.problems.map(({ row, field }) => [row, field])).to.deep.equal([[2, 'occurredAt']]);
  });
});
