import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createVault } from './vault.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fieldproof-vault-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('the vault', () => {
  test('opens after a restart what it sealed, for its owner alone, and never seals alike', async () => {
    const sealed = await createVault(dataDir).seal('9df7…c7', 'app-1')
    expect(sealed).not.toContain('9df7')
    const restarted = createVault(dataDir)
    expect(await restarted.open(sealed, 'app-1')).toBe('9df7…c7')
    expect(await restarted.open(sealed, 'app-2')).toBeUndefined()
    expect(await restarted.seal('9df7…c7', 'app-1')).not.toBe(sealed)
  })

  test('does not open what was altered, cut off or sealed elsewhere', async () => {
    const vault = createVault(dataDir)
    const sealed = await vault.seal('secret', 'app-1')
    const altered = Buffer.from(sealed, 'base64')
    altered[altered.length - 1]! ^= 1
    const elsewhere = await mkdtemp(join(tmpdir(), 'fieldproof-vault-'))
    for (const text of [altered.toString('base64'), sealed.slice(0, 20), '']) {
      expect(await vault.open(text, 'app-1')).toBeUndefined()
    }
    expect(await createVault(elsewhere).open(sealed, 'app-1')).toBeUndefined()
    await rm(elsewhere, { recursive: true, force: true })
  })

  test('keeps its secret where nobody else can read it, and makes none before it is needed', async () => {
    const vault = createVault(dataDir)
    const secret = join(dataDir, 'server.secret')
    await expect(stat(secret)).rejects.toThrow('ENOENT')
    await vault.seal('secret', 'app-1')
    expect((await stat(secret)).mode & 0o777).toBe(0o600)
  })
})
