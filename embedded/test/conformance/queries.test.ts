import { expect } from 'chai';
import {
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  type Document,
  type Filter,
} from 'mongodb';
import { codeOf, useServer, type Row } from '../support/conformanceServer.ts';

describe('queries', () => {
  const server = useServer();

  async function idsMatching(documents: Row[], filter: Filter<Row>): Promise<unknown[]> {
    const collection = await server.collectionOf(...documents);
    return (await collection.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  }

  const NULLS = [{ _id: 1 }, { _id: 2, a: null }, { _id: 3, a: 1 }, { _id: 4, a: [] }, { _id: 5, a: [null] }];
  const NESTED = [
    { _id: 1, a: { b: 1 } },
    { _id: 2, a: [{ b: 1 }, { b: 2 }] },
    { _id: 3, a: [{ c: 1 }] },
    { _id: 4, a: 5 },
    { _id: 5 },
    { _id: 6, a: [] },
    { _id: 7, a: { b: [1, 2] } },
  ];
  const ARRAYS = [
    { _id: 1, a: [1, 5, 9] },
    { _id: 2, a: [4] },
    { _id: 3, a: 5 },
    { _id: 4, a: [[1, 5]] },
    {
      _id: 5,
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    },
    { _id: 6, a: [{ x: 1, y: 2 }] },
  ];
  const TYPES = [
    { _id: 1, v: 5 },
    { _id: 2, v: '5' },
    { _id: 3, v: true },
    { _id: 4, v: new Date(5) },
    { _id: 5, v: null },
    { _id: 6, v: Long.fromNumber(6) },
    { _id: 7, v: new Double(5.5) },
    { _id: 8, v: Decimal128.fromString('7.25') },
    { _id: 9, v: new Double(NaN) },
  ];

  const statements: readonly [string, Row[], Filter<Row>, unknown[]][] = [
    ['null matches a missing field and null, and null inside an array', NULLS, { a: null }, [1, 2, 5]],
    ['$ne null matches what has a value', NULLS, { a: { $ne: null } }, [3, 4]],
    ['$exists true matches null', NULLS, { a: { $exists: true } }, [2, 3, 4, 5]],
    ['$exists false matches only a missing field', NULLS, { a: { $exists: false } }, [1]],
    ['$in with null matches a missing field', NULLS, { a: { $in: [null, 1] } }, [1, 2, 3, 5]],
    [
      '$in takes object ids, also inside arrays',
      [
        { _id: 1, o: new ObjectId('65a000000000000000000001') },
        { _id: 2, o: [new ObjectId('65a000000000000000000002'), 'x'] },
        { _id: 3, o: '65a000000000000000000001' },
        { _id: 4 },
      ],
      { o: { $in: ['65a000000000000000000001', '65a000000000000000000002'].map((id) => new ObjectId(id)) } },
      [1, 2],
    ],
    ['$in takes strings named twice', TYPES, { v: { $in: ['5', 'a', '5'] } }, [2]],
    ['$type null matches only null itself', NULLS, { a: { $type: 'null' } }, [2, 5]],
    ['a dotted path goes through documents and arrays of them', NESTED, { 'a.b': 1 }, [1, 2, 7]],
    ['a number in a path is a position', NESTED, { 'a.1.b': 2 }, [2]],
    ['a dotted null matches where the field is missing in a document', NESTED, { 'a.b': null }, [3, 4, 5]],
    [
      'a dotted $exists false matches what has it nowhere',
      NESTED,
      { 'a.b': { $exists: false } },
      [3, 4, 5, 6],
    ],
    ['a value matches an element of an array', ARRAYS, { a: 5 }, [1, 3]],
    ['an array matches itself, also as an element', ARRAYS, { a: [1, 5] }, [4]],
    ['two conditions may be met by two elements', ARRAYS, { a: { $gt: 8, $lt: 2 } }, [1]],
    ['$elemMatch wants one element to meet all', ARRAYS, { a: { $elemMatch: { $gt: 4, $lt: 6 } } }, [1]],
    ['$elemMatch on documents', ARRAYS, { a: { $elemMatch: { x: 1, y: 2 } } }, [6]],
    ['without $elemMatch documents may share the conditions', ARRAYS, { 'a.x': 1, 'a.y': 2 }, [5, 6]],
    ['$size counts elements', ARRAYS, { a: { $size: 1 } }, [2, 4, 6]],
    ['$all wants every value', ARRAYS, { a: { $all: [1, 9] } }, [1]],
    ['$all of nothing matches nothing', ARRAYS, { a: { $all: [] } }, []],
    ['$nin leaves out arrays holding any', ARRAYS, { a: { $nin: [5, 4] } }, [4, 5, 6]],
    [
      '$not turns a condition round, missing fields included',
      NULLS,
      { a: { $not: { $gt: 0 } } },
      [1, 2, 4, 5],
    ],
    ['$gt compares numbers of all types', TYPES, { v: { $gt: 5 } }, [6, 7, 8]],
    ['$gt compares a Long operand', TYPES, { v: { $gte: Long.fromNumber(6) } }, [6, 8]],
    ['$gt compares a Decimal128 operand', TYPES, { v: { $gt: Decimal128.fromString('5.5') } }, [6, 8]],
    ['$gt compares strings with strings only', TYPES, { v: { $gt: '' } }, [2]],
    ['$gt compares dates with dates only', TYPES, { v: { $gt: new Date(0) } }, [4]],
    ['$lte null matches null', TYPES, { v: { $lte: null } }, [5]],
    ['not-a-number equals itself', TYPES, { v: NaN }, [9]],
    ['$type number takes all four', TYPES, { v: { $type: 'number' } }, [1, 6, 7, 8, 9]],
    ['$type by number', TYPES, { v: { $type: 18 } }, [6]],
    ['$mod works on whole parts', TYPES, { v: { $mod: [5, 0] } }, [1, 7]],
    [
      'a regular expression matches strings',
      [
        { _id: 1, s: 'Ash' },
        { _id: 2, s: 'bash' },
      ],
      { s: /^a/i },
      [1],
    ],
    [
      '$regex with $options',
      [
        { _id: 1, s: 'Ash' },
        { _id: 2, s: 'bash' },
      ],
      { s: { $regex: 'ASH', $options: 'i' } },
      [1, 2],
    ],
    [
      '$in takes regular expressions',
      [
        { _id: 1, s: 'Ash' },
        { _id: 2, s: 'bash' },
      ],
      { s: { $in: [/^b/, 'x'] } },
      [2],
    ],
    [
      '$or, $and and $nor combine',
      ARRAYS,
      { $or: [{ a: 4 }, { $and: [{ a: 5 }, { $nor: [{ a: 9 }] }] }] },
      [2, 3],
    ],
    [
      '$expr compares two fields',
      [
        { _id: 1, a: 1, b: 2 },
        { _id: 2, a: 3, b: 2 },
      ],
      { $expr: { $gt: ['$a', '$b'] } },
      [2],
    ],
    [
      '$expr tells missing from null',
      [{ _id: 1 }, { _id: 2, a: null }],
      { $expr: { $eq: ['$a', null] } },
      [2],
    ],
  ];

  for (const [title, documents, filter, expected] of statements) {
    it(title, async () => {
      expect(await idsMatching(documents, filter)).to.deep.equal(expected);
    });
  }

  it('counts the order of fields when documents are compared', async () => {
    const documents = [
      { _id: 1, d: { a: 1, b: 2 } },
      { _id: 2, d: { b: 2, a: 1 } },
    ];
    expect(await idsMatching(documents, { d: { b: 2, a: 1 } })).to.deep.equal([2]);
  });

  it('sorts values of different types by type, then value', async () => {
    const values = [
      ...[
        new MinKey(),
        null,
        new Int32(-1),
        new Double(0.5),
        Long.fromNumber(1),
        Decimal128.fromString('1.5'),
      ],
      ...[
        '',
        'a',
        'b',
        { a: 1 },
        [new MaxKey()],
        new ObjectId(),
        false,
        true,
        new Date(0),
        /a/,
        new MaxKey(),
      ],
    ];
    // An array sorts by its lowest element ascending, so the one with MaxKey goes last with MaxKey itself.
    const documents = values.map((v, _id) => ({ _id, v }));
    const collection = await server.collectionOf(...documents.slice().reverse());
    const found = await collection.find().sort({ v: 1, _id: 1 }).toArray();
    const expected = documents.filter(({ v }) => !Array.isArray(v)).map(({ _id }) => _id);
    const array = documents.findIndex(({ v }) => Array.isArray(v));
    expected.splice(expected.length - 1, 0, array);
    expect(found.map(({ _id }) => _id)).to.deep.equal(expected);
  });

  it('sorts an array by its lowest element ascending and its highest descending', async () => {
    const collection = await server.collectionOf({ _id: 1, a: [1, 9] }, { _id: 2, a: [3, 4] });
    const ascending = await collection.find().sort({ a: 1 }).toArray();
    const descending = await collection.find().sort({ a: -1 }).toArray();
    expect(ascending.map(({ _id }) => _id)).to.deep.equal([1, 2]);
    expect(descending.map(({ _id }) => _id)).to.deep.equal([1, 2]);
  });

  it('skips, then limits', async () => {
    const collection = await server.collectionOf(...Array.from({ length: 9 }, (_, n) => ({ _id: n })));
    const found = await collection.find().sort({ _id: -1 }).skip(2).limit(3).toArray();
    expect(found.map(({ _id }) => _id)).to.deep.equal([6, 5, 4]);
  });

  it('projects by keeping, leaving out, slicing and matching', async () => {
    const collection = await server.collectionOf({
      _id: 1,
      a: { b: 1, c: 2 },
      l: [1, 2, 3],
      d: [{ x: 1 }, { x: 2 }],
    });
    const project = async (projection: Document, filter: Document = {}) =>
      collection.findOne(filter, { projection });
    expect(await project({ 'a.b': 1 })).to.deep.equal({ _id: 1, a: { b: 1 } });
    expect(await project({ a: 0, l: 0, d: 0 })).to.deep.equal({ _id: 1 });
    expect(await project({ _id: 0, l: { $slice: -1 }, a: 1 })).to.deep.equal({ a: { b: 1, c: 2 }, l: [3] });
    expect(await project({ d: { $elemMatch: { x: 2 } } })).to.deep.equal({ _id: 1, d: [{ x: 2 }] });
    expect(await project({ 'l.$': 1 }, { l: { $gt: 1 } })).to.deep.equal({ _id: 1, l: [2] });
    expect(await codeOf(project({ a: 1, l: 0 }))).to.equal(31254);
  });

  it('keeps the BSON types of stored numbers', async () => {
    const collection = await server.collectionOf({
      i: new Int32(1),
      d: new Double(1),
      l: Long.fromNumber(1),
    });
    const found = await collection.findOne({}, { promoteValues: false });
    expect([found?.['i']?._bsontype, found?.['d']?._bsontype, found?.['l']?._bsontype]).to.deep.equal([
      ...['Int32', 'Double', 'Long'],
    ]);
  });

  it('refuses what it does not know by name', async () => {
    const collection = await server.collectionOf({ a: 1 });
    expect(await codeOf(collection.findOne({ a: { $wrong: 1 } }))).to.equal(2);
    expect(await codeOf(collection.findOne({ $wrong: [] }))).to.equal(2);
    expect(await codeOf(collection.findOne({ a: { $in: 1 } as unknown as Document }))).to.equal(2);
    expect(await codeOf(collection.findOne({ $or: [] }))).to.equal(2);
  });

  it('gives the different values of a field, arrays taken apart', async () => {
    const collection = await server.collectionOf({ a: [2, 1] }, { a: 1 }, { a: '1' }, {});
    expect(await collection.distinct('a')).to.deep.equal([1, 2, '1']);
  });
});
