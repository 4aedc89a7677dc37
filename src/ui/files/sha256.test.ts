import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Sha256 } from './sha256.ts'

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('SHA-256', () => {
  it('equals the examples of FIPS 180-4', () => {
    const of = (text: string) => new Sha256().update(new TextEncoder().encode(text)).digest()
    expect(of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(of('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('equals Node for every length around the block size, and in pieces of any size', () => {
    for (let length = 0; length <= 200; length += 1) {
      const bytes = new Uint8Array(randomBytes(length))
      const cut = Math.floor(length / 3)
      const hash = new Sha256()
        .update(bytes.subarray(0, cut))
        .update(bytes.subarray(cut, cut))
        .update(bytes.subarray(cut))
      expect(hash.digest()).toBe(expected(bytes))
    }
  })

  it('equals Node for a file of several pieces', () => {
    const bytes = new Uint8Array(randomBytes(3_000_001))
    const hash = new Sha256()
    for (let at = 0; at < bytes.length; at += 700_001) hash.update(bytes.subarray(at, at + 700_001))
    expect(hash.digest()).toBe(expected(bytes))
  })
})
