import { sm2 } from 'sm-crypto-v2'
import { z } from 'zod'
import { AnswerAltered, freshKeys, openAnswer, sealBody } from '../envelope.ts'
import { readSm2PrivateKey, readSm2PublicKey } from '../sm/der.ts'
import { sm2Decrypt, sm2Encrypt, sm2Layouts } from '../sm/sm2.ts'
import { portableSm3, sm3 } from '../sm/sm3.ts'
import { portableSm4, sm4 } from '../sm/sm4.ts'
import { EnvelopeRefused, openEnvelope, sealAnswer } from '../stand-in/open-envelope.ts'

const layout = z.enum(['C1C2C3', 'C1C3C2'])
const pair = z.object({
  privateKeyHex: z.string().optional(),
  privateKeyPkcs8: z.string().optional(),
  publicKeySpki: z.string().optional(),
})
const answerKeys = { sm4KeyHex: z.string(), hashKeyHex: z.string(), response: z.record(z.string(), z.unknown()) }

const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('public-key'),
    inputs: z.object({ publicKeySpki: z.string() }),
    expected: z.object({
      x: z.string().optional(),
      y: z.string().optional(),
      point: z.string().optional(),
      derBytes: z.number().optional(),
    }),
  }),
  z.object({
    kind: z.literal('private-key'),
    inputs: z.object({ privateKeyPkcs8: z.string() }),
    expected: z.object({ privateKeyHex: z.string(), x: z.string().optional(), y: z.string().optional() }),
  }),
  z.object({
    kind: z.literal('sm4-ecb-pkcs5'),
    inputs: z.object({ keyHex: z.string(), plaintextBase64: z.string() }),
    expected: z.object({ ciphertextBase64: z.string() }),
  }),
  z.object({
    kind: z.literal('hmac-sm3'),
    inputs: z.object({ keyHex: z.string(), dataBase64: z.string() }),
    expected: z.object({ macBase64: z.string(), sm3Hex: z.string().optional() }),
  }),
  z.object({
    kind: z.literal('sm2-decrypt'),
    inputs: pair.extend({ layout: layout.optional(), ciphertextBase64: z.string() }),
    expected: z.object({ plaintextHex: z.string() }),
  }),
  z.object({
    kind: z.literal('envelope-open'),
    inputs: pair.extend({ layout: layout.optional(), envelope: z.record(z.string(), z.unknown()) }),
    expected: z.object({ sm4KeyHex: z.string().optional(), hashKeyHex: z.string().optional(), bodyText: z.string() }),
  }),
  z.object({
    kind: z.literal('envelope-reject'),
    inputs: pair.extend({ envelope: z.unknown() }),
    expected: z.object({ error: z.string() }),
  }),
  z.object({
    kind: z.literal('response-open'),
    inputs: z.object(answerKeys),
    expected: z.object({ answerText: z.string() }),
  }),
  z.object({
    kind: z.literal('response-reject'),
    inputs: z.object(answerKeys),
    expected: z.object({ error: z.string() }),
  }),
])

type Vector = z.infer<typeof schema>
type Of<Kind extends Vector['kind']> = Extract<Vector, { kind: Kind }>

const bytesOf = (hex: string) => Buffer.from(hex, 'hex')

/** A sentence when the two differ. */
function compare(what: string, actual: unknown, expected: unknown): string[] {
  if (expected === undefined || actual === expected) return []
  return [`${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`]
}

function complain(isRight: boolean, complaint: string): string[] {
  return isRight ? [] : [complaint]
}

function secretOf({ privateKeyHex, privateKeyPkcs8 }: z.infer<typeof pair>): string {
  if (privateKeyHex !== undefined) return privateKeyHex.padStart(64, '0')
  if (privateKeyPkcs8 !== undefined) return readSm2PrivateKey(privateKeyPkcs8)
  throw new RangeError('the vector has no private key')
}

/** Hex of the uncompressed public point: as given, or made from the private key. */
function pointOf(inputs: z.infer<typeof pair>): string {
  if (inputs.publicKeySpki !== undefined) return readSm2PublicKey(inputs.publicKeySpki).point
  return sm2.getPublicKeyFromPrivateKey(secretOf(inputs))
}

function checkPublicKey({ inputs, expected }: Of<'public-key'>): string[] {
  const key: Record<string, string | number> = { ...readSm2PublicKey(inputs.publicKeySpki) }
  return Object.entries(expected).flatMap(([name, value]) => compare(name, key[name], value))
}

function checkPrivateKey({ inputs, expected }: Of<'private-key'>): string[] {
  const key = readSm2PrivateKey(inputs.privateKeyPkcs8)
  const point = sm2.getPublicKeyFromPrivateKey(key)
  return [
    ...compare('privateKeyHex', key, expected.privateKeyHex),
    ...compare('x', point.slice(2, 66), expected.x),
    ...compare('y', point.slice(66), expected.y),
  ]
}

function checkSm4({ inputs, expected }: Of<'sm4-ecb-pkcs5'>): string[] {
  const key = bytesOf(inputs.keyHex)
  const plaintext = Buffer.from(inputs.plaintextBase64, 'base64')
  const ciphertext = Buffer.from(expected.ciphertextBase64, 'base64')
  return Object.entries({ SM4: sm4, 'SM4 in JavaScript': portableSm4 }).flatMap(([name, cipher]) => [
    ...compare(`${name}: ciphertext`, cipher.encrypt(plaintext, key).toString('base64'), expected.ciphertextBase64),
    ...compare(`${name}: plaintext`, cipher.decrypt(ciphertext, key).toString('base64'), inputs.plaintextBase64),
  ])
}

function checkSm3({ inputs, expected }: Of<'hmac-sm3'>): string[] {
  const key = bytesOf(inputs.keyHex)
  const data = Buffer.from(inputs.dataBase64, 'base64')
  return Object.entries({ SM3: sm3, 'SM3 in JavaScript': portableSm3 }).flatMap(([name, hash]) => [
    ...compare(`${name}: HMAC`, hash.hmac(key, data).toString('base64'), expected.macBase64),
    ...compare(`${name}: hash`, hash.hash(data).toString('hex'), expected.sm3Hex),
  ])
}

function checkSm2({ inputs, expected }: Of<'sm2-decrypt'>): string[] {
  const secret = secretOf(inputs)
  const ciphertext = Buffer.from(inputs.ciphertextBase64, 'base64')
  const wanted = expected.plaintextHex.toLowerCase()
  const layouts = inputs.layout === undefined ? sm2Layouts : [inputs.layout]
  const other = sm2Layouts.filter((candidate) => candidate !== inputs.layout)
  const refuses = (bytes: Uint8Array, tried: typeof sm2Layouts) => {
    try {
      return sm2Decrypt(bytes, secret, tried).plaintext.toString('hex') !== wanted
    } catch {
      return true
    }
  }
  const damaged = Buffer.from(ciphertext)
  damaged[damaged.byteLength - 1]! ^= 1
  const roundTrip = layouts.flatMap((layout) => {
    const again = sm2Decrypt(sm2Encrypt(bytesOf(wanted), pointOf(inputs), layout), secret, [layout])
    return compare(`SM2: encrypted again as ${layout}`, again.plaintext.toString('hex'), wanted)
  })
  return [
    ...compare('SM2: plaintext', sm2Decrypt(ciphertext, secret, layouts).plaintext.toString('hex'), wanted),
    ...compare(
      'SM2: plaintext with the layout found out',
      sm2Decrypt(ciphertext, secret).plaintext.toString('hex'),
      wanted,
    ),
    ...complain(inputs.layout === undefined || refuses(ciphertext, other), 'SM2: decrypts in the other layout too'),
    ...complain(refuses(damaged, sm2Layouts), 'SM2: decrypts a damaged ciphertext'),
    ...roundTrip,
  ]
}

function checkEnvelope({ inputs, expected }: Of<'envelope-open'>): string[] {
  const secret = secretOf(inputs)
  const opened = openEnvelope(inputs.envelope, secret)
  const mismatches = [
    ...compare('SM4 key', opened.sm4Key.toString('hex'), expected.sm4KeyHex?.toLowerCase()),
    ...compare('hash key', opened.hashKey.toString('hex'), expected.hashKeyHex?.toLowerCase()),
    ...compare('body', opened.body.toString('utf8'), expected.bodyText),
  ]
  const { publicKeySpki } = inputs
  if (publicKeySpki === undefined) return mismatches
  // The adapter's own envelope around the same body, in both layouts.
  const roundTrips = sm2Layouts.flatMap((layout) => {
    const keys = freshKeys()
    const again = openEnvelope(sealBody(Buffer.from(expected.bodyText), publicKeySpki, layout, keys), secret)
    return [
      ...compare(`sealed again as ${layout}: body`, again.body.toString('utf8'), expected.bodyText),
      ...compare(
        `sealed again as ${layout}: key`,
        again.sm4Key.toString('hex'),
        Buffer.from(keys.sm4Key).toString('hex'),
      ),
    ]
  })
  return [...mismatches, ...roundTrips]
}

function checkRejected({ inputs, expected }: Of<'envelope-reject'>): string[] {
  try {
    openEnvelope(inputs.envelope, secretOf(inputs))
  } catch (error) {
    if (error instanceof EnvelopeRefused) return compare('error', error.code, expected.error)
    throw error
  }
  return [`the envelope was opened, expected ${expected.error}`]
}

function keysOf({ sm4KeyHex, hashKeyHex }: { sm4KeyHex: string; hashKeyHex: string }) {
  return { sm4Key: bytesOf(sm4KeyHex), hashKey: bytesOf(hashKeyHex) }
}

function checkAnswer({ inputs, expected }: Of<'response-open'>): string[] {
  const keys = keysOf(inputs)
  const sealed = sealAnswer(expected.answerText, keys)
  return [
    ...compare('answer', openAnswer(inputs.response, keys), expected.answerText),
    ...compare('encryptedResult', sealed.encryptedResult, inputs.response['encryptedResult']),
    ...compare('encryptedResultHash', sealed.encryptedResultHash, inputs.response['encryptedResultHash']),
  ]
}

function checkAnswerRejected({ inputs }: Of<'response-reject'>): string[] {
  try {
    openAnswer(inputs.response, keysOf(inputs))
  } catch (error) {
    if (error instanceof AnswerAltered) return []
    throw error
  }
  return ['the answer was opened although it must not be used']
}

function check(vector: Vector): string[] {
  switch (vector.kind) {
    case 'public-key':
      return checkPublicKey(vector)
    case 'private-key':
      return checkPrivateKey(vector)
    case 'sm4-ecb-pkcs5':
      return checkSm4(vector)
    case 'hmac-sm3':
      return checkSm3(vector)
    case 'sm2-decrypt':
      return checkSm2(vector)
    case 'envelope-open':
      return checkEnvelope(vector)
    case 'envelope-reject':
      return checkRejected(vector)
    case 'response-open':
      return checkAnswer(vector)
    case 'response-reject':
      return checkAnswerRejected(vector)
  }
}

/** Both sides of the encryption against one vector of `ctyun-sm-envelope`. */
export const checkSmEnvelope = { schema, check }
