import ipaddr from 'ipaddr.js'

/** An address, or a network in CIDR notation; IPv4 or IPv6. */
export function isNetwork(text: string): boolean {
  if (!text.includes('/')) return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
  const [address = ''] = text.split('/', 1)
  return ipaddr.isValidCIDR(text) && (ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))
}

/** What was typed, a line or a word each. */
export function networksOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/u).filter((word) => word !== ''))]
}
