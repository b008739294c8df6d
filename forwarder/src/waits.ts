/** Remembers what is waiting to be tried again: the server as a whole, or a file that it trips over. */
export interface Waits {
  serverIsAway(): boolean;
  isWaiting(path: string): boolean;
  /** Puts off the next try by what `waitFor` says for this attempt in a row. @returns the wait in milliseconds */
  wait(about: 'server' | 'file', path: string, waitFor: (attempt: number) => number): number;
  wentWell(path: string): void;
  /** How long nothing has gone well, in milliseconds; 0 when the last try did. */
  sinceMs(): number;
}

interface Wait {
  readonly attempts: number;
  readonly notBefore: number;
}

export function createWaits(now: () => number = Date.now): Waits {
  const waiting = new Map<string, Wait>();
  const SERVER = '';
  let troubledSince: number | undefined;
  const isWaiting = (key: string): boolean => (waiting.get(key)?.notBefore ?? 0) > now();
  return {
    serverIsAway: () => isWaiting(SERVER),
    isWaiting,
    wait: (about, path, waitFor) => {
      const key = about === 'server' ? SERVER : path;
      const attempts = (waiting.get(key)?.attempts ?? 0) + 1;
      const ms = waitFor(attempts);
      waiting.set(key, { attempts, notBefore: now() + ms });
      troubledSince ??= now();
      return ms;
    },
    wentWell: (path) => {
      waiting.delete(path);
      waiting.delete(SERVER);
      troubledSince = waiting.size === 0 ? undefined : troubledSince;
    },
    sinceMs: () => (troubledSince === undefined ? 0 : now() - troubledSince),
  };
}
