import type { CapabilityUsage } from '#contract/usage'

/**
 * Enabled: a call would be served. CTyun's console counts capabilities that were bought and free ones (seed-facts/ctyun/console.json, `overview.enabled`); to
 * these come those that are paid as they go, and the console's own engine.
 */
export function canBeCalled({ ready, state, payAsYouGo }: CapabilityUsage): boolean {
  if (!ready) return false
  return state === 'used-up' || state === 'expired' || state === 'not-bought' ? payAsYouGo : true
}
