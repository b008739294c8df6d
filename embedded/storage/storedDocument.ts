import { crc32 } from 'node:zlib';
import { mongoError } from '../mongoError.ts';
import { decodeDocument, documentSize, encodeDocument, MAX_DOCUMENT_BYTES } from '../values/bsonCodec.ts';
import type { Doc } from '../values/document.ts';

const CHECKSUM_BYTES = 4;

/** Measured once it is encoded: measuring before takes nearly as long again. */
function encodeWithin(document: Doc): Uint8Array {
  let size: number;
  try {
    const bson = encodeDocument(document);
    if (bson.length <= MAX_DOCUMENT_BYTES) return bson;
    size = bson.length;
  } catch (error) {
    // What the encoder's own buffer is too small for is too large all the more.
    if (!(error instanceof RangeError)) throw error;
    size = documentSize(document);
  }
  throw mongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${String(size)} is invalid. Size must be between 0 and ${String(MAX_DOCUMENT_BYTES)}`,
  );
}

/**
 * Packs a document for storage: a CRC-32 of its BSON, then the BSON.
 * @throws code 10334 when the BSON is over 16 MiB
 */
export function packDocument(document: Doc): Buffer {
  const bson = encodeWithin(document);
  const packed = Buffer.allocUnsafe(CHECKSUM_BYTES + bson.length);
  packed.writeUInt32BE(crc32(bson), 0);
  packed.set(bson, CHECKSUM_BYTES);
  return packed;
}

/** Whether {@link packDocument} made these bytes of a document that is the same, byte for byte. */
export function isPackedAs(packed: Buffer, document: Doc): boolean {
  return packed.subarray(CHECKSUM_BYTES).equals(encodeDocument(document));
}

/**
 * Unpacks what {@link packDocument} made.
 * @param where names the document in the message if it is damaged
 * @throws code 1 when the bytes are not those that were stored
 */
export function unpackDocument(packed: Uint8Array, where: string): Doc {
  const buffer = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const bson = buffer.subarray(CHECKSUM_BYTES);
  if (buffer.length <= CHECKSUM_BYTES || crc32(bson) !== buffer.readUInt32BE(0)) {
    throw mongoError('InternalError', `Stored data is damaged (checksum differs): ${where}`);
  }
  return decodeDocument(bson);
}
