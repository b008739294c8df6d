import type { Correction } from '../concern/history.ts';
import { THEME_TITLES } from '../concern/themes.ts';
import { FLAG_DECISIONS, type Flag, type FlagHistoryEntry } from '../flags/flag.ts';
import { londonDate } from '../localDate.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

function isDecision(event: FlagHistoryEntry['event']): event is keyof typeof FLAG_DECISIONS {
  return event in FLAG_DECISIONS;
}

/** What people decided of a child's flags by an instant. */
export function flagDecisionEntries(flags: readonly Flag[], asOf: Date): readonly ChronologyEntry[] {
  return flags.flatMap(({ flagId, track, history }) =>
    history.flatMap(({ at, event, by, reason }, index): readonly ChronologyEntry[] =>
      by === undefined || at > asOf || !isDecision(event)
        ? []
        : [
            {
              id: `${flagId}:${index}`,
              date: londonDate(at),
              kind: 'decision',
              title: `${FLAG_DECISIONS[event].title} (${track} flag)`,
              effect: 'neutral',
              weight: 0,
              source: { kind: 'flag', flagId },
              reasons: [],
              by,
              ...(reason === undefined ? {} : { text: reason }),
            },
          ],
    ),
  );
}

/** What people put right in how the child's story is weighed, by an instant; undone ones stay told. */
export function correctionEntries(
  corrections: readonly Correction[],
  asOf: Date,
): readonly ChronologyEntry[] {
  return corrections
    .filter(({ at }) => at <= asOf)
    .map((correction, index): ChronologyEntry => {
      const { correctionId, at, by, reason, undoneAt } = correction;
      const undone = undoneAt !== undefined && undoneAt <= asOf;
      return {
        id: `correction:${at.toISOString()}:${index}`,
        date: londonDate(at),
        kind: 'decision',
        title: correctionTitle(correction),
        effect: 'neutral',
        weight: 0,
        ...(correction.kind === 'theme-closed' ? { theme: correction.theme } : {}),
        source: {
          kind: 'correction',
          ...(undone || correctionId === undefined ? {} : { correctionId }),
        },
        reasons: undone ? ['Undone since'] : [],
        by,
        text: reason,
      };
    });
}

function correctionTitle(correction: Correction): string {
  if (correction.kind === 'theme-closed') return `Resolved: ${THEME_TITLES[correction.theme].toLowerCase()}`;
  return correction.factor === 0 ? 'An entry left out of the weighing' : 'An entry weighed differently';
}
