import { access, rename, writeFile } from 'node:fs/promises';
import { writeSecretLine } from '../../domain/webhooks/secretFile.ts';
import { BadUsage } from './runScript.ts';

/**
 * Asks, before a secret is made, that there is somewhere to put it.
 * @throws {BadUsage} when there is a file of that name already: it may hold another source's secret
 */
export async function expectNoFile(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (there) throw new BadUsage('--secret-file: expected a file that is not there yet');
}

/**
 * Shows a secret once, or writes it where only this user can read it, in the form the forwarder wants.
 * @param path a file, replaced whole when it is there
 * @returns the lines to show
 */
export async function handOverSecret(
  sourceId: string,
  secret: string,
  path: string | undefined,
): Promise<string[]> {
  const line = writeSecretLine(sourceId, secret);
  const keep = 'Keep it where only the sending system can read it.';
  if (path === undefined) {
    return [`secret: ${secret}`, `secret file: ${line}`, `The secret is shown this once. ${keep}`];
  }
  const aside = `${path}.new`;
  await writeFile(aside, `${line}\n`, { mode: 0o600, flag: 'wx' });
  await rename(aside, path);
  return [`The secret is in ${path} and is not shown. ${keep}`];
}
