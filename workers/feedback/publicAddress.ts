import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that a message to a sender never goes to unless a deployment allows it: whoever sets up a source
 * must not make this server knock on doors inside its own network. Source: the IANA special-purpose address
 * registries (RFC 6890 and its updates).
 */
const PRIVATE = new BlockList();
const V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
for (const [network, prefix] of V4) PRIVATE.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only global unicast is public, and of that not what is set aside or carries an IPv4 address within. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
const V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
for (const [network, prefix] of V6) PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Whether an address (not a name) is one of the public internet's. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !PRIVATE.check(address, 'ipv4');
    case 6:
      return PUBLIC_V6.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The name leads to an address that is not of the public internet. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'refused-address';
}

/**
 * Resolves a name, and refuses it when any of its addresses is private. It stands where the connection is
 * made, so that the address that was looked at is the one that is connected to.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) {
      callback(error, '', 0);
      return;
    }
    if (found.length === 0 || found.some(({ address }) => !isPublicAddress(address))) {
      callback(new AddressRefused('a private address'), '', 0);
      return;
    }
    if (options.all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 0);
  });
};
