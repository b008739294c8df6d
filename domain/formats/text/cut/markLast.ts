/**
 * Parts as they come, each saying whether it is the last. When the file they are cut from turns out to be broken, none is:
 * the parts before the break come, then the error.
 */
export async function* markLast<T extends object>(
  parts: AsyncIterable<T>,
): AsyncGenerator<T & { readonly last: boolean }> {
  let held: T | undefined;
  try {
    for await (const part of parts) {
      if (held !== undefined) yield { ...held, last: false };
      held = part;
    }
  } catch (error) {
    if (held !== undefined) yield { ...held, last: false };
    throw error;
  }
  if (held !== undefined) yield { ...held, last: true };
}
