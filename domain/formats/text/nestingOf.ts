/**
 * How JSON text is nested, found without parsing it: the deepest level (stopping at `limit`), and whether
 * every object, list and text that was opened is closed, which tells a body cut short from a wrong one.
 */
export function nestingOf(json: string, limit: number): { readonly depth: number; readonly closed: boolean } {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < json.length; i++) {
    switch (json.charCodeAt(i)) {
      case QUOTE: {
        const end = endOfText(json, i + 1);
        if (end === -1) return { depth: deepest, closed: false };
        i = end;
        break;
      }
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth++;
        if (depth > deepest) deepest = depth;
        if (deepest >= limit) return { depth: deepest, closed: false };
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
    }
  }
  return { depth: deepest, closed: depth <= 0 };
}

const QUOTE = 34;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** The index of the quotation mark that ends a JSON text, or -1: one with an even run of backslashes before it. */
function endOfText(json: string, start: number): number {
  for (let quote = json.indexOf('"', start); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote;
  }
  return -1;
}
