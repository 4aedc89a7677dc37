import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifyAcs3, verifyRpc } from './verify.ts'

/**
 * A copy of each protocol's signing steps with one step done wrong. Every such request is refused, and its signature is not the one that the golden
 * vectors have; the copy without a mutation is accepted, so that a refusal is the mutation's doing.
 */

interface Vector {
  name: string
  inputs: {
    credentials: { accessKeyId: string; accessKeySecret: string; securityToken?: string }
    method: string
    time: string
    host: string
    query: Record<string, string>
    form: Record<string, string>
    headers: Record<string, string>
    body?: string
  }
  expected: { signature: string; request: { target: string } }
}

const vectorsOf = (protocol: string) => {
  const file = new URL(`../../__fixtures__/vectors/${protocol}.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors
}

const escapeAll = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const byBytes = (first: string, second: string) => Buffer.compare(Buffer.from(first), Buffer.from(second))

interface RpcSteps {
  names: (names: string[]) => string[]
  escape: (text: string) => string
  /** @returns none = the pair is left out */
  pair: (name: string, value: string) => string[]
  escapeCanonical: (text: string) => string
  path: string
  method: (method: string) => string
  key: (secret: string) => string
}

const rpcSteps: RpcSteps = {
  names: (names) => names.sort(byBytes),
  escape: escapeAll,
  pair: (name, value) => [`${name}=${value}`],
  escapeCanonical: escapeAll,
  path: '%2F',
  method: (method) => method,
  key: (secret) => `${secret}&`,
}

function rpcSignatureWith(steps: RpcSteps, { inputs }: Vector): string {
  const all = { ...inputs.query, ...inputs.form }
  const canonical = steps
    .names(Object.keys(all))
    .flatMap((name) => steps.pair(steps.escape(name), steps.escape(all[name]!)))
    .join('&')
  const text = [steps.method(inputs.method), steps.path, steps.escapeCanonical(canonical)].join('&')
  return createHmac('sha1', steps.key(inputs.credentials.accessKeySecret)).update(text).digest('base64')
}

function rpcVerdict(vector: Vector, Signature: string): string | null {
  const { query, form, method, credentials, time } = vector.inputs
  const write = (pairs: Record<string, string>) => new URLSearchParams(pairs).toString()
  const hasForm = Object.keys(form).length > 0
  const request = {
    method,
    target: `/?${write({ ...query, Signature })}`,
    headers: (hasForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) as Record<string, string>,
    body: Buffer.from(write(form)),
  }
  return verifyRpc(request, credentials, new Date(time))?.code ?? null
}

/** Each mutation, and the vector on which it tells. */
const rpcMutations: [mutation: string, vector: string, change: Partial<RpcSteps>][] = [
  [
    'a parameter is left out',
    'get-bankcard-json',
    { names: (names) => names.sort(byBytes).filter((name) => name !== 'SignatureNonce') },
  ],
  ['parameters in reverse', 'get-bankcard-json', { names: (names) => names.sort(byBytes).reverse() }],
  [
    'order without regard to case',
    'get-byte-order-of-names',
    { names: (names) => names.sort((a, b) => a.localeCompare(b)) },
  ],
  ['five signs stay bare', 'get-reserved-characters', { escape: encodeURIComponent }],
  ['space becomes a plus', 'get-reserved-characters', { escape: (text) => escapeAll(text).replaceAll('%20', '+') }],
  ['the tilde is escaped', 'get-reserved-characters', { escape: (text) => escapeAll(text).replaceAll('~', '%7E') }],
  ['values are escaped once', 'get-bankcard-json', { escape: (text) => text }],
  ['the canonical text is not escaped', 'get-bankcard-json', { escapeCanonical: (text) => text }],
  ['the slash stays bare', 'get-bankcard-json', { path: '/' }],
  ['the method is always GET', 'post-all-in-form', { method: () => 'GET' }],
  ['the secret without its &', 'get-bankcard-json', { key: (secret) => secret }],
  [
    'empty values are dropped',
    'get-empty-value',
    { pair: (name, value) => (value === '' ? [] : [`${name}=${value}`]) },
  ],
  [
    'an empty value without its =',
    'get-empty-value',
    { pair: (name, value) => [value === '' ? name : `${name}=${value}`] },
  ],
]

describe('aliyun-rpc', () => {
  const vectors = vectorsOf('aliyun-rpc')

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s as it should be', (_name, vector) => {
    expect(rpcSignatureWith(rpcSteps, vector)).toBe(vector.expected.signature)
    expect(rpcVerdict(vector, vector.expected.signature)).toBeNull()
  })

  test.each(rpcMutations)('%s', (_mutation, name, change) => {
    const vector = vectors.find((candidate) => candidate.name === name)!
    const signature = rpcSignatureWith({ ...rpcSteps, ...change }, vector)
    expect(signature).not.toBe(vector.expected.signature)
    expect(rpcVerdict(vector, signature)).toBe('SignatureDoesNotMatch')
  })
})

interface Acs3Steps {
  headers: (names: string[]) => string[]
  headerLine: (name: string, value: string) => string
  query: (names: string[]) => string[]
  escape: (text: string) => string
  payload: (body: string) => string
  algorithm: string
  key: (secret: string) => string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const acs3Steps: Acs3Steps = {
  headers: (names) => names.sort(byBytes),
  headerLine: (name, value) => `${name}:${value}\n`,
  query: (names) => names.sort(byBytes),
  escape: escapeAll,
  payload: sha256,
  algorithm: 'ACS3-HMAC-SHA256',
  key: (secret) => secret,
}

function acs3With(steps: Acs3Steps, { inputs }: Vector): { signature: string; headers: Record<string, string> } {
  const { query, body = '', method, credentials } = inputs
  const headers: Record<string, string> = { ...inputs.headers, 'x-acs-content-sha256': steps.payload(body) }
  const isSigned = (name: string) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-')
  const names = steps.headers(Object.keys(headers).filter(isSigned))
  const canonicalQuery = steps
    .query(Object.keys(query))
    .map((name) => `${steps.escape(name)}=${steps.escape(query[name]!)}`)
    .join('&')
  const block = names.map((name) => steps.headerLine(name, headers[name]!)).join('')
  const canonical = [method, '/', canonicalQuery, block, names.join(';'), headers['x-acs-content-sha256']].join('\n')
  const text = `${steps.algorithm}\n${sha256(canonical)}`
  const signature = createHmac('sha256', steps.key(credentials.accessKeySecret)).update(text).digest('hex')
  const authorization = `ACS3-HMAC-SHA256 Credential=${credentials.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { signature, headers: { ...headers, authorization } }
}

function acs3Verdict({ inputs, expected }: Vector, headers: Record<string, string>): string | null {
  const request = {
    method: inputs.method,
    target: expected.request.target,
    headers,
    body: Buffer.from(inputs.body ?? ''),
  }
  return verifyAcs3(request, inputs.credentials, new Date(inputs.time))?.code ?? null
}

const without = (left: string) => (names: string[]) => names.sort(byBytes).filter((name) => name !== left)

const acs3Mutations: [mutation: string, vector: string, change: Partial<Acs3Steps>][] = [
  ['host is left out', 'post-form-identity-card', { headers: without('host') }],
  ['content-type is left out', 'post-form-identity-card', { headers: without('content-type') }],
  ['the action is left out', 'post-form-identity-card', { headers: without('x-acs-action') }],
  [
    "the credentials' provider is left out",
    'post-form-identity-card',
    { headers: without('x-acs-credentials-provider') },
  ],
  ['headers in reverse', 'post-form-identity-card', { headers: (names) => names.sort(byBytes).reverse() }],
  ['a blank after the colon', 'post-form-identity-card', { headerLine: (name, value) => `${name}: ${value}\n` }],
  ['no line break after a header', 'post-form-identity-card', { headerLine: (name, value) => `${name}:${value}` }],
  ['the query in reverse', 'get-query-name-order', { query: (names) => names.sort(byBytes).reverse() }],
  ['five signs stay bare', 'get-query-unicode-and-reserved', { escape: encodeURIComponent }],
  ['the body of another request', 'post-json-body', { payload: () => sha256('another') }],
  ['the body left out', 'post-json-body', { payload: () => sha256('') }],
  ['another algorithm named', 'post-query-dysms-oss-info', { algorithm: 'ACS3-HMAC-SM3' }],
  ['the secret with the & of version 1.0', 'post-query-dysms-oss-info', { key: (secret) => `${secret}&` }],
]

describe('aliyun-acs3', () => {
  const vectors = vectorsOf('aliyun-acs3')

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s as it should be', (_name, vector) => {
    const { signature, headers } = acs3With(acs3Steps, vector)
    expect(signature).toBe(vector.expected.signature)
    expect(acs3Verdict(vector, headers)).toBeNull()
  })

  test.each(acs3Mutations)('%s', (_mutation, name, change) => {
    const vector = vectors.find((candidate) => candidate.name === name)!
    const { signature, headers } = acs3With({ ...acs3Steps, ...change }, vector)
    expect(signature).not.toBe(vector.expected.signature)
    expect(acs3Verdict(vector, headers)).toBe('SignatureDoesNotMatch')
  })
})
