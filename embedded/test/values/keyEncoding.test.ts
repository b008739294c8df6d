import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compareValues } from '../../values/compareValues.ts';
import { encodeKey } from '../../values/keyEncoding.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -400, max: 400 }))
  .map(([coefficient, exponent]) => Decimal128.fromString(`${String(coefficient)}E${String(exponent)}`));

const number = fc.oneof(
  fc.integer({ min: -0x80000000, max: 0x7fffffff }).map((n) => new Int32(n)),
  fc.double().map((n) => new Double(n)),
  fc.integer({ min: -5, max: 5 }).map((n) => new Double(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }).map((n) => Long.fromBigInt(n)),
  fc.integer({ min: -4, max: 4 }).map((n) => new Double(2 ** 53 + n)),
  decimal,
  fc
    .constantFrom('NaN', 'Infinity', '-Infinity', '0.1', '-0', '1E6144', '1E-6176')
    .map((text) => Decimal128.fromString(text)),
  fc.constant(new Double(0.1)),
);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('\0', 'a', '\u00ff', '\uffff', '\u{10000}'), maxLength: 4 }),
);

const scalar = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: text },
  fc.constantFrom<unknown>(null, undefined, true, false, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 4, 128))
    .map(([bytes, type]) => new Binary(bytes, type)),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([t, i]) => new Timestamp({ t, i })),
  fc
    .tuple(fc.constantFrom('a', 'b', 'a.'), fc.constantFrom('', 'i', 'm'))
    .map(([p, f]) => new BSONRegExp(p, f)),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c\0d'), tie('value'), { maxKeys: 3 })
      .map((fields) => ({ ...fields })),
  ),
}));

const RUNS = { numRuns: 3_000 };

describe('the encoding of index keys', () => {
  it("puts any two values' bytes in MongoDB's order of the values", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)));
        expect(order).to.equal(Math.sign(compareValues(a, b)));
      }),
      RUNS,
    );
  });

  it('puts numbers of all types in one order', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const order = Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)));
        expect(order).to.equal(Math.sign(compareValues(a, b)));
      }),
      RUNS,
    );
  });

  it('turns the order round for a descending field', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = Math.sign(Buffer.compare(encodeKey(a, -1), encodeKey(b, -1)));
        expect(order).to.equal(Math.sign(compareValues(b, a)));
      }),
      RUNS,
    );
  });

  it('orders compound keys field by field, each in its own direction', () => {
    const direction = fc.constantFrom<1 | -1>(1, -1);
    fc.assert(
      fc.property(value, value, value, value, direction, direction, (a1, a2, b1, b2, first, second) => {
        const a = Buffer.concat([encodeKey(a1, first), encodeKey(a2, second)]);
        const b = Buffer.concat([encodeKey(b1, first), encodeKey(b2, second)]);
        const expected = compareValues(a1, b1) * first || compareValues(a2, b2) * second;
        expect(Math.sign(Buffer.compare(a, b))).to.equal(Math.sign(expected));
      }),
      RUNS,
    );
  });

  it('never makes one key the beginning of another', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const x = encodeKey(a);
        const y = encodeKey(b);
        if (compareValues(a, b) !== 0) expect(y.subarray(0, x.length).equals(x)).to.equal(false);
      }),
      RUNS,
    );
  });
});
