import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../sandbox/index.ts'
import { sandboxIdentity } from '../stand-in.ts'
import { maxBase64Bytes } from './limits.ts'
import { payloadSha256Of, sdkDate, sign } from './sign.ts'
import { fakeEngine, picture, readings, start } from './testing.ts'

let now: number
let sandbox: Sandbox
const project = sandboxIdentity.huaweiProject

beforeEach(() => {
  now = start.getTime()
  sandbox = createSandbox({ engine: fakeEngine(), clock: () => new Date(now) })
})

interface Call {
  path?: string
  method?: string
  body?: unknown
  secret?: string
  accessKey?: string
  date?: Date
  headers?: Record<string, string>
}

async function call({ path = `/v2/${project}/ocr/passport`, method = 'POST', ...more }: Call) {
  const body = method === 'GET' ? '' : typeof more.body === 'string' ? more.body : JSON.stringify(more.body ?? {})
  const url = new URL(path, 'http://127.0.0.1')
  const headers = {
    'content-type': 'application/json',
    'x-sdk-date': sdkDate(more.date ?? new Date(now)),
    ...more.headers,
  }
  const { authorization } = sign({
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    payloadSha256: payloadSha256Of(body),
    accessKey: more.accessKey ?? sandboxIdentity.accessKey,
    secretKey: more.secret ?? sandboxIdentity.secretKey,
  })
  const answer = await sandbox.fetch(url, {
    method,
    headers: { ...headers, authorization },
    ...(method !== 'GET' && { body }),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
}

const codeOf = async (more: Call) => {
  const { status, body } = await call(more)
  return [status, body['error_code']]
}
const image = async (...size: Parameters<typeof picture>) => (await picture(...size)).toString('base64')

describe('answers', () => {
  test('a passport has every field of the table, with its confidence', async () => {
    const { status, body } = await call({ body: { image: await image() } })
    expect(status).toBe(200)
    expect(body).toEqual({
      result: {
        country_code: 'UTO',
        passport_number: 'L898902C3',
        surname: 'ERIKSSON',
        given_name: 'ANNA MARIA',
        sex: 'F',
        date_of_birth: '1974-08-12',
        date_of_expiry: '2032-04-15',
        confidence: {
          country_code: 0.9877,
          passport_number: 0.9877,
          surname: 0.9877,
          given_name: 0.9877,
          sex: 0.9877,
          date_of_birth: 0.9877,
          date_of_expiry: 0.9877,
        },
        extra_info: {},
      },
    })
  })

  test('a bank card has an empty text with confidence 0 for what was not read', async () => {
    const { body } = await call({ path: `/v2/${project}/ocr/bankcard`, body: { image: await image() } })
    const { result } = body as { result: Record<string, unknown> & { confidence: Record<string, number> } }
    expect([result['bank_name'], result.confidence['bank_name']]).toEqual(['', 0])
    expect([result['card_number'], result['type']]).toEqual(['4000 0012 3456 7899', 'Visa'])
  })

  test.each([
    ['front', { side: 'front' }, 'front', 'id_number'],
    ['back', { side: 'back' }, 'back', 'machinecode1'],
    ['found out by the service', {}, 'front', 'id_number'],
    ['empty, which is the same', { side: '' }, 'front', 'id_number'],
  ])('an Emirates card, side %s', async (_, side, answered, field) => {
    const body = { image: await image(), ...side }
    const { body: answer } = await call({ path: `/v2/${project}/ocr/emirates-id-card`, body })
    const { result } = answer as { result: Record<string, unknown> }
    expect(result['side']).toBe(answered)
    expect(result).toHaveProperty(field)
    expect(Object.keys(result['confidence'] as object)).toContain(field)
  })

  test('of a picture with no such document say that it is the wrong kind', async () => {
    sandbox = createSandbox({ engine: fakeEngine(['bank-card']), clock: () => new Date(now) })
    expect(await codeOf({ body: { image: await image() } })).toEqual([400, 'AIS.0104'])
  })
})

describe('limits', () => {
  test.each([
    ['neither image nor url', {}, 'AIS.0101'],
    ['both', { image: 'aGVsbG8=', url: 'http://127.0.0.1/a.jpg' }, 'AIS.0101'],
    ['an image that is no text', { image: 7 }, 'AIS.0101'],
    ['a prefix before the Base64', { image: 'data:image/jpeg;base64,aGVsbG8=' }, 'AIS.0102'],
    ['what is no Base64', { image: 'a*b=' }, 'AIS.0102'],
    ['what is no picture', { image: 'aGVsbG8=' }, 'AIS.0102'],
    ['an address elsewhere', { url: 'https://example.com/a.jpg' }, 'ModelArts.4601'],
    ['an address with another scheme', { url: 'file:///etc/passwd' }, 'ModelArts.4601'],
    ['an object that is not there', { url: 'http://127.0.0.1/none.jpg' }, 'ModelArts.4603'],
    ['no JSON', '{"image":', 'ModelArts.4105'],
    ['no object', '[]', 'ModelArts.4105'],
  ])('%s', async (_, body, code) => expect(await codeOf({ body })).toEqual([400, code]))

  test('more than 10 MB of Base64', async () => {
    expect(await codeOf({ body: { image: 'A'.repeat(maxBase64Bytes + 4) } })).toEqual([400, 'ModelArts.4104'])
  })

  test.each([
    ['passport', 15, 15, 200],
    ['passport', 14, 15, 400],
    ['passport', 4096, 15, 200],
    ['passport', 4097, 15, 400],
    ['bankcard', 8192, 15, 200],
    ['bankcard', 8193, 15, 400],
  ])('%s of %i to %i pixels', async (operation, width, height, status) => {
    const answer = await call({ path: `/v2/${project}/ocr/${operation}`, body: { image: await image(width, height) } })
    expect([answer.status, answer.body['error_code']]).toEqual([status, status === 200 ? undefined : 'AIS.0103'])
  })

  test('formats: TIFF is taken, WebP is not', async () => {
    expect(await codeOf({ body: { image: await image(20, 20, 'tiff') } })).toEqual([200, undefined])
    expect(await codeOf({ body: { image: await image(20, 20, 'webp') } })).toEqual([400, 'AIS.0102'])
  })

  test('a side that is none', async () => {
    const body = { image: await image(), side: 'left' }
    expect(await codeOf({ path: `/v2/${project}/ocr/emirates-id-card`, body })).toEqual([400, 'AIS.0101'])
  })

  test('an object of the stand-in buckets may be named by its address', async () => {
    sandbox.objects.put('fieldproof', 'card 1.jpg', { bytes: await picture(), contentType: 'image/jpeg' })
    for (const url of ['http://127.0.0.1/card%201.jpg', 'http://localhost/fieldproof/card%201.jpg?Signature=x']) {
      const { body } = await call({ body: { url } })
      expect(body).toMatchObject({ result: { surname: readings['passport']!['surname'] } })
    }
  })
})

describe('the gateway', () => {
  test('refuses with its own status and body', async () => {
    const { status, body, headers } = await call({ secret: 'wrong' })
    expect(status).toBe(401)
    expect(body).toEqual({
      error_code: 'APIG.0301',
      error_msg: 'Incorrect IAM authentication information: verify aksk signature fail',
      request_id: headers.get('x-request-id'),
    })
  })

  test('an altered body', async () => {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-sdk-date': sdkDate(new Date(now)) }
    const path = `/v2/${project}/ocr/passport`
    const { authorization } = sign({
      method: 'POST',
      path,
      headers: { ...headers, host: '127.0.0.1' },
      payloadSha256: payloadSha256Of('{"image":"a"}'),
      accessKey: 'FPSANDBOXAK',
      secretKey: 'FPSANDBOXSK',
    })
    const url = `http://127.0.0.1${path}`
    const answer = await sandbox.fetch(url, {
      method: 'POST',
      headers: { ...headers, authorization },
      body: '{"image":"b"}',
    })
    expect(answer.status).toBe(401)
  })

  test.each([
    [0, 400],
    [15 * 60, 400],
    [-15 * 60, 400],
    [15 * 60 + 1, 401],
    [-15 * 60 - 1, 401],
  ])('a date %i seconds off is answered with %i', async (seconds, status) => {
    expect((await call({ date: new Date(now + seconds * 1000) })).status).toBe(status)
  })

  test('an unknown key, and none at all', async () => {
    expect(await codeOf({ accessKey: 'SOMEBODY' })).toEqual([401, 'APIG.0301'])
    const answer = await sandbox.fetch(`http://127.0.0.1/v2/${project}/ocr/passport`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      error_msg: expect.stringContaining('x-auth-token not found') as string,
    })
  })

  test.each([
    ['another operation', { path: `/v2/${project}/ocr/id-card` }],
    ['another method', { method: 'GET' }],
    ['another version', { path: `/v1/${project}/ocr/passport` }],
  ])('does not know %s', async (_, more) => expect(await codeOf(more)).toEqual([404, 'APIG.0101']))

  test("refuses somebody else's project", async () => {
    const other = 'f'.repeat(32)
    expect(await codeOf({ path: `/v2/${other}/ocr/passport` })).toEqual([403, 'ModelArts.4203'])
    expect(await codeOf({ headers: { 'x-project-id': other } })).toEqual([403, 'ModelArts.4203'])
  })

  test('locks a key after five wrong signatures in a row, for five minutes', async () => {
    for (let wrong = 0; wrong < 4; wrong += 1) await call({ secret: 'wrong' })
    expect(await codeOf({})).toEqual([400, 'AIS.0101'])
    // A right one in between: counted from the beginning again.
    for (let wrong = 0; wrong < 5; wrong += 1) await call({ secret: 'wrong' })
    expect(await codeOf({})).toEqual([401, 'APIG.0301'])
    now += 5 * 60_000 - 1
    expect(await codeOf({})).toEqual([401, 'APIG.0301'])
    now += 1
    expect(await codeOf({})).toEqual([400, 'AIS.0101'])
  })
})

describe('the identity service', () => {
  const auth = (more: { user?: string; password?: string; scope?: unknown } = {}) => ({
    auth: {
      identity: {
        methods: ['password'],
        password: {
          user: {
            name: more.user ?? 'fieldproof',
            password: more.password ?? 'FPSANDBOXSK',
            domain: { name: 'fieldproof' },
          },
        },
      },
      scope: more.scope ?? { project: { name: 'ae-ad-1' } },
    },
  })
  const ask = (body: unknown) =>
    sandbox.fetch('http://127.0.0.1/v3/auth/tokens?nocatalog=true', { method: 'POST', body: JSON.stringify(body) })
  const tokenOf = async (body: unknown) => (await ask(body)).headers.get('x-subject-token')!
  const read = async (token: string) => {
    const answer = await sandbox.fetch(`http://127.0.0.1/v2/${project}/ocr/passport`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': token },
      body: JSON.stringify({ image: await image() }),
    })
    return [answer.status, (await answer.json()) as Record<string, unknown>] as const
  }

  test('gives a token of 24 hours in a header', async () => {
    const answer = await ask(auth())
    expect(answer.status).toBe(201)
    const { token } = (await answer.json()) as { token: Record<string, string> }
    expect(Date.parse(token['expires_at']!) - Date.parse(token['issued_at']!)).toBe(24 * 60 * 60 * 1000)
    const subject = answer.headers.get('x-subject-token')!
    expect(JSON.stringify(token)).not.toContain(subject)
    expect((await read(subject))[0]).toBe(200)
    now += 24 * 60 * 60 * 1000 - 1
    expect((await read(subject))[0]).toBe(200)
    now += 1
    const [status, body] = await read(subject)
    expect([status, body['error_msg']]).toEqual([401, 'Incorrect IAM authentication information: token expires'])
  })

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown user', { user: 'somebody' }],
    ['an unknown project', { scope: { project: { id: 'f'.repeat(32) } } }],
  ])('refuses %s', async (_, more) => {
    const answer = await ask(auth(more))
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: { code: 401, title: 'Unauthorized' } })
    expect(answer.headers.get('x-subject-token')).toBeNull()
  })

  test('a token without a project reads nothing, and a made-up one neither', async () => {
    expect((await read(await tokenOf(auth({ scope: { domain: { name: 'fieldproof' } } }))))[0]).toBe(403)
    const [status, body] = await read('MIIFPmadeup')
    expect([status, body['error_msg']]).toEqual([401, 'Incorrect IAM authentication information: decrypt token fail'])
  })

  test('changes a token into temporary keys, which sign with their own token', async () => {
    const answer = await sandbox.fetch('http://127.0.0.1/v3.0/OS-CREDENTIAL/securitytokens', {
      method: 'POST',
      headers: { 'x-auth-token': await tokenOf(auth()) },
      body: JSON.stringify({ auth: { identity: { methods: ['token'], token: { duration_seconds: 900 } } } }),
    })
    expect(answer.status).toBe(201)
    const { credential } = (await answer.json()) as { credential: Record<string, string> }
    const keys = { accessKey: credential['access']!, secret: credential['secret']! }
    const headers = { 'x-security-token': credential['securitytoken']! }
    expect(await codeOf({ ...keys, headers })).toEqual([400, 'AIS.0101'])
    expect((await call({ ...keys })).status).toBe(401)
    now += 900_000
    expect((await call({ ...keys, headers })).status).toBe(401)
  })
})

describe('faults', () => {
  test.each([
    ['rate-limit', 429, 'APIG.0308'],
    ['package-exhausted', 403, 'ModelArts.4106'],
    ['clock-skew', 401, 'APIG.0301'],
    ['server-error', 500, 'ModelArts.4505'],
  ] as const)('%s', async (fault, status, code) => {
    sandbox.faults.set('huawei-ocr', fault, 1)
    expect(await codeOf({})).toEqual([status, code])
    expect(await codeOf({})).toEqual([400, 'AIS.0101'])
  })
})
