import { expect } from 'chai';
import fc from 'fast-check';
import { classifyAnswer, retryAfterMs, waitBeforeNext } from '../../forwarder/src/classifyAnswer.ts';

describe('what the forwarder makes of an answer', () => {
  const answers: readonly (readonly [number, string])[] = [
    [301, 'settings'],
    [400, 'refused'],
    [401, 'settings'],
    [404, 'settings'],
    [409, 'refused'],
    [413, 'too-large'],
    [415, 'refused'],
    [408, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
    [200, 'later'],
  ];
  for (const [status, kind] of answers) {
    it(`takes ${status} as ${kind}`, () => {
      expect(classifyAnswer(status, new Headers(), undefined).kind).to.equal(kind);
    });
  }

  it('takes a refusal that speaks of the clock as a wrong clock', () => {
    const body = { title: 'Signed too long ago', detail: 'Set the clock of the sending machine.' };
    expect(classifyAnswer(401, new Headers(), body).kind).to.equal('stale');
  });

  it('blames a file for 500 and the whole server for 503', () => {
    expect(classifyAnswer(500, new Headers(), undefined)).to.include({ about: 'file' });
    expect(classifyAnswer(503, new Headers({ 'retry-after': '7' }), undefined)).to.include({
      about: 'server',
      afterMs: 7000,
    });
  });

  it('reads Retry-After as seconds or as a date', () => {
    const now = Date.parse('2026-11-25T10:00:00Z');
    expect(retryAfterMs('90', now)).to.equal(90_000);
    expect(retryAfterMs('Wed, 25 Nov 2026 10:02:00 GMT', now)).to.equal(120_000);
    expect(retryAfterMs('soon', now)).to.equal(undefined);
  });

  it('waits longer each time, never beyond ten minutes of its own, and never less than asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, asked, random) => {
          const wait = waitBeforeNext(attempt, asked, random);
          expect(wait).to.be.within(asked ?? 0, Math.max(600_000, asked ?? 0));
          expect(waitBeforeNext(attempt + 1, asked, 0)).to.be.at.least(waitBeforeNext(attempt, asked, 0));
        },
      ),
    );
  });
});
