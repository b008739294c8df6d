import { expect } from 'chai';
import fc from 'fast-check';
import { indexNames } from '../../../domain/subjectAccess/knownPeople.ts';
import {
  redactEntry,
  reviewState,
  suggestionsFor,
  type Decision,
} from '../../../domain/subjectAccess/review.ts';
import { fingerprintOf, type SubjectEntry } from '../../../domain/subjectAccess/subjectEntry.ts';
import { localDate } from '../../../domain/localDate.ts';

const index = indexNames({ child: [], upns: [], close: [], pupils: [], staff: [], requester: [], terms: [] });

function anEntry(text: string): SubjectEntry {
  return {
    id: 'e',
    date: localDate('2026-09-14'),
    kind: 'Note',
    machine: false,
    parts: [{ label: 'Words', text }],
  };
}

function included(entry: SubjectEntry): Decision {
  return {
    ...{ outcome: 'include', fingerprint: fingerprintOf(entry), leftIn: [], reason: 'Read', at: new Date(0) },
    by: { personId: 'p', name: 'N' },
    redactions: suggestionsFor(entry, index).flatMap(({ spans }) =>
      spans.map((span) => ({ ...span, ground: 'third-party' as const })),
    ),
  };
}

describe('a reviewed entry', () => {
  it('is unreviewed until somebody decides, and again once a word of it changes', () => {
    const entry = anEntry('Saw Siobhan.');
    expect(reviewState(entry, undefined, index)).to.equal('unreviewed');
    expect(reviewState(entry, included(entry), index)).to.equal('include');
    expect(reviewState(anEntry('Saw Siobhan!'), included(entry), index)).to.equal('changed');
  });

  it('shows nothing of what was taken out, wherever the spans lie', () => {
    const word = fc.constantFrom('Siobhan', 'Darren', '07700 900123', 'a@b.example');
    const filler = fc.constantFrom('came in', 'said that', 'was hungry', 'on Monday');
    fc.assert(
      fc.property(fc.array(fc.tuple(filler, word), { minLength: 1, maxLength: 8 }), (pairs) => {
        const entry = anEntry(pairs.map(([a, b]) => `${a} ${b}, `).join(''));
        const decision = included(entry);
        if (decision.outcome !== 'include') return false;
        const left = JSON.stringify(redactEntry(entry, decision.redactions));
        return pairs.every(([a, b]) => left.includes(a) && !left.includes(b));
      }),
    );
  });

  it('takes out overlapping passages once', () => {
    const redactions = [
      { part: 0, start: 0, end: 8, ground: 'third-party' as const },
      { part: 0, start: 4, end: 12, ground: 'serious-harm' as const },
    ];
    expect(redactEntry(anEntry('abcdefghijklmnop'), redactions)[0]?.text).to.equal(
      '[redacted: another person]mnop',
    );
  });
});
