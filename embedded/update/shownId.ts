import { EJSON } from 'bson';
import type { Doc } from '../values/document.ts';

/** A document's `_id` as MongoDB's messages show it, `{_id: …}`; nothing else of the document is quoted. */
export function shownId(document: Doc): string {
  return `{_id: ${EJSON.stringify(document['_id'] ?? null, { relaxed: true })}}`;
}
