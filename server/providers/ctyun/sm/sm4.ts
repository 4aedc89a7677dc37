import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto'
import { sm4 as javaScriptSm4 } from 'sm-crypto-v2'

/** SM4 in ECB mode with PKCS#5 padding (PROTOCOLS.md, 6.3). Keys have 16 bytes; anything else throws a RangeError. */
export interface Sm4 {
  encrypt(plaintext: Uint8Array, key: Uint8Array): Buffer
  /** @throws when the length or the padding is wrong */
  decrypt(ciphertext: Uint8Array, key: Uint8Array): Buffer
}

const blockBytes = 16

/** The document also offers keys of 256 bits; SM4 has none (seed-facts/ctyun/common.json, `sm4-256`). */
function requireKey(key: Uint8Array): void {
  if (key.byteLength !== blockBytes) throw new RangeError('An SM4 key has 16 bytes')
}

const openSsl: Sm4 = {
  encrypt(plaintext, key) {
    requireKey(key)
    const cipher = createCipheriv('sm4-ecb', key, null)
    return Buffer.concat([cipher.update(plaintext), cipher.final()])
  },
  decrypt(ciphertext, key) {
    requireKey(key)
    const decipher = createDecipheriv('sm4-ecb', key, null)
    return Buffer.concat([decipher.update(ciphertext), decipher.final()])
  },
}

/** In plain JavaScript, for platforms whose OpenSSL was built without SM4. Its own unpadding takes a last byte of 0 or 200 for good, so ours is used. */
export const portableSm4: Sm4 = {
  encrypt(plaintext, key) {
    requireKey(key)
    const padding = blockBytes - (plaintext.byteLength % blockBytes)
    const padded = Buffer.concat([plaintext, Buffer.alloc(padding, padding)])
    return Buffer.from(javaScriptSm4.encrypt(padded, key, { output: 'array', padding: 'none' }))
  },
  decrypt(ciphertext, key) {
    requireKey(key)
    if (ciphertext.byteLength === 0 || ciphertext.byteLength % blockBytes !== 0) throw new RangeError('Wrong length')
    const options = { output: 'array', padding: 'none' } as const
    const padded = Buffer.from(javaScriptSm4.decrypt(ciphertext, key, options))
    const padding = padded.at(-1)!
    const isRight = padding >= 1 && padding <= blockBytes && padded.subarray(-padding).every((byte) => byte === padding)
    if (!isRight) throw new RangeError('Wrong padding')
    return padded.subarray(0, -padding)
  },
}

export const sm4: Sm4 = getCiphers().includes('sm4-ecb') ? openSsl : portableSm4
