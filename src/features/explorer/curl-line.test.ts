import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { quoted } from '../../ui/shell-word.ts'
import { curlLine } from './curl-line.ts'

/** What a real shell makes of a line: its words. */
function words(line: string): string[] {
  const script = `set -- ${line}\nfor word in "$@"; do printf '%s\\0' "$word"; done`
  const environment = { env: { PATH: process.env['PATH'], FIELDPROOF_TOKEN: 'secret' }, encoding: 'utf8' as const }
  return execFileSync('/bin/sh', ['-c', script], environment).split('\0').slice(0, -1)
}

it('is what curl needs, whatever is in the names', () => {
  const fileName = `it's "a" $(touch x) \`file\` 证.jpg`
  const order = { origin: 'http://127.0.0.1:8787', provider: 'cloud', capability: 'a.b', fileName }
  const given = words(curlLine({ ...order, parameters: { Side: "fa'ce & back" } }))
  expect(given[0]).toBe('curl')
  const url = new URL(given.find((word) => word.startsWith('http'))!)
  expect(url.pathname).toBe('/api/v1/recognitions')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    provider: 'cloud',
    capability: 'a.b',
    Side: "fa'ce & back",
    name: fileName,
  })
  expect(given).toContain('Authorization: Bearer secret')
  expect(given.at(-1)).toBe(`@${fileName}`)
})

it('quotes only what needs it', () => {
  expect([quoted('@card-1.jpg'), quoted('a b')]).toEqual(['@card-1.jpg', `'a b'`])
})
