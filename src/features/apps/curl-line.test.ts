import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { curlLine, neededParameters } from './curl-line.ts'

it('is what curl needs, with the secret from the environment', () => {
  const order = {
    origin: 'http://127.0.0.1:8787',
    appKey: 'ab12',
    provider: 'local',
    capability: 'id-card',
    parameters: { Side: 'face' },
  }
  const line = curlLine({ ...order, fileName: `it's a card.jpg` })
  const script = `set -- ${line}\nfor word in "$@"; do printf '%s\\0' "$word"; done`
  const env = { PATH: process.env['PATH'], FIELDPROOF_APP_SECRET: 'the secret' }
  const words = execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1)
  expect(words[0]).toBe('curl')
  expect(words.slice(words.indexOf('-u')).slice(0, 2)).toEqual(['-u', 'ab12:the secret'])
  expect(words.at(-1)).toBe(`@it's a card.jpg`)
  const url = new URL(words.find((word) => word.startsWith('http'))!)
  const named = { provider: 'local', capability: 'id-card', Side: 'face', name: `it's a card.jpg` }
  expect(Object.fromEntries(url.searchParams)).toEqual(named)
})

it('names what the capability cannot do without', () => {
  const parameter = { type: 'enum', label: { en: '', zh: '' }, required: true } as const
  const parameters = [
    { ...parameter, name: 'Side', values: ['face', 'back'] },
    { ...parameter, name: 'usual', default: '1' },
    { ...parameter, name: 'free', required: false },
  ]
  expect(neededParameters({ parameters })).toEqual({ Side: 'face' })
})
