/**
 * `written` is kept and waits to be sent; `sending` was handed to the mail server, whose answer is not known; `sent`
 * was taken by it (or lies in the outbox); `refused` was turned away for good, and a person must look at the address;
 * `passed-over` was not worth sending, the school being closed and nothing recorded; `stopped` was kept back because
 * its reader was stopped before it could be sent.
 */
export type DigestState = 'written' | 'sending' | 'sent' | 'refused' | 'passed-over' | 'stopped';

/** True for a digest that a person may have sent once more: not one that is on its way already. */
export function mayBeSentAgain(state: DigestState): boolean {
  return state !== 'written' && state !== 'sending';
}
