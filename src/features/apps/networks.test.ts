import { expect, it } from 'vitest'
import { appChangeSchema } from '#contract/apps'
import { isNetwork, networksOf } from './networks.ts'

it.each([
  ['192.0.2.7', true],
  ['192.0.2.0/24', true],
  ['2001:db8::1', true],
  ['2001:db8::/32', true],
  ['192.0.2', false],
  ['192.0.2.0/33', false],
  ['2001:db8::/129', false],
  ['example.com', false],
  ['192.0.2.0/', false],
])('%s is a network: %s, to the server as well', (text, good) => {
  expect(isNetwork(text)).toBe(good)
  expect(appChangeSchema.safeParse({ allowedNetworks: [text] }).success).toBe(good)
})

it('takes a line or a word each, once', () => {
  expect(networksOf(' 192.0.2.7\n192.0.2.8, 192.0.2.7;')).toEqual(['192.0.2.7', '192.0.2.8'])
})
