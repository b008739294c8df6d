import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * LevelDB's log holds what is not yet in its tables: blocks of 32 KiB, in them records of a masked CRC-32C
 * (4 bytes), a length (2), a kind (1) and data (its doc/log_format.md). LevelDB itself leaves out a damaged
 * record without a word, and the rest of its block with it: right for a write cut short at the end, which
 * nobody was told of, but not in the middle, where it was.
 */
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const WHOLE = 1;
const FIRST = 2;
const LAST = 4;
const CRC32C_POLYNOMIAL = 0x82f63b78;
const MASK = 0xa282ead8;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ CRC32C_POLYNOMIAL : crc >>> 1;
  return crc >>> 0;
});

function maskedCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  crc = ~crc >>> 0;
  return ((((crc >>> 15) | (crc << 17)) >>> 0) + MASK) >>> 0;
}

interface LogRecord {
  readonly kind: number;
  /** Where the next one begins. */
  readonly end: number;
}

/** The record that begins at a place, or undefined where there is no whole one. */
function recordAt(log: Buffer, at: number): LogRecord | undefined {
  const blockEnd = Math.min(log.length, (Math.floor(at / BLOCK_BYTES) + 1) * BLOCK_BYTES);
  if (at + HEADER_BYTES > blockEnd) return undefined;
  const end = at + HEADER_BYTES + log.readUInt16LE(at + 4);
  const kind = log.readUInt8(at + 6);
  if (kind === 0 || kind > LAST || end > blockEnd) return undefined;
  return maskedCrc32c(log.subarray(at + 6, end)) === log.readUInt32LE(at) ? { kind, end } : undefined;
}

/**
 * Finds damage in the middle of a log: a place with no whole record although a later write began after it. A
 * write begins only when the one before is synced, so the damaged one had been acknowledged. After damage
 * every place is tried, since the length that led to the next record may be what was damaged.
 * @returns where the damage is, in bytes from the beginning, or undefined
 */
export function damageInLog(log: Buffer): number | undefined {
  let damagedAt: number | undefined;
  let at = 0;
  while (at + HEADER_BYTES <= log.length) {
    const leftInBlock = BLOCK_BYTES - (at % BLOCK_BYTES);
    if (leftInBlock < HEADER_BYTES) {
      at += leftInBlock;
      continue;
    }
    const record = recordAt(log, at);
    if (!record) {
      damagedAt ??= at;
      at += 1;
    } else if (damagedAt !== undefined && (record.kind === WHOLE || record.kind === FIRST)) {
      return damagedAt;
    } else {
      at = record.end;
    }
  }
  return undefined;
}

/** Looks through the logs of a data folder; gives a line for each that is damaged in the middle. */
export function checkLogs(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d+\.log$/.test(name))
    .flatMap((name) => {
      const at = damageInLog(readFileSync(join(folder, name)));
      return at === undefined
        ? []
        : [`${name} is damaged at byte ${String(at)}, before writes that are whole`];
    });
}
