import { expect } from 'chai';
import type { Document } from 'mongodb';
import { codeOf, useServer } from '../support/conformanceServer.ts';

describe('aggregation', () => {
  const server = useServer();
  const SALES = [
    { _id: 1, g: 'a', n: 1, tags: ['x', 'y'], at: new Date('2026-09-14T09:00:00Z') },
    { _id: 2, g: 'a', n: 3, tags: ['x'], at: new Date('2026-09-15T09:00:00Z') },
    { _id: 3, g: 'b', n: 5, tags: [], at: new Date('2026-10-01T09:00:00Z') },
    { _id: 4, n: 7, at: new Date('2026-10-02T09:00:00Z') },
  ];

  async function run(...pipeline: Document[]): Promise<Document[]> {
    return (await server.collectionOf(...SALES)).aggregate(pipeline).toArray();
  }

  const statements: readonly [string, Document[], Document[]][] = [
    [
      '$match, $sort, $skip and $limit in a row',
      [
        { $match: { n: { $gt: 1 } } },
        { $sort: { n: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { n: 1 } },
      ],
      [{ _id: 3, n: 5 }],
    ],
    [
      '$limit before $sort keeps its place',
      [{ $limit: 2 }, { $sort: { _id: -1 } }, { $project: { _id: 1 } }],
      [{ _id: 2 }, { _id: 1 }],
    ],
    [
      '$group by a field, missing ones as null',
      [{ $group: { _id: '$g', sum: { $sum: '$n' }, count: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: null, sum: 7, count: 1 },
        { _id: 'a', sum: 4, count: 2 },
        { _id: 'b', sum: 5, count: 1 },
      ],
    ],
    [
      '$group of all with every accumulator',
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: null,
            avg: { $avg: '$n' },
            min: { $min: '$n' },
            max: { $max: '$n' },
            first: { $first: '$g' },
            last: { $last: '$n' },
            all: { $push: '$g' },
          },
        },
      ],
      [{ _id: null, avg: 4, min: 1, max: 7, first: 'a', last: 7, all: ['a', 'a', 'b'] }],
    ],
    [
      '$group by a document',
      [{ $match: { g: 'a' } }, { $group: { _id: { g: '$g', none: '$none' } } }],
      [{ _id: { g: 'a' } }],
    ],
    [
      '$addToSet holds each value once',
      [
        { $unwind: '$tags' },
        { $group: { _id: null, tags: { $addToSet: '$tags' } } },
        { $project: { _id: 0, n: { $size: '$tags' } } },
      ],
      [{ n: 2 }],
    ],
    [
      '$unwind leaves empty and missing arrays out',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }, { $sort: { _id: 1, tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 2, tags: 'x' },
      ],
    ],
    [
      '$unwind keeps them when asked',
      [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $count: 'n' }],
      [{ n: 5 }],
    ],
    ['$count of nothing gives nothing', [{ $match: { n: 99 } }, { $count: 'n' }], []],
    [
      '$project computes',
      [
        { $match: { _id: 1 } },
        { $project: { _id: 0, twice: { $multiply: ['$n', 2] }, up: { $toUpper: '$g' }, none: '$none' } },
      ],
      [{ twice: 2, up: 'A' }],
    ],
    [
      '$addFields and $unset',
      [{ $match: { _id: 2 } }, { $addFields: { 'x.y': { $add: ['$n', 1] } } }, { $unset: ['tags', 'at'] }],
      [{ _id: 2, g: 'a', n: 3, x: { y: 4 } }],
    ],
    ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { was: '$_id' } } }], [{ was: 1 }]],
    [
      '$sortByCount',
      [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
      [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
    ],
    [
      '$cond and $ifNull',
      [
        { $sort: { _id: 1 } },
        { $project: { big: { $cond: [{ $gte: ['$n', 5] }, 'yes', 'no'] }, g: { $ifNull: ['$g', 'none'] } } },
        { $skip: 2 },
      ],
      [
        { _id: 3, big: 'yes', g: 'b' },
        { _id: 4, big: 'yes', g: 'none' },
      ],
    ],
    [
      '$filter, $map and $reduce',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            f: { $filter: { input: '$tags', as: 't', cond: { $eq: ['$$t', 'x'] } } },
            m: { $map: { input: [1, 2], as: 'v', in: { $add: ['$$v', 1] } } },
            r: { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
          },
        },
      ],
      [{ f: ['x'], m: [2, 3], r: 6 }],
    ],
    [
      '$dateToString in a time zone',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            d: { $dateToString: { date: '$at', format: '%Y-%m-%d %H', timezone: 'Europe/London' } },
          },
        },
      ],
      [{ d: '2026-09-14 10' }],
    ],
  ];

  for (const [title, pipeline, expected] of statements) {
    it(title, async () => {
      expect(await run(...pipeline)).to.deep.equal(expected);
    });
  }

  it('refuses an unknown stage, expression and accumulator by their codes', async () => {
    expect(await codeOf(run({ $wrong: {} }))).to.equal(40324);
    expect(await codeOf(run({ $project: { x: { $wrong: 1 } } }))).to.be.oneOf([168, 31325]);
    expect(await codeOf(run({ $group: { _id: null, x: { $wrong: 1 } } }))).to.equal(15952);
  });

  it('gives a collection that is not there as empty', async () => {
    expect(
      await server
        .db()
        .collection('nowhere')
        .aggregate([{ $count: 'n' }])
        .toArray(),
    ).to.deep.equal([]);
  });
});
