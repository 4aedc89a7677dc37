import { getConnInfo } from '@hono/node-server/conninfo'
import ipaddr from 'ipaddr.js'
import type { Context } from 'hono'

/** The caller's address as its socket says, an IPv4 one in its own form; tests of the bare application have none. */
export function callerAddress(c: Context): string | undefined {
  try {
    const { address } = getConnInfo(c).remote
    return address !== undefined && ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
  } catch {
    return undefined
  }
}
