import type { Effect, Severity } from '../../severity.ts';
import type { SignsRead } from '../readSigns.ts';

/**
 * Takes the entry's severity and what was read; returns whether it worries, says little, or is good news.
 * Good news counts only where nothing worrying is asserted.
 */
export function judgeEffect(severity: Severity, read: SignsRead): Effect {
  if (severity > 0) return 'worrying';
  const good = read.cues.has('progress') || read.cues.has('resolved');
  return good ? 'protective' : 'neutral';
}
