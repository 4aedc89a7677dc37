import { lookup as systemLookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

/** Services that hand a cloud machine its own keys: Azure, Alibaba Cloud, and Amazon's over IPv6. The others' are link-local. */
const metadataAddresses = new Set(['168.63.129.16', '100.100.100.200', 'fd00:ec2::254'])

/** An administrator's receiver may stand in the same house: private networks and this machine are allowed. */
const reachable = new Set(['unicast', 'private', 'loopback', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Whether a webhook may be sent to an address. The administrator says where, and may mean a machine of their own network; but never the addresses at which
 * clouds hand out credentials, never link-local ones, nor those that are nobody's own (multicast, broadcast, unspecified, tunnels).
 */
export function mayReceive(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const parsed = ipaddr.parse(text)
  const address = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
  return reachable.has(address.range()) && !metadataAddresses.has(address.toString())
}

/** What is wrong with an address to send to. */
export type AddressFault =
  | 'webhook-url-invalid'
  | 'webhook-url-scheme'
  | 'webhook-url-credentials'
  | 'webhook-address-refused'

export class AddressError extends Error {
  readonly code: AddressFault | 'webhook-host-not-found'
  constructor(code: AddressFault | 'webhook-host-not-found', options?: ErrorOptions) {
    super(code, options)
    this.name = 'AddressError'
    this.code = code
  }
}

/** The form of it, and its host where that is an address. @throws {AddressError} */
export function checkUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AddressError('webhook-url-invalid')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AddressError('webhook-url-scheme')
  if (url.username !== '' || url.password !== '') throw new AddressError('webhook-url-credentials')
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  if (ipaddr.isValid(host) && !mayReceive(host)) throw new AddressError('webhook-address-refused')
  return url
}

export type Lookup = (hostname: string) => Promise<readonly string[]>

const allAddresses: Lookup = async (hostname) =>
  (await systemLookup(hostname, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * The address to connect to, looked up anew for every attempt; the connection is made to this one, whatever the name means a moment later.
 * @throws {AddressError} when any of a name's addresses may not receive: one that mixes them is made to slip through
 */
export async function addressOf(url: URL, lookup: Lookup = allAddresses): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  const addresses = ipaddr.isValid(host)
    ? [host]
    : await lookup(host).catch((error: unknown) => {
        throw new AddressError('webhook-host-not-found', { cause: error })
      })
  const [first] = addresses
  if (first === undefined) throw new AddressError('webhook-host-not-found')
  if (!addresses.every(mayReceive)) throw new AddressError('webhook-address-refused')
  return first
}
