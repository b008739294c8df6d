import { Found, type RowScanner } from './rowScanner.ts';

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN = new Set([91, 123]);
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const CLOSE_BRACE = 125;
const BLANK = new Set([9, 10, 13, 32]);

/** Names of members longer than this are not ones we look for. */
const MAX_NAME_UNITS = 40;

/**
 * The elements of a JSON list: a bare one, or the member of an object that has one of these names.
 * @param members the names a list of rows goes by
 */
export function jsonScanner(members: readonly string[]): RowScanner {
  let depth = 0;
  let inText = false;
  let escaped = false;
  let text = '';
  let name = '';
  let rowsDepth: number | undefined;
  let inElement = false;
  let ended = false;

  function beforeRows(unit: number): Found {
    if (unit === QUOTE) {
      inText = true;
      text = '';
    } else if (unit === 58) name = text;
    else if (OPEN.has(unit)) {
      const wanted = depth === 0 || (depth === 1 && members.includes(name));
      depth++;
      if (unit !== OPEN_BRACKET || !wanted) return Found.inside;
      rowsDepth = depth;
      return Found.head;
    } else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) depth--;
    return Found.inside;
  }

  function amongRows(unit: number): Found {
    const between = depth === rowsDepth;
    if (between && (unit === COMMA || BLANK.has(unit) || unit === CLOSE_BRACKET)) {
      const found = inElement ? Found.rowBefore : Found.skip;
      inElement = false;
      if (unit === CLOSE_BRACKET) ended = true;
      return found;
    }
    inElement = true;
    if (unit === QUOTE) inText = true;
    else if (OPEN.has(unit)) depth++;
    else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) {
      depth--;
      if (depth !== rowsDepth) return Found.inside;
      inElement = false;
      return Found.row;
    }
    return Found.inside;
  }

  function withinText(unit: number): Found {
    if (escaped) escaped = false;
    else if (unit === BACKSLASH) escaped = true;
    else if (unit === QUOTE) inText = false;
    else if (rowsDepth === undefined && text.length < MAX_NAME_UNITS) text += String.fromCharCode(unit);
    return Found.inside;
  }

  return {
    separator: ',',
    tail: () => (rowsDepth === 1 ? ']' : ']}'),
    cutOff() {
      if (rowsDepth === undefined) return `has no list of rows ("${members[0] ?? ''}")`;
      return ended ? undefined : 'ends too soon: it may have been cut off';
    },
    reset: () => undefined,
    feed(unit) {
      if (ended) return Found.skip;
      if (inText) return withinText(unit);
      return rowsDepth === undefined ? beforeRows(unit) : amongRows(unit);
    },
  };
}
