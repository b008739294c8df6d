import { SOURCE_NAMES, sourceNamed, type SourceName } from '../../domain/formats/adapters/sources.ts';
import type { Kind } from '../../domain/formats/rows.ts';
import { KINDS } from '../../domain/webhooks/contract.ts';
import { BadUsage } from './badUsage.ts';

interface Rule<T> {
  readonly fits: RegExp;
  readonly value: T;
}

/** What a file's path says about it, by the rules given and then by the words in it. */
export interface NameRules {
  readonly kinds: readonly Rule<Kind>[];
  readonly systems: readonly Rule<SourceName>[];
  /** Files that hold everything their source has. */
  readonly full: readonly RegExp[];
}

/**
 * Reads `--kind` and `--source`: a value for every file, or `PATTERN=VALUE` with `*` and `?` in the pattern; and the
 * patterns of `--full`.
 * @throws {BadUsage} when a value is none that is known
 */
export function parseRules(
  kinds: readonly string[],
  systems: readonly string[],
  full: readonly string[],
): NameRules {
  return {
    kinds: kinds.map((text) =>
      parseRule('--kind', text, KINDS, (name) => KINDS.find((kind) => kind === name)),
    ),
    systems: systems.map((text) => parseRule('--source', text, SOURCE_NAMES, sourceNamed)),
    full: full.map(patternOf),
  };
}

function parseRule<T>(
  option: string,
  text: string,
  known: readonly string[],
  find: (name: string) => T | undefined,
): Rule<T> {
  const at = text.lastIndexOf('=');
  const value = find(text.slice(at + 1));
  if (value === undefined)
    throw new BadUsage(`${option}: expected ${known.join(', ')}, or PATTERN=one of them`);
  return { fits: at === -1 ? /^/ : patternOf(text.slice(0, at)), value };
}

/** A pattern without a slash is one of file names, in any sub-folder. */
function patternOf(text: string): RegExp {
  const inside = text
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(text.includes('/') ? `^${inside}$` : `(^|/)${inside}$`, 'i');
}

/** Words of file names; a sub-folder that has a kind's own name decides before them. */
const KIND_WORDS: readonly (readonly [RegExp, Kind])[] = [
  [/contact|sighting/, 'contacts'],
  [/attendance|register|marks?(?![a-z])|session/, 'attendance'],
  [/incident|concern|cpoms|safeguarding/, 'incidents'],
  [/pupil|student|ctf|roll(?![a-z])/, 'pupils'],
];

/** The kind that a path (with `/` between its parts) says a file is of, or undefined when it says none. */
export function kindByName(rules: NameRules, path: string): Kind | undefined {
  const given = rules.kinds.find(({ fits }) => fits.test(path));
  if (given) return given.value;
  const parts = path.toLowerCase().split('/');
  const folder = KINDS.find((kind) => parts.slice(0, -1).includes(kind));
  return folder ?? KIND_WORDS.find(([word]) => word.test(parts.at(-1) ?? ''))?.[1];
}

/** Whether a file is an export of everything its source has; told by the rules alone. */
export function isFullByName(rules: NameRules, path: string): boolean {
  return rules.full.some((pattern) => pattern.test(path));
}

/** The system that a path says wrote a file, or undefined when it says none. */
export function systemByName(rules: NameRules, path: string): SourceName | undefined {
  const given = rules.systems.find(({ fits }) => fits.test(path));
  return (
    given?.value ??
    SOURCE_NAMES.find((name) =>
      path
        .toLowerCase()
        .split(/[^a-z]+/)
        .includes(name),
    )
  );
}
