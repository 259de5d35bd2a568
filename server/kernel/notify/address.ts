import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that are nobody's on the open internet: a webhook must not become a way into the network that it is sent from. */
const INNER = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  INNER.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  // With an IPv4 address at its end, as is or by way of a translator or relay.
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fec0::', 10],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  INNER.addSubnet(net, bits, 'ipv6');
}

/** `address` is an IP address in text; IPv4 inside IPv6 counts as what it is. */
export function isPrivate(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return INNER.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** What is wrong with the address of a webhook as it is written; what its name leads to is looked at when it is called. */
export function addressProblem(url: string, allowPrivate: boolean): string | null {
  const parsed = URL.parse(url);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return 'http or https only';
  if (parsed.username || parsed.password) return 'no name or password in the address';
  if (allowPrivate) return null;
  const host = hostOf(parsed);
  if (isIP(host) ? isPrivate(host) : /(^|\.)(localhost|local|internal)\.?$/i.test(host)) return 'a private address';
  return null;
}

/** Without the brackets that an IPv6 address wears. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Refuses a name that leads inside, at the moment of connecting, so that a name cannot change its mind in between. */
export const openLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const inner = found?.find(({ address }) => isPrivate(address));
    const problem = error ?? (inner ? new Error(`${host} leads to the private address ${inner.address}`) : null);
    if (problem) callback(problem, '', 4);
    else if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
  });
};
