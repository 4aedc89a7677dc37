import { createHash, createHmac, getHashes } from 'node:crypto'
import { sm3 as javaScriptSm3 } from 'sm-crypto-v2'

/** The hash SM3 (32 bytes) and the HMAC over it; a key of any length. */
export interface Sm3 {
  hash(data: Uint8Array): Buffer
  hmac(key: Uint8Array, data: Uint8Array): Buffer
}

const openSsl: Sm3 = {
  hash: (data) => createHash('sm3').update(data).digest(),
  hmac: (key, data) => createHmac('sm3', key).update(data).digest(),
}

const blockBytes = 64

/** In plain JavaScript, for platforms whose OpenSSL was built without SM3. The HMAC (RFC 2104) is ours, since keys may be longer than a block. */
export const portableSm3: Sm3 = {
  hash: (data) => Buffer.from(javaScriptSm3(data), 'hex'),
  hmac(key, data) {
    const short = key.byteLength > blockBytes ? portableSm3.hash(key) : key
    const block = Buffer.alloc(blockBytes)
    block.set(short)
    const padded = (byte: number) => Buffer.from(block.map((value) => value ^ byte))
    const inner = portableSm3.hash(Buffer.concat([padded(0x36), data]))
    return portableSm3.hash(Buffer.concat([padded(0x5c), inner]))
  },
}

export const sm3: Sm3 = getHashes().includes('sm3') ? openSsl : portableSm3
