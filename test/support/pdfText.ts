import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as PDFKit writes one: what somebody gets who copies it out, or searches for it. Glyphs are read
 * back through each font's own table (ToUnicode), which is what a reader's programme does.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, Map<number, string>>();
  for (const { body } of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.body ?? '')?.[1];
      if (table !== undefined) fonts.set(name, readTable(objects.get(table)?.stream ?? ''));
    }
  let text = '';
  for (const { stream } of objects.values()) {
    let font: Map<number, string> | undefined;
    for (const [operator, name, shown] of stream.matchAll(
      /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/g,
    )) {
      if (name !== undefined) font = fonts.get(name);
      else if (operator.endsWith('TJ')) text += `${readGlyphs(shown ?? '', font)}\n`;
    }
  }
  return text;
}

function objectsOf(pdf: Buffer): Map<string, { body: string; stream: string }> {
  const objects = new Map<string, { body: string; stream: string }>();
  const source = pdf.toString('latin1');
  for (const { 0: match, 1: id = '', index } of source.matchAll(/\n(\d+) 0 obj\n/g)) {
    const start = index + match.length;
    const body = source.slice(start, source.indexOf('endobj', start));
    const at = body.indexOf('stream\n');
    const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0);
    const bytes = at < 0 ? undefined : pdf.subarray(start + at + 7, start + at + 7 + length);
    const stream = bytes && body.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : '';
    objects.set(id, { body: at < 0 ? body : body.slice(0, at), stream });
  }
  return objects;
}

function readTable(cmap: string): Map<number, string> {
  const table = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, units = ''], i) => {
      table.set(
        parseInt(from, 16) + i,
        Buffer.from(units.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
    });
  return table;
}

function readGlyphs(shown: string, font: Map<number, string> | undefined): string {
  return [...shown.matchAll(/<([0-9a-f]*)>/g)]
    .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    .map((glyph) => font?.get(parseInt(glyph, 16)) ?? '\ufffd')
    .join('');
}
