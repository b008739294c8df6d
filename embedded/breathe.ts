/** Work goes on for at most about this long before others are let in. */
const TURN_MILLISECONDS = 4;

let turnBegan = performance.now();
/** Long pieces of work waiting for their next turn. */
const waiting: (() => void)[] = [];

function nextTurn(): void {
  turnBegan = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(nextTurn);
}

/**
 * Lets other clients' work in. Of all that is long, one piece has a turn each time, so that a client waits no
 * longer while many are at work than while one is.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(nextTurn);
  });
}

/**
 * Whether the work in hand has gone on long enough that {@link breathe} is due: to be asked for each document
 * of a long piece of work, since documents differ in size a thousandfold.
 */
export function breathIsDue(): boolean {
  return performance.now() - turnBegan > TURN_MILLISECONDS;
}
