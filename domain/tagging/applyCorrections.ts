import type { Severity } from '../severity.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import type { EvidenceSpan, Tag, Tagging } from './tag.ts';

/**
 * What a person decided about an incident's concerns; kept on the incident and obeyed for ever. `by` is the
 * person's id, `byName` their name as it was then, `reason` their own words on why, if they gave any.
 */
export type Correction = {
  readonly by: string;
  readonly byName?: string;
  readonly at: Date;
  readonly reason?: string;
} & (
  | {
      readonly kind: 'add';
      readonly category: ConcernCategory;
      readonly severity: Severity;
      readonly evidence?: readonly EvidenceSpan[];
    }
  | { readonly kind: 'remove'; readonly category: ConcernCategory }
  | { readonly kind: 'set-severity'; readonly category: ConcernCategory; readonly severity: Severity }
);

/**
 * Takes what the tagger read and a person's corrections; returns the tagging with every correction obeyed,
 * whatever the tagger says now or later. Applied in order of time, so the latest word on a concern wins. Tags
 * a person touched say so in `by`; the entry's severity is worked out again from what stands. Applying the
 * same corrections twice changes nothing.
 */
export function applyCorrections(tagging: Tagging, corrections: readonly Correction[]): Tagging {
  const inOrder = [...corrections].sort((a, b) => a.at.getTime() - b.at.getTime());
  const tags = inOrder.reduce<readonly Tag[]>(applyOne, tagging.tags);
  if (corrections.length === 0) return tagging;
  const severity = tags.reduce<Severity>(
    (most, tag) => (tag.polarity === 'asserted' && tag.severity > most ? tag.severity : most),
    0,
  );
  const effect = severity > 0 ? 'worrying' : tagging.effect === 'worrying' ? 'neutral' : tagging.effect;
  return { ...tagging, tags, severity, effect };
}

function applyOne(tags: readonly Tag[], correction: Correction): readonly Tag[] {
  const others = tags.filter((tag) => tag.category !== correction.category || tag.polarity !== 'asserted');
  if (correction.kind === 'remove') return others;
  const standing = tags.find((tag) => tag.category === correction.category && tag.polarity === 'asserted');
  // A severity set for a concern that no longer stands says that the person sees it: it stands again.
  const evidence = (correction.kind === 'add' ? correction.evidence : undefined) ?? standing?.evidence ?? [];
  const tag: Tag = {
    category: correction.category,
    severity: correction.severity,
    confidence: 1,
    polarity: 'asserted',
    evidence,
    why: standing?.why ?? 'A person who read the entry recorded this concern.',
    by: { kind: 'person', personId: correction.by, at: correction.at },
  };
  return [...others, tag];
}
