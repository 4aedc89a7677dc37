import ipaddr from 'ipaddr.js'

/** Services of clouds for their own machines that have a public address: Azure's is the one that no range tells. */
const metadataAddresses = new Set(['168.63.129.16'])

const nat64 = ipaddr.IPv6.parse('64:ff9b::')
const globalUnicast = ipaddr.IPv6.parse('2000::')

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !metadataAddresses.has(address.toString())
}

function embeddedV4(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}

/**
 * Whether an address is of the public internet: none that leads back to this machine, to its network or its cloud's metadata, in IPv4, in IPv6, or
 * in IPv4 wrapped into IPv6 (mapped, and NAT64 of RFC 6052, behind which the wrapped address counts). Tunnels (6to4, Teredo) are refused as a whole:
 * where they lead is for the relay to say. What is no address at all is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (address instanceof ipaddr.IPv4) return isPublicV4(address)
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address())
  if (address.match(nat64, 96)) return isPublicV4(embeddedV4(address))
  // Outside 2000::/3 nothing is assigned for the public, whatever a list of exceptions forgets.
  return address.range() === 'unicast' && address.match(globalUnicast, 3)
}
