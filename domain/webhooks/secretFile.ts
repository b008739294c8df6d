/** Who is sending: the source, where it is named, and the secrets its messages are signed with. */
export interface SendingCredentials {
  /** Absent in a file that holds a secret alone; a deployment with few sources finds the source by its secret. */
  readonly sourceId?: string;
  /** One, or two while one is being rotated out. */
  readonly secrets: readonly [string, ...string[]];
}

const SOURCE_ID = /(?<![\w-])src_[\w-]{1,40}/g;
const SECRET = /whsec_([A-Za-z0-9+/]+={0,2})/g;
/** The Standard Webhooks specification asks for 24 to 64 bytes. */
const FEWEST_SECRET_BYTES = 24;

/**
 * Reads a secret file: `src_…:whsec_…` on one line, the two on lines of their own with or without a word
 * before them, or a secret alone. A line that begins with `#` is a remark.
 * @returns the credentials, or what is wrong with the file, which never repeats any of it
 */
export function parseSecretFile(text: string): SendingCredentials | { readonly problem: string } {
  const lines = text.replaceAll(/^\s*#.*$/gm, '');
  const sourceIds = [...new Set([...lines.matchAll(SOURCE_ID)].map(([id]) => id))];
  const secrets = [...new Set([...lines.matchAll(SECRET)].map(([secret]) => secret))];
  const [first, ...more] = secrets;
  if (first === undefined) return { problem: 'holds no secret: a line src_…:whsec_… is expected' };
  if (sourceIds.length > 1) return { problem: 'names more than one source' };
  if (secrets.some((secret) => Buffer.from(secret.slice(6), 'base64').length < FEWEST_SECRET_BYTES)) {
    return { problem: 'holds a secret that is cut short' };
  }
  const [sourceId] = sourceIds;
  return { ...(sourceId === undefined ? {} : { sourceId }), secrets: [first, ...more] };
}

/** The one line of a secret file. */
export function writeSecretLine(sourceId: string, secret: string): string {
  return `${sourceId}:${secret}`;
}
