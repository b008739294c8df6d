import type { BodyFormat } from './bodyFormat.ts';
import { parseJson } from './readJson.ts';

/** The layout a text itself shows: objects on lines of their own, one JSON value, XML, or else a table. */
export function formatSeen(text: string): Exclude<BodyFormat, 'unstated'> {
  const start = text.trimStart();
  if (start.startsWith('[')) return 'json';
  if (start.startsWith('<')) return 'xml';
  if (!start.startsWith('{')) return 'csv';
  const end = start.indexOf('\n');
  const rest = end === -1 ? '' : start.slice(end).trimStart();
  return rest.startsWith('{') && parseJson(start.slice(0, end)).ok ? 'ndjson' : 'json';
}
