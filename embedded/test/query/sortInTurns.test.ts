import { expect } from 'chai';
import fc from 'fast-check';
import { RUN_LENGTH, sortInTurns } from '../../query/sortInTurns.ts';

describe('sorting in turns', () => {
  const length = fc.oneof(fc.nat(3), fc.integer({ min: RUN_LENGTH - 1, max: 3 * RUN_LENGTH + 1 }));

  it('gives what sorting at once gives, with equal items in their order', async () => {
    await fc.assert(
      fc.asyncProperty(length, fc.integer({ min: 1, max: 500 }), fc.nat(), async (count, kinds, seed) => {
        const items = Array.from({ length: count }, (_, place) => ({
          kind: ((place + seed) * 7919) % kinds,
          place,
        }));
        const byKind = (a: { kind: number }, b: { kind: number }) => a.kind - b.kind;
        expect(await sortInTurns(items, byKind)).to.deep.equal([...items].sort(byKind));
      }),
      { numRuns: 20 },
    );
  });
});
