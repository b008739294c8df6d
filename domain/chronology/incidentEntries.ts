import type { EntryPart } from '../concern/findStory.ts';
import { assertedConcerns } from '../concern/evidence.ts';
import type { ActionTaken, Correction, IncidentEntry } from '../concern/history.ts';
import { FADING, themeOf } from '../concern/themes.ts';
import { londonDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

function actionWords(actions: readonly ActionTaken[]): string {
  return actions.map(({ what, by }) => (by === undefined ? what : `${what} (${by})`)).join('; ');
}

/** What a person's last word on an entry does to its weight, in a sentence. */
function correctionReason(entryId: string, corrections: readonly Correction[]): readonly string[] {
  const last = corrections
    .filter((one) => one.kind === 'entry-weight' && one.entryId === entryId)
    .reduce<Correction | undefined>((a, b) => (a === undefined || b.at >= a.at ? b : a), undefined);
  if (last?.kind !== 'entry-weight') return [];
  const what =
    last.factor === 0 ? 'Left out of the weighing' : `Weighed ${last.factor} times as much as by itself`;
  return [`${what} by ${last.by}: ${last.reason}`];
}

/** Times, as precise as it is worth saying. */
function timesText(times: number): string {
  return times < 3 ? times.toFixed(1) : String(Math.round(times));
}

/**
 * An incident as the chronology tells it.
 * @param part what it gives to the score, where it gives anything
 * @param corrections those in force
 */
export function incidentEntry(
  entry: IncidentEntry,
  part: EntryPart | undefined,
  corrections: readonly Correction[],
): ChronologyEntry {
  const concerns = assertedConcerns(entry.tagging);
  const [first] = concerns;
  const titles = concerns.map(({ category }) => FADING[category].title);
  const effect: Effect = first === undefined ? entry.tagging.effect : 'worrying';
  const theme = first === undefined ? undefined : themeOf(part?.category ?? first.category);
  const actions = entry.actions ?? [];
  const reasons = [
    ...(entry.tagging.unread === undefined
      ? []
      : ['Part of it does not seem to be in English and was not read; somebody who can should read it']),
    ...entry.tagging.tags.filter(({ polarity }) => polarity === 'asserted').map(({ why }) => why),
    ...entry.tagging.tags
      .filter(({ polarity }) => polarity === 'other-person')
      .map(({ why }) => `Read as told of somebody else, so not counted for this child: ${why}`),
    ...(part === undefined
      ? []
      : [
          `About ${timesText(part.ratio)} times likelier in a developing pattern than in this school’s ordinary log`,
        ]),
    ...(entry.role === 'subject' ? [] : ['Linked to somebody else’s incident, so it weighs less']),
    ...correctionReason(entry.entryId, corrections),
  ];
  return {
    id: entry.entryId,
    date: londonDate(entry.occurredAt),
    kind: 'incident',
    title: titles.length === 0 ? 'Entry without a concern' : `Entry on ${titles.join(', ')}`,
    effect,
    weight: Math.round((part?.points ?? 0) * 1000) / 1000,
    ...(theme === undefined ? {} : { theme }),
    source: { kind: 'incident', entryId: entry.entryId, schoolUrn: entry.schoolUrn },
    reasons,
    ...(entry.recordedBy === undefined ? {} : { by: entry.recordedBy }),
    ...(actions.length === 0 ? {} : { actionTaken: actionWords(actions) }),
    incident: {
      narrative: entry.narrative,
      ...(entry.category === undefined ? {} : { category: entry.category }),
      tagging: entry.tagging,
      recordedAt: entry.recordedAt,
      revised: entry.versionId !== undefined,
      actions,
    },
  };
}
