/** What is known of one row a worker has written. */
export const ROW = { unsure: 0, kept: 1, removed: 2, removalUnsure: 3 } as const;

/**
 * What one worker was told, kept small enough for an hour of writing: its rows are numbered from 0, and each
 * has one byte.
 */
export interface Ledger {
  readonly worker: number;
  /** The state of each row, by its number. */
  rows: Uint8Array;
  rowCount: number;
  /** Additions to the worker's counter that were acknowledged, and those nobody knows about. */
  counted: number;
  countedUnsure: number;
  /** Entries pushed onto the worker's list that were acknowledged, by number; the others are unsure. */
  pushed: Set<number>;
  pushCount: number;
  /** Numbers drawn from the shared sequence. */
  drawn: number[];
}

/** An empty ledger. */
export function openLedger(worker: number): Ledger {
  return {
    worker,
    rows: new Uint8Array(1024),
    rowCount: 0,
    counted: 0,
    countedUnsure: 0,
    pushed: new Set(),
    pushCount: 0,
    drawn: [],
  };
}

/** Takes numbers for new rows, unsure until marked; gives the first. */
export function takeRows(ledger: Ledger, count: number): number {
  const first = ledger.rowCount;
  ledger.rowCount += count;
  if (ledger.rowCount > ledger.rows.length) {
    const larger = new Uint8Array(ledger.rows.length * 2 + count);
    larger.set(ledger.rows);
    ledger.rows = larger;
  }
  return first;
}

/** How many acknowledged writes the ledgers hold. */
export function countAcknowledged(ledgers: readonly Ledger[]): number {
  return ledgers.reduce((sum, { rows, counted, pushed, drawn }) => {
    const rowWrites = rows.reduce(
      (n, state) => n + (state === ROW.kept ? 1 : state === ROW.unsure ? 0 : 2),
      0,
    );
    return sum + rowWrites + counted + pushed.size + drawn.length;
  }, 0);
}
