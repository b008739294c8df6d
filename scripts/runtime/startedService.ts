import type { SupervisedChild } from './superviseChild.ts';

/** A server started by the runtime. */
export interface StartedService {
  /** May hold a password. */
  readonly url: string;
  /** What it is and where, for people; holds no password. */
  readonly description: string;
  readonly child: SupervisedChild;
}
