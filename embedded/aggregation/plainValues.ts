import { Binary, Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import { notSupported } from '../mongoError.ts';
import { isDoc, setField, type Doc } from '../values/document.ts';

/**
 * Turns a BSON value into the plain JavaScript value mingo computes with.
 * @throws code 115 for Decimal128, and for a Long too large to be exact as a number
 */
export function toPlain(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Timestamp) return value;
  if (value instanceof Long) {
    const number = value.toNumber();
    if (!Number.isSafeInteger(number)) throw notSupported('Computing with 64-bit integers beyond 2^53');
    return number;
  }
  if (value instanceof Decimal128) throw notSupported('Computing with Decimal128');
  if (value instanceof Binary) return value.buffer.subarray(0, value.position);
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isDoc(value)) return value;
  const plain: Doc = {};
  for (const name of Object.keys(value)) setField(plain, name, toPlain(value[name]));
  return plain;
}
