/**
 * CRC-64 as mongodump's archives have it: the ECMA-182 polynomial, reflected, begun and ended with all bits
 * turned over (Go's `crc64.ECMA`, also known as CRC-64/XZ). Kept as two halves of 32 bits, since JavaScript's
 * 64-bit numbers are slow.
 */
const POLYNOMIAL_HIGH = 0xc96c5795;
const POLYNOMIAL_LOW = 0xd7870f42;

const HIGH = new Uint32Array(256);
const LOW = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    const odd = low & 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (odd === 0) continue;
    high = (high ^ POLYNOMIAL_HIGH) >>> 0;
    low = (low ^ POLYNOMIAL_LOW) >>> 0;
  }
  HIGH[byte] = high;
  LOW[byte] = low;
}

/** A checksum being made of bytes as they come. */
export interface Crc64 {
  add(bytes: Uint8Array): void;
  /** The checksum of all bytes so far, as a signed 64-bit number. */
  value(): bigint;
}

/** Begins a checksum. */
export function crc64(): Crc64 {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    add(bytes) {
      for (const byte of bytes) {
        const at = (low ^ byte) & 0xff;
        low = (((low >>> 8) | (high << 24)) ^ (LOW[at] ?? 0)) >>> 0;
        high = ((high >>> 8) ^ (HIGH[at] ?? 0)) >>> 0;
      }
    },
    value: () => BigInt.asIntN(64, (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)),
  };
}
