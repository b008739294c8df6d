import { publicUrlFor, type Configuration } from '../../domain/configuration.ts';
import type { DigestReader } from '../../domain/digest/digestReader.ts';

/**
 * The address of a page for those who are sent something, or undefined where nobody elsewhere could open it: mail
 * needs a `PUBLIC_URL`, a file in the outbox is read on this machine.
 * @param path without a leading slash; empty for where people begin
 */
export function linkTo(configuration: Configuration, path: string): string | undefined {
  const { publicUrl, mail, port } = configuration;
  if (publicUrl === undefined && (mail.kind !== 'outbox' || port === 0)) return undefined;
  return path === '' ? publicUrlFor(configuration, port) : `${publicUrlFor(configuration, port)}/${path}`;
}

/**
 * The address of a digest's own page. A trust's lead may open one only where every school of it shares what staff
 * write, and is led to where they begin.
 */
export function linkToDigest(
  configuration: Configuration,
  { role }: Pick<DigestReader, 'role'>,
  digestId: string,
): string | undefined {
  return linkTo(configuration, role === 'trust-lead' ? '' : `digests/${digestId}`);
}
