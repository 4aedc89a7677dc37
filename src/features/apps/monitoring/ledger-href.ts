import type { Mode } from '#contract/result'
import type { Period } from '../../../api/apps.ts'

/** The calls behind a figure: of an app, in one mode, over some days. */
export interface CallsBehind extends Period {
  app: string
  mode: Mode
  outcome?: string
  /** Only those that came to nothing. */
  failed?: true
}

/** Where the account shows them. */
export function ledgerHref({ app, mode, from, to, outcome, failed }: CallsBehind): string {
  const query = new URLSearchParams({ app, mode, from, to, kind: 'call' })
  if (outcome !== undefined) query.set('outcome', outcome)
  if (failed) query.set('failed', 'true')
  return `/usage/ledger?${query}`
}
