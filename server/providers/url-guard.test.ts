import { createServer, request as httpRequest, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { ProblemError } from '../contract/problem.ts'
import { createPinnedRequest, type PinnedAnswer } from './pinned-request.ts'
import { fetchGuarded, type GuardOptions } from './url-guard.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

const picture = new TextEncoder().encode('picture')

/** Names and servers of a small world; what is asked of whom is kept. */
function world(replies: Record<string, Reply>, names: Record<string, string[]> = {}) {
  const asked: string[] = []
  const looked: string[] = []
  let closed = 0
  const options: GuardOptions = {
    maxBytes: 100,
    timeoutMs: 5000,
    signal: new AbortController().signal,
    lookup: async (hostname) => {
      looked.push(hostname)
      const addresses = names[hostname] ?? (hostname.endsWith('.example') ? ['93.184.216.34'] : undefined)
      if (!addresses) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      return addresses
    },
    request: async (url, address) => {
      asked.push(`${url.href} at ${address}`)
      const { status = 200, headers = {}, body = [picture] } = replies[url.href] ?? { status: 404 }
      async function* stream() {
        yield* body
      }
      return { status, headers, body: stream(), close: () => void (closed += 1) } satisfies PinnedAnswer
    },
  }
  return { asked, looked, options, closed: () => closed }
}

async function problemOf(working: Promise<unknown>) {
  const error = await working.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw error
  return error.problem
}

const redirect = (location: string, status = 302): Reply => ({ status, headers: { location }, body: [] })

test('fetches a picture from the address that was checked', async () => {
  const { options, asked, closed } = world({
    'https://a.example/p.jpg?x=1': { headers: { 'content-type': 'image/jpeg' } },
  })
  const { bytes, contentType } = await fetchGuarded('https://a.example/p.jpg?x=1', options)
  expect([Buffer.from(bytes).toString(), contentType]).toEqual(['picture', 'image/jpeg'])
  expect(asked).toEqual(['https://a.example/p.jpg?x=1 at 93.184.216.34'])
  expect(closed()).toBe(1)
})

test.each([
  ['nonsense', 'image-url-invalid'],
  ['/p.jpg', 'image-url-invalid'],
  [`https://a.example/${'x'.repeat(5000)}`, 'image-url-invalid'],
  ['http://a.example/p.jpg', 'image-url-not-https'],
  ['file:///etc/passwd', 'image-url-not-https'],
  ['ftp://a.example/p.jpg', 'image-url-not-https'],
  ['data:image/png;base64,AAAA', 'image-url-not-https'],
  ['https://user:secret@a.example/p.jpg', 'image-url-credentials'],
  ['https://user@a.example/p.jpg', 'image-url-credentials'],
  ['https://a.example:8443/p.jpg', 'image-url-port'],
  ['https://a.example:22/p.jpg', 'image-url-port'],
])('%.60s is not asked for: %s', async (url, code) => {
  const { options, asked, looked } = world({})
  const problem = await problemOf(fetchGuarded(url, options))
  expect(problem).toMatchObject({ code, whoseFault: 'caller', retryable: false })
  expect(problem.action).toMatch(/\w/)
  expect(problem.parameters!['titleZh']).toMatch(/\p{Script=Han}/u)
  expect(JSON.stringify(problem)).not.toContain('secret')
  expect([asked, looked]).toEqual([[], []])
})

test('the usual port may be written', async () => {
  const { options } = world({ 'https://a.example/p.jpg': {} })
  expect((await fetchGuarded('https://a.example:443/p.jpg', options)).bytes).toHaveLength(7)
})

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00:ec2::254]/',
])('%s is not public, however it is written', async (url) => {
  const { options, asked, looked } = world({})
  expect(await problemOf(fetchGuarded(url, options))).toMatchObject({ code: 'image-url-not-public' })
  expect([asked, looked]).toEqual([[], []])
})

test('a name is refused when one of its addresses is not public, and the answer does not say which', async () => {
  const { options, asked } = world({}, { 'mixed.example': ['93.184.216.34', '10.20.30.40'], localhost: ['127.0.0.1'] })
  const problem = await problemOf(fetchGuarded('https://mixed.example/p', options))
  expect(problem.code).toBe('image-url-not-public')
  expect(JSON.stringify(problem)).not.toContain('10.20.30.40')
  expect((await problemOf(fetchGuarded('https://localhost/p', options))).code).toBe('image-url-not-public')
  expect(asked).toEqual([])
})

test('a name without an address', async () => {
  const { options } = world({}, { 'empty.example': [] })
  expect(await problemOf(fetchGuarded('https://nowhere.invalid/p', options))).toMatchObject({
    code: 'image-url-not-found',
    parameters: { host: 'nowhere.invalid' },
  })
  expect((await problemOf(fetchGuarded('https://empty.example/p', options))).code).toBe('image-url-not-found')
})

test('follows three redirects, each asked for where it leads, and no fourth', async () => {
  const replies = {
    'https://a.example/0': redirect('/1', 301),
    'https://a.example/1': redirect('https://b.example/2', 307),
    'https://b.example/2': redirect('//c.example/3', 308),
    'https://c.example/3': {},
    'https://c.example/x': redirect('https://a.example/0'),
  }
  const { options, asked, looked, closed } = world(replies)
  expect((await fetchGuarded('https://a.example/0', options)).bytes).toHaveLength(7)
  expect(looked).toEqual(['a.example', 'a.example', 'b.example', 'c.example'])
  expect([asked.length, closed()]).toEqual([4, 4])
  expect(await problemOf(fetchGuarded('https://c.example/x', options))).toMatchObject({
    code: 'image-url-redirects',
    retryable: false,
  })
})

test.each([
  ['http://b.example/', 'image-url-not-https'],
  ['https://b.example:8080/', 'image-url-port'],
  ['https://u:p@b.example/', 'image-url-credentials'],
  ['https://169.254.169.254/latest/meta-data/', 'image-url-not-public'],
  ['https://inner.example/', 'image-url-not-public'],
  ['file:///etc/passwd', 'image-url-not-https'],
])('a redirect to %s ends there', async (target, code) => {
  const { options, asked } = world({ 'https://a.example/': redirect(target) }, { 'inner.example': ['192.168.0.7'] })
  expect((await problemOf(fetchGuarded('https://a.example/', options))).code).toBe(code)
  expect(asked).toHaveLength(1)
})

test('a name that changes its mind after it was checked is asked once a hop, and the connection goes where the check went', async () => {
  const turns = [['93.184.216.34'], ['127.0.0.1']]
  const { options, asked } = world({ 'https://a.example/': {} })
  await fetchGuarded('https://a.example/', { ...options, lookup: async () => turns.shift()! })
  expect([asked, turns.length]).toEqual([['https://a.example/ at 93.184.216.34'], 1])
})

test.each([204, 206, 304, 403, 404, 500])('an answer of %i is no picture', async (status) => {
  const { options } = world({ 'https://a.example/': { status } })
  expect(await problemOf(fetchGuarded('https://a.example/', options))).toMatchObject({
    code: 'image-url-refused',
    parameters: { httpStatus: status },
  })
})

test('more bytes than allowed are refused, announced or not, and not read on', async () => {
  let read = 0
  function* endless() {
    for (;;) {
      read += 1
      yield new Uint8Array(40)
    }
  }
  const { options, closed } = world({
    'https://a.example/announced': { headers: { 'content-length': '101' }, body: endless() },
    'https://a.example/silent': { body: endless() },
    'https://a.example/just': { body: [new Uint8Array(100)] },
  })
  const expected = { code: 'image-url-too-large', status: 413, whoseFault: 'document' }
  expect(await problemOf(fetchGuarded('https://a.example/announced', options))).toMatchObject(expected)
  expect(read).toBe(0)
  expect(await problemOf(fetchGuarded('https://a.example/silent', options))).toMatchObject(expected)
  expect([read, closed()]).toEqual([3, 2])
  expect((await fetchGuarded('https://a.example/just', options)).bytes).toHaveLength(100)
})

test('what comes compressed is not unpacked', async () => {
  const bomb = gzipSync(new Uint8Array(1_000_000))
  const { options } = world({ 'https://a.example/': { headers: { 'content-encoding': 'gzip' }, body: [bomb] } })
  expect((await problemOf(fetchGuarded('https://a.example/', { ...options, maxBytes: 10_000 }))).code).toBe(
    'image-url-compressed',
  )
})

test('a picture that breaks off is not taken for a whole one', async () => {
  function* broken() {
    yield picture
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  }
  const { options } = world({
    'https://a.example/broken': { body: broken() },
    'https://a.example/short': { headers: { 'content-length': '9' } },
  })
  for (const path of ['broken', 'short']) {
    expect(await problemOf(fetchGuarded(`https://a.example/${path}`, options))).toMatchObject({
      code: 'image-url-truncated',
      retryable: true,
      parameters: { received: 7 },
    })
  }
})

test('time runs out wherever it hangs: at the name, at the connection, at the body', async () => {
  const { options } = world({
    'https://a.example/': {
      body: (async function* () {
        yield picture
        await new Promise((resolve) => setTimeout(resolve, 30))
        yield picture
      })(),
    },
  })
  const hanging = () => new Promise<never>(() => {})
  for (const place of [{ lookup: hanging }, { request: hanging }, {}]) {
    expect(await problemOf(fetchGuarded('https://a.example/', { ...options, ...place, timeoutMs: 5 }))).toMatchObject({
      code: 'image-url-timeout',
      status: 504,
      retryable: true,
    })
  }
})

test('cancelling ends it with the reason', async () => {
  const why = new Error('enough')
  const abort = new AbortController()
  const { options } = world({})
  const lookup = () => {
    abort.abort(why)
    return new Promise<never>(() => {})
  }
  await expect(fetchGuarded('https://a.example/', { ...options, lookup, signal: abort.signal })).rejects.toBe(why)
  await expect(fetchGuarded('https://a.example/', { ...options, signal: abort.signal })).rejects.toBe(why)
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

test("the pinned request goes to the given address under the URL's own name", async () => {
  const seen: unknown[] = []
  const port = await serve((request, response) => {
    seen.push(request.headers.host, request.url, request.headers['accept-encoding'], request.headers.cookie)
    response.end('picture')
  })
  const request = createPinnedRequest(httpRequest)
  const answer = await request(
    new URL(`http://pictures.example:${port}/p?q`),
    '127.0.0.1',
    new AbortController().signal,
  )
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.body) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe('picture')
  expect(seen).toEqual([`pictures.example:${port}`, '/p?q', 'identity', undefined])
})

test("over TLS the URL's own name is asked for, and a server that cannot prove it is not trusted", async () => {
  const hello = new Promise<Buffer>((resolve, reject) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (data) => {
        resolve(data)
        // Alert: handshake failure.
        socket.end(Buffer.from('15030300020228', 'hex'))
      })
    })
    server.listen(0, '127.0.0.1', () => {
      closers.push(() => new Promise((done) => server.close(done)))
      const { port } = server.address() as AddressInfo
      const url = new URL(`https://pictures.example:${port}/`)
      createPinnedRequest()(url, '127.0.0.1', new AbortController().signal).then(
        () => reject(new Error('it was trusted')),
        () => undefined,
      )
    })
  })
  expect((await hello).toString('latin1')).toContain('pictures.example')
})

test('a refused connection is said so', async () => {
  const port = await serve(() => undefined)
  await Promise.all(closers.splice(0).map((close) => close()))
  const { options } = world({})
  const request = createPinnedRequest((url, requestOptions, answered) => {
    const target = new URL(url)
    target.port = String(port)
    target.protocol = 'http:'
    return httpRequest(target, { ...requestOptions, protocol: 'http:' }, answered)
  })
  const guarded = {
    ...options,
    request: (url: URL, _: string, signal: AbortSignal) => request(url, '127.0.0.1', signal),
  }
  expect(await problemOf(fetchGuarded('https://a.example/', guarded))).toMatchObject({
    code: 'image-url-unreachable',
    retryable: true,
    parameters: { host: 'a.example', reason: 'ECONNREFUSED' },
  })
})
