import { sm2 } from 'sm-crypto-v2'

interface Element {
  tag: number
  content: Uint8Array
}

const sequence = 0x30
const integer = 0x02
const bitString = 0x03
const octetString = 0x04
const objectIdentifier = 0x06

/** id-ecPublicKey, 1.2.840.10045.2.1 */
const ecPublicKey = '2a8648ce3d0201'
/** sm2p256v1, 1.2.156.10197.1.301 */
const sm2Curve = '2a811ccf5501822d'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The elements of a DER encoding (X.690, definite lengths of up to two bytes). @throws {RangeError} when it breaks off */
function elementsOf(bytes: Uint8Array): Element[] {
  const elements: Element[] = []
  let at = 0
  while (at < bytes.byteLength) {
    const tag = bytes[at]!
    const first = bytes[at + 1] ?? 0xff
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    if (lengthBytes > 2) throw new RangeError('The key is no DER encoding')
    let length = first
    if (lengthBytes > 0) length = parseInt(hex(bytes.subarray(at + 2, at + 2 + lengthBytes)), 16)
    const start = at + 2 + lengthBytes
    if (!(start + length <= bytes.byteLength)) throw new RangeError('The key breaks off')
    elements.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return elements
}

function child(bytes: Uint8Array, index: number, tag: number): Uint8Array {
  const element = elementsOf(bytes)[index]
  if (element?.tag !== tag) throw new RangeError('The key is not of the expected structure')
  return element.content
}

function requireSm2(algorithm: Uint8Array): void {
  const isSm2 =
    hex(child(algorithm, 0, objectIdentifier)) === ecPublicKey &&
    hex(child(algorithm, 1, objectIdentifier)) === sm2Curve
  if (!isSm2) throw new RangeError('The key is not of the curve sm2p256v1')
}

/** Bytes of a text that is exactly standard Base64 with padding, else null: Buffer.from would drop what does not belong. */
export function strictBase64(text: unknown): Buffer | null {
  if (typeof text !== 'string' || text === '') return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

export interface Sm2PublicKey {
  /** Hex of the uncompressed point: 04, X, Y (65 bytes). */
  point: string
  /** Hex, 32 bytes. */
  x: string
  y: string
  derBytes: number
}

function isOnCurve(point: string): boolean {
  try {
    return sm2.verifyPublicKey(point)
  } catch {
    return false
  }
}

/**
 * The point of a public key as the console shows it: Base64 of X.509 SubjectPublicKeyInfo in DER (PROTOCOLS.md, 6.3). White space is ignored.
 * @throws {RangeError} for anything else, a point that is not on the curve included
 */
export function readSm2PublicKey(publicKey: string): Sm2PublicKey {
  const der = strictBase64(publicKey.replaceAll(/\s/g, ''))
  if (der === null) throw new RangeError('The key is not Base64')
  const info = child(der, 0, sequence)
  requireSm2(child(info, 0, sequence))
  const bits = child(info, 1, bitString)
  const point = hex(bits.subarray(1))
  if (bits[0] !== 0 || !/^04[\da-f]{128}$/.test(point) || !isOnCurve(point)) {
    throw new RangeError('The key is no point of the curve sm2p256v1')
  }
  return { point, x: point.slice(2, 66), y: point.slice(66), derBytes: der.byteLength }
}

/** What stands before the point in the DER of every SM2 public key: SEQUENCE, the algorithm's two identifiers, BIT STRING. */
const publicKeyHead = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** A public key as the console shows it. @param point hex of the uncompressed point */
export function writeSm2PublicKey(point: string): string {
  return Buffer.from(publicKeyHead + point, 'hex').toString('base64')
}

/** The private key, 32 bytes in hex, of PKCS#8 in DER (Base64). @throws {RangeError} */
export function readSm2PrivateKey(privateKey: string): string {
  const der = strictBase64(privateKey.replaceAll(/\s/g, ''))
  if (der === null) throw new RangeError('The key is not Base64')
  const info = child(der, 0, sequence)
  child(info, 0, integer)
  requireSm2(child(info, 1, sequence))
  const ecPrivateKey = child(child(info, 2, octetString), 0, sequence)
  return hex(child(ecPrivateKey, 1, octetString)).padStart(64, '0')
}
