import { expect } from 'chai';
import { incidentContentHash } from '../../../domain/formats/contentHash.ts';
import { anIncident, CSV, incidentOutcome, OTHER_UPN, UPN, values } from './readings.ts';

function hashOf(said: Record<string, unknown>): string {
  const outcome = incidentOutcome(said);
  if (!outcome.ok || outcome.value.withdrawn) throw new Error('not an incident');
  return incidentContentHash(outcome.value);
}

const TEMPORARY = 'Q99999992601A';

describe('the fingerprint of an incident', () => {
  for (const [what, a, b] of [
    ['its number', { externalId: '1' }, { externalId: '2' }],
    ['the school named', {}, { schoolUrn: '990001' }],
    ['how its time is written', { occurredAt: '2026-09-14T09:40:00Z' }, { occurredAt: '14/09/2026 10:40' }],
    [
      'the order of its links',
      { linkedUpns: [OTHER_UPN, TEMPORARY] },
      { linkedUpns: [TEMPORARY, OTHER_UPN] },
    ],
    ['its line ends', { narrative: 'a\r\nb' }, { narrative: 'a\nb' }],
  ] as const) {
    it(`does not hang on ${what}`, () => {
      expect(hashOf(a)).to.equal(hashOf(b));
    });
  }

  for (const [what, said] of [
    ['the child', { pupil: { upn: OTHER_UPN } }],
    ['the time', { occurredAt: '2026-09-14T10:41:00+01:00' }],
    ['a day in place of a time', { occurredAt: '2026-09-14' }],
    ['the words', { narrative: 'Came in without a coat' }],
    ['the category', { category: 'Wellbeing' }],
    ['a link', { linkedUpns: [OTHER_UPN] }],
    ['an action', { actions: [{ what: 'Rang home' }] }],
    ['who recorded it', { recordedBy: 'Ms Quillsby' }],
  ] as const) {
    it(`is another when it differs in ${what}`, () => {
      expect(hashOf(said)).to.not.equal(hashOf({}));
    });
  }

  it('is the same from CSV as from JSON', () => {
    const { narrative, externalId, occurredAt } = anIncident();
    const body =
      'externalId,upn,forename,surname,date_of_birth,occurredAt,narrative\n' +
      `${String(externalId)},${UPN},Ottoline,Thistlewick,2014-03-09,${String(occurredAt)},${String(narrative)}`;
    const [read] = values('incidents', body, { contentType: CSV });
    if (read === undefined || read.withdrawn) throw new Error('not an incident');
    expect(incidentContentHash(read)).to.equal(hashOf({}));
  });
});
