import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { mongo } from 'mongoose';

/** A body as a delivery's record keeps it. */
export interface PackedBody {
  body: Buffer;
  packed?: 'gzip';
}

/** Smaller ones are kept as they are. */
const PACKED_FROM_BYTES = 4096;

/**
 * Makes a body ready to be kept. An export packs to a tenth, and a record that is rewritten whenever its state
 * changes then costs little.
 */
export async function packBody(body: Buffer): Promise<PackedBody> {
  if (body.length < PACKED_FROM_BYTES) return { body };
  return { body: await promisify(gzip)(body, { level: constants.Z_BEST_SPEED }), packed: 'gzip' };
}

/** The body as it arrived, byte for byte. */
export async function unpackBody({ body, packed }: PackedBody): Promise<Buffer> {
  // The driver hands binary data back in its own wrapper; the rest of us know only bytes.
  const kept = body instanceof mongo.Binary ? Buffer.from(body.value()) : body;
  return packed === 'gzip' ? await promisify(gunzip)(kept) : kept;
}
