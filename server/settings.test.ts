import { describe, expect, test } from 'vitest'
import { ProblemError } from './contract/problem.ts'
import { originsOf, readSettings } from './settings.ts'

describe('what the environment says', () => {
  test('nothing means loopback, embedded, on disk', () => {
    expect(readSettings({ HOST: '', PORT: ' ' })).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      databaseUrl: undefined,
      objectStoreUrl: undefined,
      token: undefined,
      publicUrl: undefined,
    })
  })

  test.each([
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '1e3'],
    ['HOST', 'http://localhost'],
    ['HOST', '1.2.3'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://user:hunter2@host/db'],
    ['PUBLIC_URL', 'console.example.com'],
    ['PUBLIC_URL', 'https://console.example.com/path'],
    ['PUBLIC_URL', 'ftp://console.example.com'],
    ['FIELDPROOF_TOKEN', 'hunter2 and more'],
  ])('%s=%s is one sentence, without secrets', (name, value) => {
    const read = () => readSettings({ [name]: value })
    expect(read).toThrow(ProblemError)
    expect(read).toThrow(new RegExp(`^${name} must .*\\.$`))
    expect(read).not.toThrow(/hunter2/)
  })
})

describe('the origins that are answered', () => {
  test('the three names of this machine, and HOST', () => {
    expect(originsOf({ host: '127.0.0.1', publicUrl: undefined }, 8787)).toEqual([
      'http://127.0.0.1:8787',
      'http://localhost:8787',
      'http://[::1]:8787',
    ])
    expect(originsOf({ host: 'scans.office', publicUrl: undefined }, 80)[0]).toBe('http://scans.office')
    expect(originsOf({ host: '::1', publicUrl: undefined }, 1)[0]).toBe('http://[::1]:1')
  })

  test('PUBLIC_URL comes first: that is where links lead', () => {
    expect(originsOf({ host: '127.0.0.1', publicUrl: 'https://console.example.com' }, 8787)[0]).toBe(
      'https://console.example.com',
    )
  })

  test('a wildcard is no name to be called by', () => {
    const origins = originsOf({ host: '0.0.0.0', publicUrl: undefined }, 8787)
    expect(origins).toContain('http://127.0.0.1:8787')
    expect(origins).not.toContain('http://0.0.0.0:8787')
  })
})
