import { breathe, breathIsDue } from '../breathe.ts';
import { decodeDocument, encodeDocument } from '../values/bsonCodec.ts';
import { setField, type Doc } from '../values/document.ts';

/** The operations of MongoDB's wire protocol that are read or written here. */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Bits 0 to 15 of an OP_MSG's flags must be understood; only these are. */
const UNDERSTOOD_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;

/** The largest message taken, in bytes, as announced to drivers. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** A request read off the wire. */
export interface Request {
  readonly requestId: number;
  readonly command: Doc;
  /** The database of a legacy query; an OP_MSG names its own in `$db`. */
  readonly legacyDatabase?: string;
  /** Whether the client awaits an answer. */
  readonly answered: boolean;
}

/** The bytes are not the protocol; the connection is to be closed. */
export class ProtocolError extends Error {}

/**
 * Cuts the first whole message off the bytes received so far.
 * @returns its length, or `undefined` when more is to come
 * @throws ProtocolError when the announced length cannot be
 */
export function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined;
  const length = bytes.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
    throw new ProtocolError('Message length out of range');
  return bytes.length >= length ? length : undefined;
}

function readDocument(bytes: Buffer, offset: number): { document: Doc; end: number } {
  if (offset + 4 > bytes.length) throw new ProtocolError('Document cut short');
  const end = offset + bytes.readInt32LE(offset);
  if (end > bytes.length || end < offset + 5) throw new ProtocolError('Document length out of range');
  return { document: decodeDocument(bytes.subarray(offset, end)), end };
}

async function readSequence(
  bytes: Buffer,
  start: number,
  end: number,
): Promise<{ name: string; documents: Doc[] }> {
  const nameEnd = bytes.indexOf(0, start);
  if (nameEnd < 0 || nameEnd >= end) throw new ProtocolError('Document sequence has no name');
  const documents: Doc[] = [];
  let offset = nameEnd + 1;
  while (offset < end) {
    const read = readDocument(bytes.subarray(0, end), offset);
    documents.push(read.document);
    offset = read.end;
    if (breathIsDue()) await breathe();
  }
  return { name: bytes.toString('utf8', start, nameEnd), documents };
}

async function parseMessage(bytes: Buffer): Promise<Request> {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~UNDERSTOOD_FLAGS) !== 0) throw new ProtocolError('Unknown required flag');
  const end = flags & CHECKSUM_PRESENT ? bytes.length - 4 : bytes.length;
  let offset = HEADER_BYTES + 4;
  let command: Doc | undefined;
  const sequences: { name: string; documents: Doc[] }[] = [];
  while (offset < end) {
    const kind = bytes.readUInt8(offset);
    offset += 1;
    if (kind === 0) {
      const read = readDocument(bytes.subarray(0, end), offset);
      command = read.document;
      offset = read.end;
    } else if (kind === 1) {
      const sequenceEnd = offset + bytes.readInt32LE(offset);
      if (sequenceEnd > end || sequenceEnd < offset + 5)
        throw new ProtocolError('Section length out of range');
      sequences.push(await readSequence(bytes, offset + 4, sequenceEnd));
      offset = sequenceEnd;
    } else {
      throw new ProtocolError(`Unknown section kind ${String(kind)}`);
    }
  }
  if (!command) throw new ProtocolError('Message has no body');
  for (const { name, documents } of sequences) setField(command, name, documents);
  return { requestId: bytes.readInt32LE(4), command, answered: (flags & MORE_TO_COME) === 0 };
}

function parseQuery(bytes: Buffer): Request {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new ProtocolError('Query has no collection');
  const name = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd);
  const { document } = readDocument(bytes, nameEnd + 1 + 8);
  return {
    requestId: bytes.readInt32LE(4),
    command: document,
    legacyDatabase: name.split('.')[0] ?? '',
    answered: true,
  };
}

/**
 * Reads one whole message: an OP_MSG with its document sequences, or the OP_QUERY older drivers greet with.
 * @throws ProtocolError for anything else
 */
export async function parseRequest(bytes: Buffer): Promise<Request> {
  const operation = bytes.readInt32LE(12);
  try {
    if (operation === OP_MSG) return await parseMessage(bytes);
    if (operation === OP_QUERY) return parseQuery(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError(error instanceof Error ? error.message : String(error));
  }
  throw new ProtocolError(`Unsupported operation ${String(operation)}`);
}

function header(length: number, requestId: number, responseTo: number, operation: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeInt32LE(requestId, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(operation, 12);
  return bytes;
}

/**
 * The bytes of an answer, in the form its request came in.
 * @param requestId a number for the answer itself
 */
export function encodeReply(request: Request, requestId: number, reply: Doc): Buffer {
  const body = encodeDocument(reply);
  const legacy = request.legacyDatabase !== undefined;
  const head = legacy
    ? header(HEADER_BYTES + 20, requestId, request.requestId, OP_REPLY)
    : header(HEADER_BYTES + 5, requestId, request.requestId, OP_MSG);
  if (legacy) {
    head.writeInt32LE(8, HEADER_BYTES);
    head.writeInt32LE(1, HEADER_BYTES + 16);
  }
  head.writeInt32LE(head.length + body.length, 0);
  return Buffer.concat([head, body]);
}
