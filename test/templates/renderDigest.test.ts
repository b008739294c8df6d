import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { buildDigest } from '../../domain/digest/buildDigest.ts';
import { buildNumbersDigest } from '../../domain/digest/schools/numbersOnly.ts';
import { buildSchoolsDigest } from '../../domain/digest/schools/severalSchools.ts';
import type { DigestFacts } from '../../domain/digest/digestFacts.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import { aChild, anEntry, digestFacts } from '../../scripts/preview/digestPeople.ts';
import { ordinarySchools } from '../../scripts/preview/ordinarySchools.ts';
import { ordinaryWeek } from '../../scripts/preview/ordinaryWeek.ts';

/** UPDATE_GOLDEN=1 writes the file anew; read the difference before committing it. The levels are tuned elsewhere. */
function expectGolden(rendered: string, name: string): void {
  const text = rendered.replace(/\b[Ff]rom\s\d\.\d\b/g, (from) => `${from.slice(0, -3)}0.0`);
  const file = new URL(`./golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).to.equal(readFileSync(file, 'utf8'));
}

/** Every name, word and school of a person that must stay out of an e-mail carrying initials only. */
function secretsOf(facts: DigestFacts): string[] {
  const people = [...facts.children, ...facts.newAtSchool, ...facts.goodNews];
  const entries = [
    ...facts.children.flatMap((child) => child.keyEntries),
    ...facts.goodNews.map(({ entry }) => entry),
  ];
  return [
    ...people.flatMap(({ name }) => [name.forename, name.surname]),
    ...entries.flatMap((entry) => [entry.title, entry.narrative?.slice(0, 20) ?? '']),
    ...facts.children.flatMap((child) =>
      child.siblings.filter((one) => !one.atThisSchool).map((one) => one.schoolName),
    ),
    ...facts.children.flatMap((child) => child.lastDecision?.what ?? []),
    ...facts.newAtSchool.flatMap((child) => child.previousSchool?.name ?? []),
    ...facts.heldRows.map((row) => row.reason),
    ...facts.rejectedRows.map((row) => row.message),
  ].filter((secret) => secret !== '');
}

describe('renderDigest', () => {
  it('writes the ordinary week in full as the golden file has it', () => {
    expectGolden(renderDigest(buildDigest(ordinaryWeek())).text, 'ordinaryWeek.full.txt');
  });

  it('writes the ordinary week in initials as the golden file has it', () => {
    expectGolden(
      renderDigest(buildDigest(ordinaryWeek({ detail: 'initials' }))).text,
      'ordinaryWeek.initials.txt',
    );
  });

  it('writes two schools for their lead as the golden file has it', () => {
    const view = buildSchoolsDigest(ordinarySchools('safeguarding-lead', 'full'));
    expectGolden(renderDigest(view).text, 'ordinarySchools.lead.txt');
  });

  it('writes two schools in numbers as the golden file has it', () => {
    const view = buildNumbersDigest(ordinarySchools('council-lead', 'full'));
    expectGolden(renderDigest(view).text, 'ordinarySchools.numbers.txt');
  });

  it('writes the same twice', () => {
    expect(renderDigest(buildDigest(ordinaryWeek()))).to.deep.equal(
      renderDigest(buildDigest(ordinaryWeek())),
    );
  });

  it('keeps lines of text within 76 characters', () => {
    const { text } = renderDigest(buildDigest(ordinaryWeek()));
    expect(text.split('\n').filter((line) => line.length > 76)).to.deep.equal([]);
  });

  for (const detail of ['full', 'initials'] as const) {
    it(`names no child in the subject or the preheader (${detail})`, () => {
      const facts = ordinaryWeek({ detail });
      const view = buildDigest(facts);
      const shown = `${view.subject} ${view.preheader}`;
      for (const { name } of [...facts.children, ...facts.newAtSchool]) {
        expect(shown).not.to.include(name.forename);
        expect(shown).not.to.include(name.surname);
      }
      expect(view.subject).to.match(/^Safeguarding digest, week of 9 November 2026: 4 children to discuss/);
    });
  }

  it('lets no name, other school or word anybody wrote into the initials form', () => {
    const facts = ordinaryWeek({ detail: 'initials' });
    const { html, text, subject } = renderDigest(buildDigest(facts));
    const leaked = secretsOf(facts).filter((secret) => `${html}${text}${subject}`.includes(secret));
    expect(secretsOf(facts)).to.have.length.above(20);
    expect(leaked).to.deep.equal([]);
  });

  it('shows in the full form what the initials form keeps out', () => {
    const { text } = renderDigest(buildDigest(ordinaryWeek()));
    expect(text).to.include('Marigold Testwick');
    expect(text.replace(/\s+/g, ' ')).to.include('Asked at 9:15 whether');
  });

  it('shows hostile words as words', () => {
    const hostile =
      '<script>alert(1)</script><img src=x onerror=alert(2)> {{constructor}} <%= 7 %> "\' &amp;';
    const child = aChild({
      name: { forename: '<b>Bold', surname: '"Quoted" </td>', initials: '<Q' },
      keyEntries: [anEntry({ narrative: hostile, title: hostile, recordedBy: hostile })],
      siblings: [{ pupilId: 's1', initials: '<i>', schoolName: hostile, atThisSchool: false, level: 'none' }],
      lastDecision: { what: hostile, by: hostile, on: digestFacts().weekStart, outcome: 'not-done' },
    });
    const facts = digestFacts({ children: [child], school: { ...digestFacts().school, name: hostile } });
    const { html, text } = renderDigest(buildDigest(facts));
    expect(html).not.to.match(/<script|<img|<b>|<i>/i);
    expect(html).to.include('&lt;script&gt;alert(1)');
    expect(html).to.include('{{constructor}}');
    expect(text).to.include('<script>alert(1)</script>');
  });

  it('holds very long names without cutting them', () => {
    const surname = 'Featherstonehaugh-'.repeat(12);
    const child = aChild({ name: { forename: 'Ann', surname, initials: 'AF' } });
    const { html, text } = renderDigest(buildDigest(digestFacts({ children: [child] })));
    expect(html).to.include(surname);
    expect(text).to.include(surname);
  });

  it('says when the recorder is not named', () => {
    const { recordedBy: _recorder, ...entry } = anEntry();
    const facts = digestFacts({ children: [aChild({ keyEntries: [entry] })] });
    expect(_recorder).to.be.a('string');
    expect(renderDigest(buildDigest(facts)).text).to.include('11 November, recorder not named');
  });

  it('gives an entry dated without a time its day in London, in summer too', () => {
    const entry = { ...anEntry(), occurredAt: new Date('2026-09-13T23:00:00Z') };
    const facts = digestFacts({ children: [aChild({ keyEntries: [entry] })] });
    expect(renderDigest(buildDigest(facts)).html).to.include(
      '<time datetime="2026-09-14">14 September</time>',
    );
  });

  describe('the HTML', () => {
    const { html } = renderDigest(buildDigest(ordinaryWeek()));

    it('is British English and fetches nothing', () => {
      expect(html).to.include('<html lang="en-GB">');
      expect(html).not.to.match(/<(?:img|link|script|iframe)|url\(|@import|\ssrc=/i);
    });

    it('has one first heading, and styles on the elements themselves', () => {
      expect(html.match(/<h1/g)).to.have.length(1);
      expect(html).to.match(/<h1 [^>]*style="[^"]*font-size: 24px/);
      expect(html).to.include('@media (prefers-color-scheme: dark)');
    });

    it('gives every table a role for layout or heads with a scope', () => {
      const tables = html.split('<table').slice(1);
      expect(tables.length).to.be.above(8);
      for (const table of tables) {
        const own = table.split('</table>')[0] ?? '';
        expect(own).to.match(/^[^>]*role="presentation"|<th scope=/);
      }
    });
  });

  it('names the variable when the view lacks one that is printed', () => {
    const { about: _about, ...view } = buildDigest(ordinaryWeek());
    expect(_about).to.be.a('string');
    expect(() => renderDigest(JSON.parse(JSON.stringify(view)))).to.throw('"about" not defined');
  });

  it('names the variable when the view lacks one that a section hangs on', () => {
    const { sections: _sections, ...view } = buildDigest(ordinaryWeek());
    expect(_sections).to.be.an('array');
    expect(() => renderDigest(JSON.parse(JSON.stringify(view)))).to.throw('"sections" not defined');
  });
});
