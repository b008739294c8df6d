import { expect } from 'chai';
import type { ReportedIncidentRow } from '../../../domain/formats/rows.ts';
import { incidentVersions } from '../../../scripts/replay/incidentVersions.ts';

const at = (day: string) => ({ kind: 'instant' as const, at: new Date(`2026-01-${day}T12:00:00Z`) });

function aRow(
  externalId: string,
  recorded: string,
  more: Partial<ReportedIncidentRow> = {},
): ReportedIncidentRow {
  return {
    withdrawn: false,
    externalId,
    pupil: {},
    occurred: at('05'),
    recorded: at(recorded),
    narrative: 'hungry again',
    linkedUpns: [],
    actions: [],
    ...more,
  };
}

describe('the stream of incidents', () => {
  it('takes the same row again for nothing', () => {
    expect(incidentVersions([aRow('1', '06'), aRow('2', '08'), aRow('1', '06')])).to.have.length(2);
  });

  it('takes changed content for a revision that came no earlier than the rows before it', () => {
    const [first, , second] = incidentVersions([
      aRow('1', '06'),
      aRow('2', '08'),
      aRow('1', '06', { narrative: 'not hungry' }),
    ]);
    expect(first?.withdrawnAt).to.deep.equal(at('08').at);
    expect(second).to.deep.include({ revision: 2, recordedAt: at('08').at, entryId: '/1#2' });
  });

  it('ends an incident when the school takes it back', () => {
    const [first] = incidentVersions([
      aRow('1', '06'),
      aRow('2', '09'),
      { withdrawn: true, externalId: '1' },
    ]);
    expect(first?.withdrawnAt).to.deep.equal(at('09').at);
  });
});
