import ipaddr from 'ipaddr.js'
import { ProblemError } from '../contract/problem.ts'
import type { AppRow } from './apps.ts'

type Rules = Pick<AppRow, 'id' | 'enabled' | 'allowedNetworks' | 'callsPerMinute'>

function refuse(code: string, title: string, status: 403 | 429, action: string): ProblemError {
  return new ProblemError({ title, status, code, action, retryable: status === 429, whoseFault: 'caller' })
}

function isWithin(address: string, network: string): boolean {
  const given = ipaddr.process(address)
  const [range, bits] = network.includes('/')
    ? ipaddr.parseCIDR(network)
    : [ipaddr.process(network), ipaddr.process(network).kind() === 'ipv4' ? 32 : 128]
  return given.kind() === range.kind() && given.match([range, bits] as [ipaddr.IPv4, number])
}

/** Whether an app may call a capability: `provider/capability` or `provider/*` is on its list. */
export function isEnabled(enabled: readonly string[], provider: string, capability: string): boolean {
  return enabled.includes(`${provider}/*`) || enabled.includes(`${provider}/${capability}`)
}

/**
 * Whoever has a key and a secret that leaked may neither call with them from elsewhere nor read what the app had read.
 * @param address the caller's, as the socket says
 * @throws {ProblemError} `app-address-refused`
 */
export function demandAddress(app: Pick<Rules, 'allowedNetworks'>, address: string | undefined): void {
  const isAllowed =
    app.allowedNetworks.length === 0 ||
    (address !== undefined && app.allowedNetworks.some((network) => isWithin(address, network)))
  if (isAllowed) return
  const action = 'Have an administrator add the address to the app.'
  throw refuse('app-address-refused', 'The app may not be used from this address', 403, action)
}

/** Holds the calls of apps against their own rules. One a server: the rate is counted in memory. */
export interface AppAdmission {
  /**
   * @param address the caller's, as the socket says
   * @throws {ProblemError} `app-address-refused`, `app-capability-not-enabled`, `app-rate-limited`
   */
  admit(app: Rules, call: { provider: string; capability: string; address: string | undefined; now: Date }): void
}

const minuteMs = 60_000

export function createAppAdmission(): AppAdmission {
  /** The moments of the last minute's calls, by app. */
  const calls = new Map<string, number[]>()
  return {
    admit(app, { provider, capability, address, now }) {
      demandAddress(app, address)
      if (!isEnabled(app.enabled, provider, capability)) {
        const action = 'Have an administrator enable it for the app.'
        throw refuse('app-capability-not-enabled', 'The app has not enabled this capability', 403, action)
      }
      if (app.callsPerMinute === null) return
      const recent = (calls.get(app.id) ?? []).filter((moment) => now.getTime() - moment < minuteMs)
      if (recent.length >= app.callsPerMinute) {
        throw refuse('app-rate-limited', 'The app has made its calls of this minute', 429, 'Wait a minute.')
      }
      calls.set(app.id, [...recent, now.getTime()])
    },
  }
}
