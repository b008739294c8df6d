import { BSONRegExp, BSONSymbol } from 'bson';
import { locationError, mongoError } from '../mongoError.ts';
import { regexParts } from '../values/compareValues.ts';

/** Whether a value is a regular expression. */
export function isRegex(value: unknown): value is BSONRegExp | RegExp {
  return value instanceof BSONRegExp || value instanceof RegExp;
}

/**
 * Strips what the `x` flag lets a pattern hold: white space and comments outside character classes.
 */
function stripExtended(pattern: string): string {
  return pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+|#[^\n]*/g, (part) =>
    /^(\s|#)/.test(part) ? '' : part,
  );
}

/**
 * Compiles a MongoDB regular expression (PCRE) to a JavaScript one. Flags: i, m, s, u, and x; a leading
 * `(?i)` group of flags is taken too.
 * @throws code 51108 for an unknown flag, 51091 for a pattern JavaScript cannot compile
 */
export function compileRegex(pattern: string, flags: string): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const all = new Set([...flags, ...(inline?.[1] ?? '')]);
  const body = inline ? pattern.slice(inline[0].length) : pattern;
  const unknown = [...all].find((flag) => !'imsxu'.includes(flag));
  if (unknown !== undefined) throw locationError(51108, `invalid flag in regex options: ${unknown}`);
  const source = all.has('x') ? stripExtended(body) : body;
  const kept = ['i', 'm', 's'].filter((flag) => all.has(flag)).join('');
  try {
    return new RegExp(source, `${kept}u`);
  } catch {
    try {
      return new RegExp(source, kept);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw locationError(51091, `Regular expression is invalid: ${reason}`);
    }
  }
}

/** A test of one value against a regular expression: strings and symbols by match, a regex by equality. */
export function regexTest(pattern: string, flags: string): (value: unknown) => boolean {
  const compiled = compileRegex(pattern, flags);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (value instanceof BSONSymbol) return compiled.test(value.value);
    if (!isRegex(value)) return false;
    const parts = regexParts(value);
    return parts.pattern === pattern && parts.flags === flags;
  };
}

/**
 * Reads `$regex` with its `$options`.
 * @throws code 2 when `$regex` is neither text nor a regular expression
 */
export function readRegexOperator(regex: unknown, options: unknown): { pattern: string; flags: string } {
  if (options !== undefined && typeof options !== 'string') {
    throw mongoError('BadValue', '$options has to be a string');
  }
  if (typeof regex === 'string') return { pattern: regex, flags: options ?? '' };
  if (!isRegex(regex)) throw mongoError('BadValue', '$regex has to be a string');
  const parts = regexParts(regex);
  return { pattern: parts.pattern, flags: options ?? parts.flags };
}

const SPECIAL = /[.*+?^${}()|[\]\\]/;

/**
 * The literal beginning every match of an anchored, case-sensitive pattern must have, or `undefined` when
 * the pattern is not of that kind. Used for index ranges; the pattern itself is still tested afterwards.
 */
export function anchoredPrefix(pattern: string, flags: string): string | undefined {
  if (flags !== '' || !pattern.startsWith('^') || pattern.includes('|')) return undefined;
  let prefix = '';
  for (let index = 1; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    const next = pattern[index + 1] ?? '';
    if (character === '\\' && SPECIAL.test(next)) {
      prefix += next;
      index += 1;
    } else if (SPECIAL.test(character)) {
      return '*?{'.includes(character) ? withoutLast(prefix) : prefix || undefined;
    } else {
      prefix += character;
    }
  }
  return prefix || undefined;
}

function withoutLast(prefix: string): string | undefined {
  return [...prefix].slice(0, -1).join('') || undefined;
}
