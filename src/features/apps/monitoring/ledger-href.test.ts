import { expect, it } from 'vitest'
import { ledgerHref } from './ledger-href.ts'

it('leads to the calls of the app, the mode and the days', () => {
  const behind = { app: 'a1', mode: 'sandbox', from: '2026-11-20', to: '2026-11-21' } as const
  const days = 'app=a1&mode=sandbox&from=2026-11-20&to=2026-11-21&kind=call'
  expect(ledgerHref(behind)).toBe(`/usage/ledger?${days}`)
  expect(ledgerHref({ ...behind, failed: true })).toBe(`/usage/ledger?${days}&failed=true`)
  expect(ledgerHref({ ...behind, outcome: 'not-sent' })).toBe(`/usage/ledger?${days}&outcome=not-sent`)
})
