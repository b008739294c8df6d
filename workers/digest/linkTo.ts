import { publicUrlFor, type Configuration } from '../../domain/configuration.ts';

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
