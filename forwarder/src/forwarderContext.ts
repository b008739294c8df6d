import type { Journal } from './journal.ts';
import type { Postbox } from './postbox.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';

/** What every step of the forwarder is handed. */
export interface ForwarderContext {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly postbox: Postbox;
  readonly progress: Progress;
  /** Set when the process is asked to stop. */
  readonly signal: AbortSignal;
}
