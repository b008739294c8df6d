/** Work goes on for at most about this long before others are let in. */
const TURN_MILLISECONDS = 4;

let turnBegan = performance.now();

/** Lets other clients' work in. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => {
      turnBegan = performance.now();
      resolve();
    });
  });
}

/**
 * Whether the work in hand has gone on long enough that {@link breathe} is due: to be asked for each document
 * of a long piece of work, since documents differ in size a thousandfold.
 */
export function breathIsDue(): boolean {
  return performance.now() - turnBegan > TURN_MILLISECONDS;
}
