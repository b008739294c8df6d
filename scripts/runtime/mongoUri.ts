const SHAPE = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** The database name in a MongoDB address, or undefined when it names none. */
export function databaseNameIn(uri: string): string | undefined {
  const name = SHAPE.exec(uri)?.[2];
  return name === undefined || name === '' ? undefined : decodeURIComponent(name);
}

/**
 * The same MongoDB address with another database name. A name in the address is also where the user is
 * looked up, unless `authSource` says otherwise, so what it was is kept as `authSource`.
 * @throws {RangeError} when the text is not a MongoDB address; the text, which may hold a password, is not quoted
 */
export function withDatabaseName(uri: string, name: string): string {
  const parts = SHAPE.exec(uri);
  if (parts === null) throw new RangeError('not a MongoDB address');
  const [, servers = '', before = '', options = ''] = parts;
  const query = options === '' ? [] : options.split('&');
  const needsAuthSource = servers.includes('@') && !query.some((option) => option.startsWith('authSource='));
  if (needsAuthSource) query.push(`authSource=${before === '' ? 'admin' : before}`);
  return `${servers}/${encodeURIComponent(name)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
