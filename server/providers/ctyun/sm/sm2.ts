import { sm2 } from 'sm-crypto-v2'

/** Where the 32 bytes of the check value C3 stand (PROTOCOLS.md, 6.3: the document's text and its code disagree). */
export type Sm2Layout = 'C1C2C3' | 'C1C3C2'

export const sm2Layouts: readonly Sm2Layout[] = ['C1C2C3', 'C1C3C2']

const modeOf = { C1C2C3: 0, C1C3C2: 1 } as const

/** C1 without its leading 04, and C3. */
const overheadBytes = 96

/**
 * SM2 encryption: 04, C1, then C2 and C3 in the order of the layout; 97 bytes longer than the plaintext. It is randomised.
 * @param point hex of the public key's uncompressed point @throws {RangeError} for an empty plaintext, which SM2 of BouncyCastle refuses as well
 */
export function sm2Encrypt(plaintext: Uint8Array, point: string, layout: Sm2Layout): Buffer {
  if (plaintext.byteLength === 0) throw new RangeError('SM2 encrypts no empty text')
  return Buffer.from(`04${sm2.doEncrypt(plaintext, point, modeOf[layout])}`, 'hex')
}

/** C1 || C2 || C3 without the 04 that most write in front of C1 and sm-crypto-v2 does not: one or two readings of the same bytes. */
function bodiesOf(ciphertext: Uint8Array): Buffer[] {
  const bytes = Buffer.from(ciphertext)
  const bodies = bytes[0] === 0x04 ? [bytes.subarray(1), bytes] : [bytes]
  return bodies.filter((body) => body.byteLength > overheadBytes)
}

/** Null when C3 does not match, or C1 is no point of the curve: then it was another layout, another key, or no ciphertext. */
function readAs(layout: Sm2Layout, body: Buffer, privateKey: string): Buffer | null {
  try {
    const plaintext = sm2.doDecrypt(body.toString('hex'), privateKey, modeOf[layout], { output: 'array' })
    return plaintext.length > 0 ? Buffer.from(plaintext) : null
  } catch {
    return null
  }
}

/**
 * SM2 decryption. C3 tells a right reading from a wrong one, so several layouts can be tried, each with and without the leading 04.
 * @param privateKey hex, 32 bytes @throws {RangeError} when no reading has a matching C3
 */
export function sm2Decrypt(
  ciphertext: Uint8Array,
  privateKey: string,
  layouts: readonly Sm2Layout[] = sm2Layouts,
): { plaintext: Buffer; layout: Sm2Layout } {
  for (const body of bodiesOf(ciphertext)) {
    for (const layout of layouts) {
      const plaintext = readAs(layout, body, privateKey)
      if (plaintext !== null) return { plaintext, layout }
    }
  }
  throw new RangeError('The SM2 ciphertext cannot be decrypted')
}
