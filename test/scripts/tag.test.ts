import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function run(script: string, ...args: string[]): Ran {
  const ran = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' });
  return { code: ran.status, out: ran.stdout, error: ran.stderr };
}

describe('npm run tag', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-tag-'));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes a line for each narrative, in order, with evidence inside the text', () => {
    const text = 'Arrived hungry, no coat.';
    writeFileSync(
      at('in.jsonl'),
      `${JSON.stringify({ id: 'b', text })}\n\n${JSON.stringify({ id: 'a', text: 'Phonics group.', category: 'General' })}\n`,
    );
    const ran = run('scripts/tag.ts', '--in', at('in.jsonl'), '--out', at('out.jsonl'));
    expect(ran.code).to.equal(0);
    const lines = readFileSync(at('out.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.id)).to.deep.equal(['b', 'a']);
    expect(lines[0].tags[0]).to.have.all.keys('category', 'severity', 'confidence', 'polarity', 'evidence');
    expect(text.slice(lines[0].tags[0].evidence[0].start, lines[0].tags[0].evidence[0].end)).to.match(
      /hungry/,
    );
    expect(lines[1]).to.deep.equal({ id: 'a', severity: 0, tags: [] });
  });

  it('names the line that is wrong, without quoting it, and exits 2', () => {
    writeFileSync(at('bad.jsonl'), '{"id":"1","text":"fine"}\n{"id":"2","text":7,"secret":"Zebedee"}\n');
    const ran = run('scripts/tag.ts', '--in', at('bad.jsonl'), '--out', at('none.jsonl'));
    expect(ran.code).to.equal(2);
    expect(ran.error)
      .to.match(/line 2/)
      .and.not.match(/Zebedee/);
  });

  it('exits 2 for a line that is not JSON, a missing file and a missing option', () => {
    writeFileSync(at('not.jsonl'), 'hello\n');
    expect(run('scripts/tag.ts', '--in', at('not.jsonl'), '--out', at('none.jsonl')).code).to.equal(2);
    expect(run('scripts/tag.ts', '--in', at('absent.jsonl'), '--out', at('none.jsonl')).code).to.equal(2);
    expect(run('scripts/tag.ts', '--in', at('in.jsonl')).code).to.equal(2);
  });

  it('is measured by tag:evaluate, which names mistakes by id and prints no text', () => {
    writeFileSync(
      at('labelled.jsonl'),
      `${JSON.stringify({ id: 'right', text: 'Arrived hungry.', labels: ['neglect'], severity: 1, negated: false })}\n${JSON.stringify({ id: 'wrong-one', text: 'Zebedee sang.', labels: ['neglect'], severity: 3, negated: false })}\n`,
    );
    const ran = run('scripts/tagEvaluate.ts', '--in', at('labelled.jsonl'));
    expect(ran.code).to.equal(0);
    expect(ran.out)
      .to.match(/micro-F1\s+0\.667/)
      .and.match(/wrong-one: severity 0, expected 3; missed neglect/);
    expect(ran.out).not.to.match(/Zebedee|right: severity/);
  });
}).timeout(60_000);
