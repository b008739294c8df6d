import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { BadUsage } from './badUsage.ts';
import { parseRules, type NameRules } from './nameRules.ts';

/** What the forwarder is told to do. Times in milliseconds. */
export interface Settings {
  readonly dir: string;
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  readonly secretFile: string;
  readonly sourceId?: string;
  /** Whether it goes on looking once the folder is empty. */
  readonly watch: boolean;
  readonly rules: NameRules;
  readonly pollMs: number;
  /** How long a file must have stayed as it is to count as whole. */
  readonly settleMs: number;
  readonly partBytes: number;
  /** How long a run that does not watch waits for the rows' outcome once everything is accepted. */
  readonly reportWithinMs: number;
  /** How long a run that does not watch goes on trying while the server cannot be reached. */
  readonly retryForMs: number;
}

const OPTIONS = {
  dir: { type: 'string' },
  url: { type: 'string' },
  'secret-file': { type: 'string' },
  'source-id': { type: 'string' },
  watch: { type: 'boolean', default: false },
  kind: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  full: { type: 'string', multiple: true },
  poll: { type: 'string', default: '10' },
  settle: { type: 'string', default: '3' },
  'part-bytes': { type: 'string', default: String(4 * 1024 * 1024) },
  'report-within': { type: 'string', default: '60' },
  'retry-for': { type: 'string', default: String(3 * 86_400) },
  'allow-http': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const HELP = `Sends the exports that appear in a folder to Throughline, signed, each once in effect.

  throughline-forward --dir DIR --url URL --secret-file FILE [--watch]

  --dir DIR             the folder the school's system writes its exports to
  --url URL             the server, such as https://throughline.example
  --secret-file FILE    holds src_…:whsec_…, as "npm run admin -- source" gives it
  --watch               goes on watching; without it, sends what is there and ends

  --source-id ID        the source, where the secret file names none
  --kind KIND           what every file holds: incidents, attendance, pupils or contacts
  --kind PATTERN=KIND   the same for files whose path fits, such as "marks*.csv=attendance" (may be repeated)
  --source SYSTEM       the system that wrote the files, such as cpoms
  --source PATTERN=SYSTEM
  --full PATTERN        incident files that hold everything their source has, such as "full/*" or "*": what was sent
                        before and is missing from one is asked about, never deleted (may be repeated)
  --poll SECONDS        how often the folder is looked at (10)
  --settle SECONDS      how long a file must stay unchanged to count as whole (3)
  --part-bytes BYTES    largest part that is sent at once (4194304)
  --report-within SECONDS   without --watch: how long to wait for the outcome of the rows (60)
  --retry-for SECONDS   without --watch: how long to go on trying while the server is away (259200, three days)
  --allow-http          sends without TLS to another machine; for trials on made-up data only

Without --kind, sub-folders and file names that say incidents, attendance, pupils or contacts decide, then what is
in the file. Files that were taken go to DIR/sent, others to DIR/rejected, each with a report beside it.
HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are honoured.
Ends with 0 when everything was taken, 2 on bad usage, a refused secret or a rejected file, 1 when the server
could not be reached in time. Run it again whenever: nothing is lost and nothing sent twice.
`;

const LARGEST_PART_BYTES = 10 * 1024 * 1024;
const SMALLEST_PART_BYTES = 1024;

/**
 * Reads the command line.
 * @returns the settings, or `help` when that is asked for
 * @throws {BadUsage} naming the option that is wrong and what is expected
 */
export function parseSettings(args: readonly string[]): Settings | 'help' {
  const values = readOptions(args);
  if (values.help) return 'help';
  const sourceId = values['source-id'];
  if (sourceId !== undefined && !/^src_[\w-]{1,40}$/.test(sourceId)) {
    throw new BadUsage('--source-id: expected an id such as src_…');
  }
  return {
    dir: resolve(required('--dir', values.dir)),
    url: parseUrl(required('--url', values.url), values['allow-http']),
    secretFile: resolve(required('--secret-file', values['secret-file'])),
    ...(sourceId === undefined ? {} : { sourceId }),
    watch: values.watch,
    rules: parseRules(values.kind ?? [], values.source ?? [], values.full ?? []),
    pollMs: 1000 * number('--poll', values.poll, [0.05, 3600]),
    settleMs: 1000 * number('--settle', values.settle, [0.05, 3600]),
    partBytes: number('--part-bytes', values['part-bytes'], [SMALLEST_PART_BYTES, LARGEST_PART_BYTES]),
    reportWithinMs: 1000 * number('--report-within', values['report-within'], [0, 86_400]),
    retryForMs: 1000 * number('--retry-for', values['retry-for'], [0, 30 * 86_400]),
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new BadUsage(`${name}: expected; --help tells the options`);
  return value;
}

function number(name: string, text: string, [smallest, largest]: readonly [number, number]): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(value >= smallest && value <= largest)) {
    throw new BadUsage(`${name}: expected a number from ${smallest} to ${largest}`);
  }
  return value;
}

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Children's records do not cross a network in the clear: http:// is for this machine, or when insisted on. */
function parseUrl(text: string, allowHttp: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username || url.search) {
    throw new BadUsage('--url: expected an address such as https://throughline.example');
  }
  if (url.protocol === 'http:' && !THIS_MACHINE.test(url.hostname) && !allowHttp) {
    throw new BadUsage(
      '--url: expected https:// (--allow-http sends without TLS, for trials on made-up data)',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/(\/webhooks\/v1)?\/*$/, '');
}
