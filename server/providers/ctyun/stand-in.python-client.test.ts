import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../sandbox/index.ts'
import { fakeEngine, picture, tickingClock } from './testing.ts'

/*
 * The vendor's Python sample (manual, 6.2.5; mended as in PROTOCOLS.md, 6.1), function by function, as a client over HTTP. Nothing of ours is in it: the
 * Base64 detours between the keys and json.dumps with its blanks and escapes are the sample's own.
 */

function hmacSha256(secret: Buffer, data: string): Buffer {
  return createHmac('sha256', secret).update(data, 'utf8').digest()
}

const base64OfHmac = (secret: Buffer, data: string): string => hmacSha256(secret, data).toString('base64')

function getRequestUuid(): string {
  requests += 1
  return `5f4dcc3b-5aa7-11f0-8de9-${String(requests).padStart(12, '0')}`
}
let requests = 0

/** time.strftime of the local time on a machine in UTC+8, with a Z behind it. */
function getEopDate(now: Date, hours = 8): string {
  const local = new Date(now.getTime() + hours * 3_600_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${local.getUTCFullYear()}${two(local.getUTCMonth() + 1)}${two(local.getUTCDate())}`
  return `${day}T${two(local.getUTCHours())}${two(local.getUTCMinutes())}${two(local.getUTCSeconds())}Z`
}

/** json.dumps: blanks after commas and colons, everything beyond ASCII escaped. */
function dumps(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dumps).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, each]) => `${dumps(name)}: ${dumps(each)}`)
      .join(', ')}}`
  }
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

interface Keys {
  accessKey: string
  securityKey: string
  appKey: string
}

function getSign(keys: Keys, headerToSign: Record<string, string>, query: string, content: string): string {
  const sortedHeaders = Object.keys(headerToSign).sort()
  const headerLines = sortedHeaders.map((name) => `${name}:${headerToSign[name]}\n`).join('')
  const afterQuery = query === '' ? '' : query.split('&').sort().join('&')
  const contentHash = createHash('sha256').update(content, 'utf8').digest('hex')
  const signature = `${headerLines}\n${afterQuery}\n${contentHash}`
  const eopDate = headerToSign['eop-date']!
  const kTime = base64OfHmac(Buffer.from(keys.securityKey, 'utf8'), eopDate)
  const kAk = base64OfHmac(Buffer.from(kTime, 'base64'), keys.accessKey)
  const kDate = base64OfHmac(Buffer.from(kAk, 'base64'), eopDate.split('T')[0]!)
  const signed = base64OfHmac(Buffer.from(kDate, 'base64'), signature)
  return `${keys.accessKey} Headers=${sortedHeaders.join(';')} Signature=${signed}`
}

interface Answer {
  status: number
  body: { statusCode: unknown; returnObj?: unknown }
}

function post(origin: string, path: string, headers: Record<string, string>, content: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method: 'POST', headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Answer['body']
        resolve({ status: incoming.statusCode!, body })
      })
    })
    sent.on('error', reject)
    sent.end(content)
  })
}

const sandboxKeys = { accessKey: 'FPSANDBOXAK', securityKey: 'FPSANDBOXSK', appKey: 'FPSANDBOXAPP' }
const clock = tickingClock()
const general = '/v1/aiop/api/2f3p1pnxpqm8/ocrdetect/ocr/v1/image.json'
const licence = '/v1/aiop/api/2k8jo3ghhjwg/businesslicense/ocr/v1/BusinessLicense.json'

describe('the Python sample of the manual as a client', () => {
  let listening: { origin: string; close(): Promise<void> }
  let image: string

  beforeAll(async () => {
    listening = await createSandbox({ engine: fakeEngine(), clock }).listen(0)
    image = (await picture()).toString('base64')
  })
  afterAll(() => listening.close())

  function call(path: string, params: unknown, keys: Keys = sandboxKeys, hours = 8): Promise<Answer> {
    const content = dumps(params)
    const [, query = ''] = path.split('?', 2)
    const signed = {
      appkey: keys.appKey,
      'ctyun-eop-request-id': getRequestUuid(),
      'eop-date': getEopDate(clock(), hours),
    }
    const headers = {
      'Content-Type': 'application/json; charset=UTF-8',
      ...signed,
      'Eop-Authorization': getSign(keys, signed, query, content),
      'Content-Length': String(Buffer.byteLength(content)),
    }
    return post(listening.origin, path, headers, content)
  }

  test('with the right keys it is served, whichever time zone its clock shows', async () => {
    for (const hours of [8, 0]) {
      const { status, body } = await call(general, { data: [image], note: '身份证 😀' }, sandboxKeys, hours)
      expect([status, body.statusCode]).toEqual([200, 0])
      expect(body.returnObj).toMatchObject([{ text_line: 2 }])
    }
    const { body } = await call(licence, { Action: 'BusinessCardOCR', ImageData: image })
    expect(body).toMatchObject({ statusCode: 0, returnObj: { license_type: 'Business License' } })
    expect((await call(`${general}?z=1&a=%20&a-b=2`, { data: [image] })).body.statusCode).toBe(0)
  })

  test('with a wrong security key, access key or AppKey it is refused', async () => {
    const wrong = async (keys: Partial<Keys>) =>
      (await call(general, { data: [image] }, { ...sandboxKeys, ...keys })).body.statusCode
    expect(await wrong({ securityKey: 'FPSANDBOXSX' })).toBe(10020)
    expect(await wrong({ accessKey: 'FPSANDBOXAX' })).toBe(10002)
    expect(await wrong({ appKey: 'FPSANDBOXXXX' })).toBe(40006)
  })

  test('on a machine in another time zone its date is refused', async () => {
    expect((await call(general, { data: [image] }, sandboxKeys, -5)).body.statusCode).toBe(10020)
  })
})
