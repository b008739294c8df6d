import { calculateObjectSize, deserialize, serialize } from 'bson';
import type { Doc } from './document.ts';

/** MongoDB's limit on one stored document, in bytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

const FAITHFUL = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
  validation: { utf8: true },
} as const;

/**
 * Decodes BSON so that every value keeps its BSON type: a whole Double stays a Double, an Int32 an Int32.
 * @throws BSONError when the bytes are not a BSON document
 */
export function decodeDocument(bytes: Uint8Array): Doc {
  return deserialize(bytes, FAITHFUL);
}

/**
 * Encodes a document. A bare JavaScript number becomes Int32 when it is whole and fits, Double otherwise.
 * Fields holding `undefined` are left out.
 */
export function encodeDocument(document: Doc): Uint8Array {
  return serialize(document, { ignoreUndefined: true });
}

/** The size of a document in BSON, in bytes. */
export function documentSize(document: Doc): number {
  return calculateObjectSize(document, { ignoreUndefined: true });
}
