import { createHash } from 'node:crypto';

/**
 * A key that two children of one address share, out of which the address cannot be read: a hint that they may
 * be one household, which counts for nothing until somebody confirms it.
 * @returns undefined when there is neither a property number nor a postcode with a house
 */
export function addressKeyOf(address: {
  readonly uprn?: string | undefined;
  readonly postcode?: string | undefined;
  readonly house?: string | undefined;
}): string | undefined {
  const squeezed = (text: string | undefined) => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  const uprn = squeezed(address.uprn).replace(/^0+/, '');
  const [postcode, house] = [squeezed(address.postcode), squeezed(address.house)];
  if (uprn === '' && (postcode === '' || house === '')) return undefined;
  const parts = uprn === '' ? ['place', postcode, house] : ['uprn', uprn];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
