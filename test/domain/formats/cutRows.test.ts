import { expect } from 'chai';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { knowsHeader } from '../../../domain/formats/adapters/sources.ts';
import { cutRows, placeInFile } from '../../../domain/formats/text/cut/cutRows.ts';
import type { CutPart } from '../../../domain/formats/text/cut/packRows.ts';
import { CannotCut, type CutOptions } from '../../../domain/formats/text/cut/rowCutter.ts';
import { anIncident, CSV, JSON_TYPE, NDJSON, problems, outcomes, UPN, values } from './readings.ts';

const INCIDENTS: CutOptions = {
  layout: 'csv',
  kind: 'incidents',
  isHeader: knowsHeader('generic', 'incidents'),
};
const HEADER = 'externalId,upn,occurredAt,narrative';

describe('cutting a file into deliveries', () => {
  it('gives parts that read as the whole does, wherever the bytes are divided', async () => {
    const narrative = fc.stringMatching(/^[a-z"',\n\ré ]{1,40}$/).filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(
        fc.array(narrative, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('utf8', 'utf16le', 'utf16be', 'win1252'),
        fc.integer({ min: 1, max: 90 }),
        async (narratives, encoding, stride) => {
          const rows = narratives.map(
            (text, i) => `${i + 1},${UPN},2026-09-14,"${text.replaceAll('"', '""')}"\r\n`,
          );
          const bytes = iconv.encode(`${HEADER}\r\n${rows.join('')}`, encoding, { addBOM: true });
          const parts = await cut(bytes, { ...INCIDENTS, maxBytes: 700 }, stride);
          const read = parts.flatMap(({ body }) => values('incidents', body, { contentType: CSV }));
          expect(read).to.deep.equal(values('incidents', bytes, { contentType: CSV }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('cuts the same file into the same parts however it comes', async () => {
    const file = Buffer.from(`${HEADER}\n${csvRows(50)}`);
    const bodies = async (stride: number) =>
      (await cut(file, { ...INCIDENTS, maxBytes: 500 }, stride)).map(text);
    expect(await bodies(7)).to.deep.equal(await bodies(10_000));
  });

  it('keeps no part above the size asked for', async () => {
    const parts = await cut(Buffer.from(`${HEADER}\n${csvRows(50)}`), { ...INCIDENTS, maxBytes: 500 });
    expect(parts.length).to.be.greaterThan(5);
    expect(Math.max(...parts.map(({ body }) => body.length))).to.be.at.most(500);
  });

  it('repeats the title lines of a report with its header', async () => {
    const parts = await cut(Buffer.from(`Incident report,,,\n${HEADER}\n${csvRows(20)}`), {
      ...INCIDENTS,
      maxBytes: 400,
    });
    expect(parts.map(text)).to.satisfy((bodies: string[]) =>
      bodies.every((body) => body.startsWith(`Incident report,,,\n${HEADER}\n`)),
    );
  });

  it('takes the fullest of the first lines for the header when it knows none of them', async () => {
    const [part] = await cut(Buffer.from('A title\nNummer,Kind,Wann,Was\n1,2,3,4\n5,6,7,8\n'), {
      layout: 'csv',
      kind: 'incidents',
    });
    expect(part).to.include({ rows: 2, headLines: 2 });
  });

  it('does not let one stray quotation mark swallow the rows after it', async () => {
    const file = `${HEADER}\n1,${UPN},2026-09-14,"He said "no" today"\n${csvRows(20)}`;
    const parts = await cut(Buffer.from(file), { ...INCIDENTS, maxBytes: 400 });
    const read = parts.flatMap(({ body }) => outcomes('incidents', body, { contentType: CSV }));
    expect(read.filter((outcome) => outcome.ok)).to.have.length(20);
  });

  it('tells where in the file a problem of a part is', async () => {
    const file = `${HEADER}\n${csvRows(20)}99,${UPN},never,"text"\n`;
    const parts = await cut(Buffer.from(file), { ...INCIDENTS, maxBytes: 400 });
    const last = parts.at(-1)!;
    const [problem] = problems(outcomes('incidents', last.body, { contentType: CSV }));
    expect(placeInFile(last, problem!)).to.deep.equal({ row: 21, line: 42 });
  });

  it('cuts lines of JSON, a bare list and a list in an object alike', async () => {
    const rows = Array.from({ length: 20 }, (_, i) =>
      anIncident({ externalId: String(i), narrative: `"quoted", [bracketed] \\ {braced} ${i}` }),
    );
    const files: [CutOptions['layout'], string, string][] = [
      ['ndjson', NDJSON, rows.map((row) => JSON.stringify(row)).join('\n')],
      ['json', JSON_TYPE, JSON.stringify(rows, null, 1)],
      ['json', JSON_TYPE, JSON.stringify({ note: ['a'], incidents: rows, more: [1] })],
    ];
    for (const [layout, contentType, file] of files) {
      const parts = await cut(Buffer.from(file), { layout, kind: 'incidents', maxBytes: 900 });
      const read = parts.flatMap(({ body }) => values('incidents', body, { contentType }));
      expect(parts.length).to.be.greaterThan(3);
      expect(read).to.deep.equal(values('incidents', file, { contentType }));
    }
  });

  it('cuts a transfer file between its pupils', async () => {
    const pupil = (n: number) =>
      `<Pupil><UPN>${n}</UPN><!-- </Pupil> --><Surname note="</Pupil>">A</Surname></Pupil>\n`;
    const file = `<?xml version="1.0"?>\n<CTfile><Header><Pupil/></Header><CTFpupilData>\n${pupil(1)}${pupil(2)}</CTFpupilData></CTfile>`;
    const parts = await cut(Buffer.from(file), { layout: 'xml', kind: 'pupils', maxBytes: 190 });
    expect(parts.map(({ rows }) => rows)).to.deep.equal([1, 1]);
    expect(text(parts[1]!)).to.match(
      /^<\?xml[^]*<CTFpupilData>\n?<Pupil><UPN>2<[^]*<\/CTFpupilData><\/CTfile>$/,
    );
  });

  it('hands out what was whole of a list that was cut off, and says so', async () => {
    const file = `[${JSON.stringify(anIncident({ externalId: '1' }))},{"externalId":"2","narr`;
    const parts: CutPart[] = [];
    let problem: unknown;
    try {
      for await (const part of cutRows(chunks(Buffer.from(file), 10), { layout: 'json', kind: 'incidents' }))
        parts.push(part);
    } catch (error) {
      problem = error;
    }
    expect(parts.map(({ rows }) => rows)).to.deep.equal([1]);
    expect(problem).to.be.instanceOf(CannotCut);
  });

  it('refuses a workbook instead of cutting it', async () => {
    const workbook = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(100)]);
    let problem: unknown;
    await cut(workbook, INCIDENTS).catch((error: unknown) => (problem = error));
    expect(String(problem)).to.contain('Excel');
  });
});

function csvRows(count: number): string {
  return Array.from({ length: count }, (_, i) => `${i + 1},${UPN},2026-09-14,"Tired.\nHungry, too"\n`).join(
    '',
  );
}

async function cut(bytes: Uint8Array, options: CutOptions, stride = 37): Promise<CutPart[]> {
  const parts: CutPart[] = [];
  for await (const part of cutRows(chunks(bytes, stride), options)) parts.push(part);
  return parts;
}

async function* chunks(bytes: Uint8Array, stride: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += stride) yield bytes.subarray(start, start + stride);
}

function text({ body }: CutPart): string {
  return Buffer.from(body).toString();
}
