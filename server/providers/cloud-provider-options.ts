/** What every cloud's provider is given beside its own settings. */
export interface CloudProviderOptions {
  mode: 'sandbox' | 'live'
  fetch: typeof globalThis.fetch
  clock: () => Date
  /** Makes request ids and nonces. */
  uuid: () => string
  /** 0..1, for jitter. */
  random?: () => number
  /** Tests put their own in place, so that nothing waits. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}
