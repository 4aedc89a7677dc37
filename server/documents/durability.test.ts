import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runKillRounds } from './kill-rounds.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'fieldproof-kill-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** The full fifty rounds are `npm run kill-test`. */
test('a few SIGKILLs under a load of corrections lose no acknowledged one', { timeout: 400_000 }, async () => {
  // Not while starting: each of the rounds shall have something to lose.
  let turn = 0
  const random = () => [0.5, 0.9, 0.5, 0.3, 0.5, 0.6][turn++ % 6]!
  const { kills, acknowledged, missing } = await runKillRounds({ rounds: 3, dataDir, random })
  expect(missing).toEqual([])
  expect(kills).toBe(3)
  expect(acknowledged).toBeGreaterThanOrEqual(15)
})
