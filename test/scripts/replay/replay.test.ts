import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upnCheckLetter } from '../../../domain/identifiers.ts';

const upnOf = (body: string): string => `${upnCheckLetter(body)}${body}`;
const UPN = upnOf('999900024001');
const NOTES = [
  'came in hungry again with no breakfast',
  'no coat and holes in shoes, feet cold',
  'smelled strongly, same unwashed uniform all week',
];

interface Line {
  readonly upn: string;
  readonly asOf: string;
  readonly level: string;
  readonly kind: readonly string[];
  readonly score: number;
  readonly reasons: readonly { readonly what: string; readonly points: number }[];
}

function replay(folder: string, ...more: string[]) {
  const out = join(folder, 'flags.ndjson');
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/replay.ts', '--data', folder, '--out', out, ...more],
    { encoding: 'utf8' },
  );
  const lines = (): Line[] =>
    readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line): Line => JSON.parse(line));
  return { status: run.status, stderr: run.stderr, lines };
}

describe('npm run replay', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
    // A school of thirty, of whom one is written about.
    const others = Array.from({ length: 29 }, (_, i) => upnOf(`9999000240${i + 10}`));
    const roll = [UPN, ...others].map(
      (upn, i) => `${upn},Brisa,Invented${i},2016-03-09,4,199001,H${i},0,0,2020-09-04`,
    );
    writeFileSync(
      join(folder, 'pupils.csv'),
      `upn,forename,surname,date_of_birth,year_group,school_urn,household_id,ehcp,fsm,date_joined\n${roll.join('\n')}\n`,
    );
    writeFileSync(
      join(folder, 'attendance.csv'),
      `upn,date,session,code\n${UPN},2025-09-08,AM,/\n${UPN},2025-09-08,PM,\\\n`,
    );
    const incidents = NOTES.map((narrative, i) => ({
      externalId: String(i),
      schoolUrn: '199001',
      pupil: { upn: UPN },
      occurredAt: `2025-09-${String(9 + 7 * i).padStart(2, '0')}T10:00:00+01:00`,
      recordedAt: `2025-09-${String(9 + 7 * i).padStart(2, '0')}T11:00:00+01:00`,
      narrative,
      linkedUpns: [],
      recordedBy: `Staff ${i}`,
    }));
    writeFileSync(join(folder, 'incidents.ndjson'), incidents.map((one) => JSON.stringify(one)).join('\n'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes a line a Sunday for a child with any evidence, reasons adding up to the score', () => {
    const { status, lines } = replay(folder);
    expect(status).to.equal(0);
    const written = lines();
    expect(written.map(({ asOf }) => asOf)).to.deep.equal(['2025-09-14', '2025-09-21', '2025-09-28']);
    for (const { score, reasons } of written)
      expect(reasons.reduce((sum, { points }) => sum + Math.round(points * 1000), 0)).to.equal(
        Math.round(score * 1000),
      );
    expect(written[2]?.score).to.be.greaterThan(written[0]?.score ?? Infinity);
  });

  it('says the same of a Sunday whatever is recorded after it', () => {
    const whole = replay(folder).lines()[0];
    const incidents = readFileSync(join(folder, 'incidents.ndjson'), 'utf8').split('\n');
    writeFileSync(join(folder, 'incidents.ndjson'), incidents[0] ?? '');
    expect(replay(folder).lines()[0]).to.deep.equal(whole);
  });

  it('writes only the weeks asked for, judged on all that went before', () => {
    const whole = replay(folder).lines();
    expect(replay(folder, '--from', '2025-09-15', '--to', '2025-09-21').lines()).to.deep.equal([whole[1]]);
  });

  it('exits 2 with the reason on bad usage and bad input', () => {
    expect(replay(folder, '--from', 'yesterday')).to.include({ status: 2 });
    expect(replay(join(folder, 'nowhere')).stderr).to.contain('cannot read');
    writeFileSync(join(folder, 'attendance.csv'), 'upn,date,session,code\nX,2025-09-08,AM,/\n');
    const refused = replay(folder);
    expect(refused.status).to.equal(2);
    expect(refused.stderr).to.contain('attendance.csv row 1');
  });
});
