/** How a body is laid out; `unstated` when the content type leaves it open and the body itself has to show it. */
export type BodyFormat = 'json' | 'ndjson' | 'csv' | 'xml' | 'unstated';

const FORMATS: ReadonlyMap<string, BodyFormat> = new Map([
  ['application/json', 'json'],
  ['text/json', 'json'],
  ['application/x-ndjson', 'ndjson'],
  ['application/ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
  ['application/x-jsonlines', 'ndjson'],
  ['application/json-lines', 'ndjson'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['application/vnd.ms-excel', 'csv'],
  ['text/tab-separated-values', 'csv'],
  ['text/plain', 'unstated'],
  ['application/octet-stream', 'unstated'],
  ['', 'unstated'],
]);

/** The layout a content type announces, or undefined for one that is not read here. */
export function bodyFormatOf(contentType: string | undefined): BodyFormat | undefined {
  const type = (contentType ?? '').split(';')[0] ?? '';
  return FORMATS.get(type.trim().toLowerCase());
}

/** The charset parameter of a content type, if it has one. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1];
}
