import { expect } from 'chai';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { SOURCE_NAMES } from '../../../domain/formats/adapters/sources.ts';
import type { Kind } from '../../../domain/formats/rows.ts';
import {
  anIncident,
  CSV,
  JSON_TYPE,
  NDJSON,
  outcomes,
  problems,
  reading,
  refusal,
  UPN,
  values,
} from './readings.ts';

const KINDS: readonly Kind[] = ['incidents', 'attendance', 'pupils', 'contacts'];
const TYPES = [JSON_TYPE, NDJSON, CSV, 'text/csv; charset=windows-1252', undefined];

const INCIDENT_CSV = `externalId,upn,occurredAt,narrative\n1,${UPN},2026-09-14,Café visit – tired\n`;

describe('reading a body', () => {
  it('reads incidents from an object, a bare list and lines alike', () => {
    const [one, two] = [anIncident({ externalId: '1' }), anIncident({ externalId: '2' })];
    const object = values('incidents', JSON.stringify({ incidents: [one, two] }), { contentType: JSON_TYPE });
    const list = values('incidents', JSON.stringify([one, two]), { contentType: JSON_TYPE });
    const lines = values('incidents', `${JSON.stringify(one)}\r\n\n${JSON.stringify(two)}`, {
      contentType: NDJSON,
    });
    expect(object.map(({ externalId }) => externalId)).to.deep.equal(['1', '2']);
    expect(list).to.deep.equal(object);
    expect(lines).to.deep.equal(object);
  });

  it('reads marks from JSON and CSV alike', () => {
    const mark = { upn: UPN, date: '2026-09-14', session: 'AM', code: '/' };
    expect(values('attendance', JSON.stringify({ marks: [mark] }), { contentType: JSON_TYPE })).to.deep.equal(
      [mark],
    );
    expect(
      values('attendance', `upn,date,session,code\n${UPN},2026-09-14,AM,/`, { contentType: CSV }),
    ).to.deep.equal([mark]);
  });

  it('reads pupils from JSON with the documented columns as members, in either spelling', () => {
    const snake = {
      upn: UPN,
      forename: 'Corwen',
      surname: 'Quillsby',
      date_of_birth: '2014-03-09',
      year_group: 7,
    };
    const camel = {
      upn: UPN,
      forename: 'Corwen',
      surname: 'Quillsby',
      dateOfBirth: '2014-03-09',
      yearGroup: '7',
    };
    const read = values('pupils', JSON.stringify({ pupils: [snake, camel] }), { contentType: JSON_TYPE });
    expect(read[0]).to.deep.equal(read[1]);
    expect(read[0]).to.include({ dateOfBirth: '2014-03-09', yearGroup: '7' });
  });

  it('finds out the layout when the content type leaves it open', () => {
    const object = JSON.stringify(anIncident());
    for (const body of [INCIDENT_CSV, `${object}\n${object}`, `{"incidents":[${object}]}`, ` [${object}]`]) {
      expect(outcomes('incidents', body).every(({ ok }) => ok)).to.equal(true);
    }
  });

  const ENCODINGS: readonly (readonly [string, string | undefined, Uint8Array, string])[] = [
    ['UTF-8', undefined, Buffer.from(INCIDENT_CSV), 'utf-8'],
    ['UTF-8 with a byte-order mark', undefined, Buffer.from(`\uFEFF${INCIDENT_CSV}`), 'utf-8'],
    [
      'UTF-16LE with a byte-order mark',
      undefined,
      iconv.encode(INCIDENT_CSV, 'utf-16le', { addBOM: true }),
      'utf-16le',
    ],
    [
      'UTF-16BE with a byte-order mark',
      undefined,
      iconv.encode(INCIDENT_CSV, 'utf-16be', { addBOM: true }),
      'utf-16be',
    ],
    ['UTF-16LE without one', undefined, iconv.encode(INCIDENT_CSV, 'utf-16le'), 'utf-16le'],
    ['Windows-1252 as named', 'windows-1252', iconv.encode(INCIDENT_CSV, 'windows-1252'), 'windows-1252'],
    ['Windows-1252 unnamed', undefined, iconv.encode(INCIDENT_CSV, 'windows-1252'), 'windows-1252'],
    ['Windows-1252 named Latin-1', 'ISO-8859-1', iconv.encode(INCIDENT_CSV, 'windows-1252'), 'windows-1252'],
    ['Windows-1252 misnamed UTF-8', 'utf-8', iconv.encode(INCIDENT_CSV, 'windows-1252'), 'windows-1252'],
  ];
  for (const [name, charset, body, encoding] of ENCODINGS) {
    it(`reads the same words from ${name}`, () => {
      const contentType = charset === undefined ? CSV : `text/csv; charset=${charset}`;
      const read = reading('incidents', body, { contentType });
      expect(read).to.include({ ok: true, encoding });
      expect(values('incidents', body, { contentType })[0]).to.include({ narrative: 'Café visit – tired' });
    });
  }

  it('says so when a body is not in the encoding it names', () => {
    const read = reading('incidents', iconv.encode(INCIDENT_CSV, 'windows-1252'), {
      contentType: 'text/csv; charset=utf-8',
    });
    expect(read.ok && read.notes().join()).to.match(/says it is UTF-8 but is not/);
  });

  for (const [what, kind, body, contentType, expected] of [
    ['an empty body', 'incidents', ' \n', CSV, /empty/],
    ['JSON cut off in a text', 'incidents', '{"incidents":[{"externalId":"1","narr', JSON_TYPE, /cut off/],
    ['JSON cut off after a row', 'incidents', `[${JSON.stringify(anIncident())},`, JSON_TYPE, /cut off/],
    ['JSON that is none', 'incidents', '[{]}', JSON_TYPE, /not valid JSON/],
    ['JSON without the list', 'incidents', '{"rows":[]}', JSON_TYPE, /must be a list, or \{"incidents"/],
    [
      'a list that is no list',
      'attendance',
      '{"marks":{"$gt":""}}',
      JSON_TYPE,
      /must be a list, or \{"marks"/,
    ],
    ['JSON nested beyond reason', 'pupils', '['.repeat(100_000), JSON_TYPE, /nested more than 32/],
    ['a table without its columns', 'attendance', 'a,b\n1,2', CSV, /no column was recognised for/],
    ['an Excel workbook', 'pupils', 'PK\u0003\u0004 rest', CSV, /save it as CSV/],
    ['zero bytes', 'pupils', 'upn,fore\0name', CSV, /not text/],
    ['a type nobody reads', 'pupils', 'GIF89a', 'image/gif', /send JSON, NDJSON, CSV/],
    ['an unknown charset', 'pupils', 'a', 'text/csv; charset=ebcdic', /charset/],
  ] as const) {
    it(`refuses ${what} whole, with the reason`, () => {
      expect(refusal(kind, body, { contentType })).to.match(expected);
    });
  }

  it('refuses a source it does not know, naming those it does', () => {
    expect(refusal('incidents', INCIDENT_CSV, { contentType: CSV, source: 'nobody' })).to.include('cpoms');
  });

  it('names the columns a table lacks', () => {
    const problem = refusal('attendance', 'UPN,Date,Something\n', { contentType: CSV });
    expect(problem).to.include('session').and.include('code').and.not.include('Something');
  });

  it('loses only the bad line of a newline-delimited body, and says which', () => {
    const good = JSON.stringify(anIncident());
    const read = outcomes('incidents', `${good}\n\n{"externalId":\n${good}`, { contentType: NDJSON });
    expect(read.map(({ ok }) => ok)).to.deep.equal([true, false, true]);
    expect(problems(read)[0]).to.include({ row: 2, line: 3, field: 'row' });
  });

  it('reads no row before it is asked for', () => {
    const read = reading(
      'attendance',
      `upn,date,session,code\n${`${UPN},2026-09-14,AM,/\n`.repeat(50_000)}`,
      {
        contentType: CSV,
      },
    );
    if (!read.ok) throw new Error(read.problem);
    const rows = read.rows[Symbol.iterator]();
    expect(rows.next().value).to.include({ row: 1 });
    expect(rows.next().value).to.include({ row: 2 });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...KINDS),
        fc.constantFrom(...TYPES),
        fc.constantFrom(...SOURCE_NAMES),
        (bytes, kind, contentType, source) => {
          const read = reading(kind, bytes, { source, ...(contentType !== undefined && { contentType }) });
          if (read.ok) for (const outcome of read.rows) expect(outcome.row).to.be.greaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws and gives every row an outcome, whatever JSON the rows are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.constantFrom(...KINDS), (rows, kind) => {
        const read = outcomes(kind, JSON.stringify(rows), { contentType: JSON_TYPE });
        expect(read.map(({ row }) => row)).to.deep.equal(rows.map((_, index) => index + 1));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on rows with the right members and anything in them', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constant({ $gt: '' }), fc.date().map(String), fc.string());
    const members = [
      'externalId',
      'pupil',
      'occurredAt',
      'narrative',
      'linkedUpns',
      'actions',
      'withdrawn',
      'upn',
    ];
    const row = fc.record(Object.fromEntries(members.map((name) => [name, anything])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        expect(outcomes('incidents', JSON.stringify(rows), { contentType: JSON_TYPE })).to.have.length(
          rows.length,
        );
      }),
      { numRuns: 500 },
    );
  });
});
