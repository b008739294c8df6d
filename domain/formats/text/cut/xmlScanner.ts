import { Found, type RowScanner } from './rowScanner.ts';

const LESS = 60;
const MORE = 62;
const QUOTES = new Set([34, 39]);

/** A name is never longer than this; nor is the beginning by which a comment or CDATA section is known. */
const MAX_TAG_UNITS = 100;

/**
 * The pupils of a Common Transfer File: the children of the element below the root that hold a pupil each.
 * @param container the element that holds the rows, and `row` the element of each, in upper case
 */
export function xmlScanner(container: string, row: string): RowScanner {
  const path: string[] = [];
  const heads: string[] = [];
  let tag: string | undefined;
  let quote: number | undefined;
  /** The text that ends what is passed over unread: a comment, a CDATA section, an instruction. */
  let until: string | undefined;
  let seen = '';
  let ended = false;

  function endTag(text: string): Found {
    if (text.startsWith('/')) return close();
    const name = /^[^\s/]+/.exec(text)?.[0] ?? '';
    path.push(name);
    if (path.length === 2 && name.toUpperCase() === container) {
      heads.push(...path);
      return Found.head;
    }
    return text.endsWith('/') ? close() : Found.inside;
  }

  function close(): Found {
    const name = path.pop()?.toUpperCase();
    if (heads.length === 0) return Found.inside;
    if (path.length === 2 && name === row) return Found.row;
    if (path.length > 1) return Found.inside;
    ended = true;
    return Found.skip;
  }

  function withinTag(unit: number, text: string): Found {
    if (quote !== undefined) {
      if (unit === quote) quote = undefined;
      return Found.inside;
    }
    if (unit === MORE) {
      tag = undefined;
      return endTag(text);
    }
    if (QUOTES.has(unit)) quote = unit;
    // Attributes tell nothing here: only how the tag begins is kept, and its last character.
    tag = `${text.slice(0, MAX_TAG_UNITS)}${String.fromCharCode(unit)}`;
    until = tag === '!--' ? '-->' : tag === '![CDATA[' ? ']]>' : tag === '?' ? '?>' : undefined;
    if (until !== undefined) [tag, seen] = [undefined, ''];
    return Found.inside;
  }

  return {
    separator: '',
    tail: () =>
      heads
        .map((name) => `</${name}>`)
        .reverse()
        .join(''),
    cutOff() {
      if (heads.length === 0) return 'has no pupils’ data where a Common Transfer File has it';
      return ended ? undefined : 'ends too soon: it may have been cut off';
    },
    reset: () => undefined,
    feed(unit) {
      if (ended) return Found.skip;
      if (until !== undefined) {
        seen = `${seen}${String.fromCharCode(unit)}`.slice(-until.length);
        if (seen === until) until = undefined;
        return Found.inside;
      }
      if (tag !== undefined) return withinTag(unit, tag);
      if (unit === LESS) tag = '';
      return Found.inside;
    },
  };
}
