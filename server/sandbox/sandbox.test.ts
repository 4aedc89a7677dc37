import { createHmac } from 'node:crypto'
import { get } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { sandboxIdentity, type StandInEngine } from '../providers/stand-in.ts'
import { createFaults } from './faults.ts'
import { refuseWeb } from './guard.ts'
import { createSandbox } from './index.ts'
import { createStandInObjects } from './objects.ts'
import { openSandbox } from './open.ts'

const nothing = { fields: [], lines: [], tables: [], regions: [], frames: [], width: 1, height: 1 }
const engine: StandInEngine = { read: async () => nothing, pdfPages: async () => [], videoFrames: async () => [] }
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function opened(options: Partial<Parameters<typeof createSandbox>[0]> = {}) {
  const sandbox = createSandbox({ engine, ...options })
  const port = await sandbox.listen(0)
  closers.push(() => port.close())
  return { sandbox, ...port }
}

describe('who may come in', () => {
  const origins = ['http://127.0.0.1:8787']
  const may = (headers: Record<string, string>) => refuseWeb({ headers }, origins) === null

  test.each([
    '127.0.0.1:8788',
    'localhost:8788',
    '[::1]:8788',
    'fieldproof.localhost:8788',
    'fieldproof.oss-cn-shanghai.aliyuncs.com',
    'ocr.ae-ad-1.g42cloud.com',
  ])('a program that calls %s', (host) => expect(may({ host })).toBe(true))

  test.each(['evil.example', 'evil.example:8788', 'aliyuncs.com.evil.example', '10.0.0.1:8788', ''])(
    'nobody who calls %j',
    (host) => expect(may({ host })).toBe(false),
  )

  test("of web pages the console's own alone", () => {
    const host = '127.0.0.1:8788'
    expect(may({ host, origin: origins[0]!, 'sec-fetch-site': 'same-site' })).toBe(true)
    expect(may({ host, origin: 'https://evil.example' })).toBe(false)
    expect(may({ host, origin: 'null' })).toBe(false)
    expect(may({ host, 'sec-fetch-site': 'cross-site' })).toBe(false)
  })

  test('over the port as well', async () => {
    const { origin } = await opened({ consoleOrigins: () => origins })
    expect((await fetch(`${origin}/`, { headers: { Origin: 'https://evil.example' } })).status).toBe(403)
    expect((await fetch(`${origin}/`)).status).toBe(400)
  })
})

describe('the port', () => {
  test('says what it speaks to a request of no dialect', async () => {
    const { origin } = await opened()
    for (const answer of [await fetch(origin), await fetch(`${origin}/hello`, { method: 'POST' })]) {
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('none of the dialects')])
    }
  })

  test('understands a client that uses it as its proxy', async () => {
    const { sandbox, port } = await opened()
    sandbox.objects.put('fieldproof', 'a/b.txt', { bytes: Buffer.from('hello'), contentType: 'text/plain' })
    const expires = Math.floor(Date.now() / 1000) + 60
    const signature = createHmac('sha1', sandboxIdentity.secretKey)
      .update(`GET\n\n\n${expires}\n/fieldproof/a/b.txt`)
      .digest('base64')
    const host = 'fieldproof.oss-cn-shanghai.aliyuncs.com'
    const query = new URLSearchParams({
      OSSAccessKeyId: sandboxIdentity.accessKey,
      Expires: String(expires),
      Signature: signature,
    })
    const text = await new Promise<string>((resolve, reject) => {
      const options = { port, host: '127.0.0.1', path: `http://${host}/a/b.txt?${query}`, headers: { host } }
      get(options, (answer) => {
        let body = ''
        answer.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => resolve(body))
      }).on('error', reject)
    })
    expect(text).toBe('hello')
  })

  test('takes another one where the usual is taken, and says so where it was asked for', async () => {
    const { port } = await opened()
    const other = await openSandbox({ port, fixed: false }, { engine })
    closers.push(() => other!.close())
    expect(other!.origin).not.toContain(`:${port}`)
    await expect(openSandbox({ port, fixed: true }, { engine })).rejects.toMatchObject({
      problem: { code: 'cannot-listen', detail: expect.stringContaining('SANDBOX_PORT') },
    })
    expect(await openSandbox(null, { engine })).toBeNull()
  })

  const recognise = (origin: string, init: RequestInit = {}) =>
    fetch(`${origin}/v2/0123456789abcdef0123456789abcdef/ocr/bankcard`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'SDK-HMAC-SHA256 Access=x, SignedHeaders=host, Signature=y',
      },
      body: '{}',
      ...init,
    })

  test('breaks connections and answers off, as often as it was told to', async () => {
    const { sandbox, origin } = await opened()
    sandbox.faults.set('huawei-ocr', 'reset', 1)
    await expect(recognise(origin)).rejects.toThrow('fetch failed')
    const whole = await (await recognise(origin)).text()
    sandbox.faults.set('huawei-ocr', 'truncated', 1)
    const broken = await recognise(origin)
    expect(Number(broken.headers.get('content-length'))).toBe(whole.length)
    await expect(broken.text()).rejects.toThrow('terminated')
    expect(sandbox.faults.list()).toEqual({})
    expect((await recognise(origin)).status).toBe(401)
  })

  test('lets a slow call wait until the caller has had enough', async () => {
    let waited = 0
    const { sandbox, origin } = await opened({
      slowMs: 1234,
      wait: (milliseconds, signal) =>
        new Promise((_resolve, reject) => {
          waited = milliseconds
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
          stop.abort()
        }),
    })
    const stop = new AbortController()
    sandbox.faults.set('huawei-ocr', 'slow', 1)
    await expect(recognise(origin, { signal: stop.signal })).rejects.toThrow('aborted')
    expect(waited).toBe(1234)
  })
})

test('faults are used up one call at a time', () => {
  const faults = createFaults()
  faults.set('a', 'server-error', 2)
  faults.set('b', 'slow')
  expect([faults.take('a'), faults.take('a'), faults.take('a')]).toEqual(['server-error', 'server-error', null])
  expect([faults.take('b'), faults.take('b'), faults.list()]).toEqual([
    'slow',
    'slow',
    { b: { fault: 'slow', remaining: null } },
  ])
})

describe('objects', () => {
  const object = (size: number) => ({ bytes: new Uint8Array(size), contentType: 'image/png' })

  test('are there for an hour', () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const objects = createStandInObjects({ clock: () => new Date(now) })
    objects.put('b', 'k', object(3))
    expect(objects.get('b', 'k')).toMatchObject({ contentType: 'image/png', etag: '693E9AF84D3DFCC71E640E005BDC5E2E' })
    expect(objects.get('other', 'k')).toBeUndefined()
    now += 60 * 60 * 1000 + 1
    expect(objects.get('b', 'k')).toBeUndefined()
  })

  test('give way, the oldest first, when there are too many bytes', () => {
    const objects = createStandInObjects({ clock: () => new Date(0), mostBytes: 10 })
    for (const key of ['first', 'second', 'third']) objects.put('b', key, object(4))
    expect(['first', 'second', 'third'].map((key) => objects.get('b', key) !== undefined)).toEqual([false, true, true])
    objects.put('b', 'second', object(1))
    objects.delete('b', 'third')
    expect(objects.get('b', 'second')!.bytes).toHaveLength(1)
    expect(objects.get('b', 'third')).toBeUndefined()
  })
})
