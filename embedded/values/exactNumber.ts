import { Decimal128, Long, Timestamp } from 'bson';
import { numberOf } from './bsonTypes.ts';

/** A number held exactly: `coefficient × 10^exponent`. */
export interface ExactNumber {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** A BSON number for comparing: the nearest double, and what has to be added to it to be exact. */
export interface SplitNumber {
  /** Nearest double, never -0; finite unless the number itself is an infinity or not a number. */
  readonly nearest: number;
  /** The exact number less `nearest`; absent when that is nothing. */
  readonly remainder?: ExactNumber;
}

function exactDouble(value: number): ExactNumber {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const sign = bits >> 63n ? -1n : 1n;
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  return power >= 0
    ? { coefficient: sign * mantissa * 2n ** BigInt(power), exponent: 0 }
    : { coefficient: sign * mantissa * 5n ** BigInt(-power), exponent: power };
}

function subtract(left: ExactNumber, right: ExactNumber): ExactNumber {
  const exponent = Math.min(left.exponent, right.exponent);
  const scale = (n: ExactNumber) => n.coefficient * 10n ** BigInt(n.exponent - exponent);
  return { coefficient: scale(left) - scale(right), exponent };
}

function split(exact: ExactNumber, nearest: number): SplitNumber {
  const bounded =
    nearest === Infinity ? Number.MAX_VALUE : nearest === -Infinity ? -Number.MAX_VALUE : nearest;
  const remainder = subtract(exact, exactDouble(bounded));
  const plain = bounded === 0 ? 0 : bounded;
  return remainder.coefficient === 0n ? { nearest: plain } : { nearest: plain, remainder };
}

function splitDecimal(text: string): SplitNumber {
  if (text === 'NaN') return { nearest: NaN };
  if (text.includes('Inf')) return { nearest: text.startsWith('-') ? -Infinity : Infinity };
  const [mantissa = '0', power = '0'] = text.split('E');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const exact = { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
  if (exact.coefficient === 0n) return { nearest: 0 };
  return split(exact, Number(text));
}

/**
 * Splits a BSON number (int, long, double, decimal) into its nearest double and an exact remainder, so that
 * numbers of different types can be ordered and found equal without rounding.
 */
export function splitNumber(value: unknown): SplitNumber {
  if (value instanceof Decimal128) return splitDecimal(value.toString());
  if ((value instanceof Long && !(value instanceof Timestamp)) || typeof value === 'bigint') {
    const whole = typeof value === 'bigint' ? value : value.toBigInt();
    const nearest = Number(whole);
    return Number.isSafeInteger(nearest) ? { nearest } : split({ coefficient: whole, exponent: 0 }, nearest);
  }
  const double = numberOf(value) ?? NaN;
  return { nearest: double === 0 ? 0 : double };
}

function compareExact(left: ExactNumber, right: ExactNumber): number {
  const difference = subtract(left, right).coefficient;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const NOTHING: ExactNumber = { coefficient: 0n, exponent: 0 };

/** Orders two BSON numbers of any types; not-a-number comes before all others and equals itself. */
export function compareNumbers(left: unknown, right: unknown): number {
  const a = splitNumber(left);
  const b = splitNumber(right);
  if (Number.isNaN(a.nearest)) return Number.isNaN(b.nearest) ? 0 : -1;
  if (Number.isNaN(b.nearest)) return 1;
  if (a.nearest !== b.nearest) return a.nearest < b.nearest ? -1 : 1;
  if (a.remainder === undefined && b.remainder === undefined) return 0;
  return compareExact(a.remainder ?? NOTHING, b.remainder ?? NOTHING);
}
