/**
 * Hosts that a redirect must not lead to: whoever names an address means that server, and not what is behind the wall of the
 * network in which a worker stands.
 */
import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Of IANA's special-purpose registries (RFC 6890): this host, private, shared, link-local and unique local. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6');
}

/** Code of the error for a host that is not spoken to. */
export const PRIVATE_HOST = 'ERR_PRIVATE_HOST';

/** Whether an IP address is of a network of its own; an IPv4 address in IPv6 counts as what it is. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && PRIVATE.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** Whether the host of a URL is a private address itself; names are judged when they are looked up. */
export function isPrivateHost({ hostname }: URL): boolean {
  return isPrivateAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/** Looks a name up, and refuses it where any of its addresses is private: the connection is made to what was looked at. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const found: LookupAddress[] = error === null ? addresses : [];
    const [first] = found;
    const refused =
      error ??
      (first === undefined || found.some(({ address }) => isPrivateAddress(address))
        ? Object.assign(new Error('a private address'), { code: PRIVATE_HOST })
        : null);
    if (refused !== null || first === undefined) callback(refused, []);
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
