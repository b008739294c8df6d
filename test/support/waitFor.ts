const LOOK_EVERY_MS = 20;
const USUAL_TIMEOUT_MS = 15_000;

/**
 * Looks again and again until a condition holds, and returns what it returned. A condition that throws does
 * not hold yet.
 * @param what completes the sentence "gave up waiting for …"
 * @throws {Error} naming `what`, with the last error as its cause, once the time is over
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what, timeoutMs = USUAL_TIMEOUT_MS }: { readonly what: string; readonly timeoutMs?: number },
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await condition();
      cause = undefined;
      if (answer !== undefined && answer !== null && answer !== false) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`gave up waiting for ${what} after ${timeoutMs} ms`, { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
