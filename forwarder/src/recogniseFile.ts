import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { SOURCE_NAMES, type SourceName } from '../../domain/formats/adapters/sources.ts';
import { formatSeen } from '../../domain/formats/formatSeen.ts';
import { readBody } from '../../domain/formats/readBody.ts';
import type { Kind } from '../../domain/formats/rows.ts';
import { decodeText } from '../../domain/formats/text/decodeText.ts';
import type { CutLayout } from '../../domain/formats/text/cut/rowCutter.ts';
import { KINDS } from '../../domain/webhooks/contract.ts';
import type { SentAs } from './journal.ts';
import { isFullByName, kindByName, systemByName, type NameRules } from './nameRules.ts';

/** What a file is, as far as its name and its beginning tell. */
export type Recognised =
  { readonly ok: true; readonly sentAs: SentAs } | { readonly ok: false; readonly why: string };

/** Enough of a file to tell what it is. */
const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_ROWS = 20;

const CONTENT_TYPES: Readonly<Record<CutLayout, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  xml: 'application/xml',
};

/** Fingerprint of a file's content, with its first bytes; read as a stream, whatever its size. */
export async function fingerprint(dir: string, path: string): Promise<{ sha256: string; sample: Buffer }> {
  const hash = createHash('sha256');
  const first: Buffer[] = [];
  let length = 0;
  for await (const bytes of createReadStream(join(dir, path)) as AsyncIterable<Buffer>) {
    hash.update(bytes);
    if (length < SAMPLE_BYTES) first.push(bytes);
    length += bytes.length;
  }
  return { sha256: hash.digest('hex'), sample: Buffer.concat(first).subarray(0, SAMPLE_BYTES) };
}

/** What a file is: the rules and its path decide before its content does. */
export function recogniseFile(rules: NameRules, path: string, sample: Uint8Array): Recognised {
  const decoding = decodeText(sample, undefined);
  if (!decoding.ok) return { ok: false, why: decoding.problem };
  const layout = layoutOf(path, decoding.text);
  const named = kindByName(rules, path);
  const namedSystem = systemByName(rules, path);
  const reading = likeliest(
    layout,
    sample,
    named === undefined ? KINDS : [named],
    namedSystem === undefined ? SOURCE_NAMES : [namedSystem],
  );
  const kind = named ?? reading?.kind ?? kindByMembers(layout, decoding.text);
  if (kind === undefined) {
    return {
      ok: false,
      why: 'It cannot be told what the file holds: put it in a sub-folder named incidents, attendance, pupils or contacts, or give --kind.',
    };
  }
  const system = namedSystem ?? reading?.system;
  return {
    ok: true,
    sentAs: {
      kind,
      ...(system === undefined || system === 'generic' ? {} : { system }),
      layout,
      contentType: CONTENT_TYPES[layout],
      ...(kind === 'incidents' && isFullByName(rules, path) ? { full: true } : {}),
    },
  };
}

/** A single object is a line of NDJSON where the file's name says so. */
function layoutOf(path: string, text: string): CutLayout {
  if (text.trimStart().startsWith('<')) return 'xml';
  const seen = formatSeen(text);
  return seen === 'json' && /\.(ndjson|jsonl)$/i.test(path) && !text.trimStart().startsWith('[')
    ? 'ndjson'
    : seen;
}

/** The kind and system that the server's own reading makes most rows of; the documented form before others. */
function likeliest(
  layout: CutLayout,
  sample: Uint8Array,
  kinds: readonly Kind[],
  systems: readonly SourceName[],
): { kind: Kind; system: SourceName } | undefined {
  if (layout !== 'csv' && layout !== 'ndjson') return undefined;
  let best: { kind: Kind; system: SourceName } | undefined;
  let most = 0;
  for (const kind of kinds) {
    for (const system of systems) {
      const good = goodRows(kind, system, sample, CONTENT_TYPES[layout]);
      if (good > most) [best, most] = [{ kind, system }, good];
    }
  }
  return best;
}

function goodRows(kind: Kind, source: SourceName, sample: Uint8Array, contentType: string): number {
  const reading = readBody(kind, sample, { contentType, source });
  if (!reading.ok) return 0;
  let seen = 0;
  let good = 0;
  for (const outcome of reading.rows) {
    if (outcome.ok) good++;
    if (++seen === SAMPLE_ROWS) break;
  }
  return good;
}

/** A JSON body names its kind, and a Common Transfer File is of pupils. */
function kindByMembers(layout: CutLayout, text: string): Kind | undefined {
  if (layout === 'xml') return /<CTfile|<CTFpupilData/i.test(text) ? 'pupils' : undefined;
  const [, name] = /"(incidents|marks|attendance|pupils|contacts)"\s*:\s*\[/.exec(text) ?? [];
  return name === 'marks' ? 'attendance' : KINDS.find((kind) => kind === name);
}
