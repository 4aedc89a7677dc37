import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import { ProblemError } from '../../contract/problem.ts'
import type { Sandbox } from '../../sandbox/index.ts'
import { createSandbox } from '../../sandbox/index.ts'
import { sandboxIdentity } from '../stand-in.ts'
import { readCallback } from './callback.ts'
import { readJobs } from './job-answer.ts'
import { jobXml, type JobOrder } from './job-request.ts'
import { keyTimeAt, sign } from './sign.ts'
import { mayBeCalled } from './stand-in/callback.ts'
import { fakeEngine, picture, sandboxWith, start, turn } from './testing.ts'

let now: number
let sandbox: Sandbox
const bucket = sandboxIdentity.tencentBucket

beforeEach(() => {
  now = start.getTime()
  sandbox = sandboxWith(fakeEngine(), () => new Date(now))
})

interface Call {
  method?: string
  path?: string
  body?: string | Uint8Array
  headers?: Record<string, string>
  host?: string
  keyTime?: string
  secretKey?: string
  target?: Sandbox
}

function call({ method = 'GET', path = '/jobs/x', body, headers = {}, host = '127.0.0.1', ...more }: Call) {
  const { authorization } = sign({
    method,
    path: decodeURIComponent(path),
    headers: { host, ...headers },
    keyTime: more.keyTime ?? keyTimeAt(new Date(now), 900),
    secretId: sandboxIdentity.accessKey,
    secretKey: more.secretKey ?? sandboxIdentity.secretKey,
  })
  return (more.target ?? sandbox).fetch(`http://${host}${path}`, {
    method,
    headers: { ...headers, authorization },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
}

const textOf = async (working: Promise<Response>) => {
  const answer = await working
  return [answer.status, await answer.text()] as const
}
const codeIn = (text: string) => /<Code>(\w+)<\/Code>/.exec(text)?.[1]
const order: JobOrder = { object: 'card.jpg', cardType: 'IDCard', callback: null }

/** Orders a job on a picture and lets it run to its end. */
async function run(xml: string, target = sandbox) {
  const [status, created] = await textOf(call({ method: 'POST', path: '/jobs', body: xml, target }))
  const [job] = status === 200 ? readJobs(created).jobs : []
  let last = created
  if (!job) return { status, created, last }
  for (let asked = 0; asked < 100 && !/<State>(Success|Failed)<\/State>/.test(last); asked += 1) {
    await new Promise(setImmediate)
    ;[, last] = await textOf(call({ path: `/jobs/${job.jobId}`, target }))
  }
  return { status, created, last }
}

describe('the gate', () => {
  test.each([
    ['the wrong secret', { secretKey: 'wrong' }, 'SignatureDoesNotMatch'],
    [
      'a window that is over',
      { keyTime: `${start.getTime() / 1000 - 1000};${start.getTime() / 1000 - 1}` },
      'AccessDenied',
    ],
    [
      'a window to come',
      { keyTime: `${start.getTime() / 1000 + 1200};${start.getTime() / 1000 + 2100}` },
      'RequestTimeTooSkewed',
    ],
    ['no window', { keyTime: 'now;later' }, 'AccessDenied'],
  ])('refuses %s', async (_, more, code) => {
    const [status, text] = await textOf(call(more))
    expect([status, codeIn(text)]).toEqual([403, code])
    expect(text).toMatch(/<Resource>\/jobs\/x<\/Resource><RequestId>\w+<\/RequestId><TraceId>\w+<\/TraceId><\/Error>$/)
  })

  test('an expired window is said in the words by which the SDK knows it', async () => {
    const seconds = start.getTime() / 1000
    const [, text] = await textOf(call({ keyTime: `${seconds - 1000};${seconds - 1}` }))
    expect(text).toContain('<Message>Request has expired</Message>')
  })

  test('refuses what is not signed', async () => {
    const [status, text] = await textOf(sandbox.fetch('http://127.0.0.1/jobs/x'))
    expect([status, codeIn(text)]).toEqual([403, 'AccessDenied'])
  })

  test('accepts a signature of method and path alone, as the document shows one', async () => {
    const { authorization } = sign({
      method: 'GET',
      path: '/jobs/x',
      headers: {},
      keyTime: keyTimeAt(new Date(now), 900),
      secretId: 'FPSANDBOXAK',
      secretKey: 'FPSANDBOXSK',
    })
    expect(authorization).toContain('q-header-list=&q-url-param-list=&')
    const answer = await sandbox.fetch('http://127.0.0.1/jobs/x', { headers: { authorization } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-ci-request-id')).toMatch(/^\w+$/)
  })
})

describe('the store', () => {
  const body = 'hello'

  test('checks the digest that was sent', async () => {
    const headers = { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' }
    expect((await call({ method: 'PUT', path: '/a.txt', body, headers })).status).toBe(200)
    const [status, text] = await textOf(call({ method: 'PUT', path: '/a.txt', body: 'hullo', headers }))
    expect([status, codeIn(text)]).toEqual([400, 'InvalidDigest'])
    const got = await call({ path: '/a.txt' })
    expect([await got.text(), got.headers.get('etag')]).toEqual(['hello', '"5d41402abc4b2a76b9719d911017c592"'])
  })

  test.each([
    ['the host of the bucket', `${bucket}.cos.ap-beijing.myqcloud.com`, '/a b+c.txt'.replaceAll(' ', '%20')],
    ['a bucket below localhost', `${bucket}.localhost`, '/a%20b+c.txt'],
    ['the path', '127.0.0.1', `/${bucket}/a%20b+c.txt`],
    ['nothing', '127.0.0.1', '/a%20b+c.txt'],
  ])('the bucket is named by %s', async (_, host, path) => {
    expect((await call({ method: 'PUT', host, path, body })).status).toBe(200)
    expect(sandbox.objects.get(bucket, 'a b+c.txt')?.bytes).toEqual(new TextEncoder().encode(body))
  })

  test.each([
    ['another bucket', { path: '/other-1250000001/a.txt' }, 404, 'NoSuchBucket'],
    ['an object that is not there', { path: '/none.txt' }, 404, 'NoSuchKey'],
    ['what changes the bucket itself', { method: 'PUT', path: '/' }, 405, 'MethodNotAllowed'],
    ['a form', { method: 'POST', path: '/a.txt', body }, 405, 'MethodNotAllowed'],
  ])('refuses %s', async (_, more, status, code) => {
    const [answered, text] = await textOf(call(more))
    expect([answered, codeIn(text)]).toEqual([status, code])
  })
})

describe('jobs', () => {
  beforeEach(async () => {
    sandbox.objects.put(bucket, 'card.jpg', { bytes: await picture(), contentType: 'image/jpeg' })
  })

  test('the answer to an order has no result yet', async () => {
    const { created } = await run(jobXml({ ...order, userData: 'x&y', jobLevel: '1' }))
    expect(created).toContain('<State>Submitted</State>')
    expect(created).toContain(
      '<CreationTime>2026-03-01T16:00:00+0800</CreationTime><StartTime>-</StartTime><EndTime>-</EndTime>',
    )
    expect(created).toContain('<UserData>x&amp;y</UserData><JobLevel>1</JobLevel>')
    expect(created).not.toContain('ImageLicenseRecResult')
  })

  test('a job that has ended has places against the clock and scores of a hundred', async () => {
    const { last } = await run(jobXml(order))
    expect(last).toContain(
      '<IdInfo><Name>Name</Name><DetectedText>李示例</DetectedText><Score>99</Score><Location>' +
        '<Point>20,10</Point><Point>20,25</Point><Point>120,25</Point><Point>120,10</Point></Location></IdInfo>',
    )
    expect(last).toContain('<Status>1</Status>')
  })

  test('the other side of the card, and driving licences', async () => {
    const back = sandboxWith(fakeEngine(['id-card-back']), () => new Date(now))
    back.objects.put(bucket, 'card.jpg', { bytes: await picture(), contentType: 'image/jpeg' })
    const { last } = await run(jobXml(order), back)
    expect(last).toContain('<Name>Valid Period</Name><DetectedText>2010.01.01-2030.01.01</DetectedText>')
    const licence = await run(jobXml({ ...order, cardType: 'DriverLicense' }))
    expect(licence.last).toContain('<Name>Class</Name><DetectedText>C1</DetectedText>')
  })

  test('a picture with nothing on it is a success with Status 0', async () => {
    const blank = sandboxWith(fakeEngine([]), () => new Date(now))
    blank.objects.put(bucket, 'card.jpg', { bytes: await picture(), contentType: 'image/jpeg' })
    const { last } = await run(jobXml(order), blank)
    expect(last).toContain('<State>Success</State>')
    expect(last).toContain('<Status>0</Status>')
    expect(last).not.toContain('<IdInfo>')
  })

  test.each([
    ['an object that is not there', 'none.jpg', 'NoSuchKey'],
    ['an object that is no picture', 'text.txt', 'ImageDecodeFailed'],
  ])('%s lets the job fail', async (_, object, code) => {
    sandbox.objects.put(bucket, 'text.txt', { bytes: new TextEncoder().encode('x'), contentType: 'text/plain' })
    const { status, last } = await run(jobXml({ ...order, object }))
    expect(status).toBe(200)
    expect(last).toContain(`<Code>${code}</Code>`)
    expect(last).toContain('<State>Failed</State>')
  })

  test('a fault of the engine that is none of the picture is not laid at its door', async () => {
    const broken = { ...fakeEngine(), read: () => Promise.reject(new TypeError('a mistake of ours')) }
    const refusing = {
      ...fakeEngine(),
      read: () =>
        Promise.reject(
          new ProblemError({
            title: 'x',
            status: 422,
            code: 'image-truncated',
            retryable: false,
            whoseFault: 'document',
          }),
        ),
    }
    for (const [engine, code] of [
      [broken, 'InternalError'],
      [refusing, 'ImageDecodeFailed'],
    ] as const) {
      const target = createSandbox({ engine, clock: () => new Date(now), wait: turn })
      target.objects.put(bucket, 'card.jpg', { bytes: await picture(), contentType: 'image/jpeg' })
      expect((await run(jobXml(order), target)).last).toContain(`<Code>${code}</Code>`)
    }
  })

  test.each([
    ['another tag', (xml: string) => xml.replace('<Tag>ImageLicenseRec', '<Tag>ImageOCR'), 'InvalidArgument'],
    ['no object', (xml: string) => xml.replace(/<Input>.*<\/Input>/, ''), 'InvalidArgument'],
    ['another kind of card', (xml: string) => xml.replace('IDCard', 'Passport'), 'InvalidArgument'],
    ['too much user data', () => jobXml({ ...order, userData: 'x'.repeat(1025) }), 'InvalidArgument'],
    ['user data beyond ASCII', () => jobXml({ ...order, userData: '数据' }), 'InvalidArgument'],
    ['another priority', () => jobXml({ ...order, jobLevel: '3' }), 'InvalidArgument'],
    ['a callback that is no address', (xml: string) => xml.replace('>no<', '>somewhere<'), 'InvalidArgument'],
    [
      'a queue without its settings',
      (xml: string) => xml.replace('<CallBack>', '<CallBackType>TDMQ</CallBackType><CallBack>'),
      'InvalidArgument',
    ],
    ['another root', (xml: string) => xml.replaceAll('Request>', 'Response>'), 'MalformedXML'],
    ['no XML', () => '{}', 'MalformedXML'],
    [
      'an entity of its own',
      (xml: string) => xml.replace('<Request>', '<!DOCTYPE x [<!ENTITY e "x">]><Request>'),
      'MalformedXML',
    ],
  ])('refuses %s', async (_, change, code) => {
    const { status, created } = await run(change(jobXml(order)))
    expect([status, codeIn(created)]).toEqual([400, code])
  })

  test('asks after several at once, and says which there are not', async () => {
    const { created } = await run(jobXml(order))
    const id = readJobs(created).jobs[0]!.jobId!
    const [, text] = await textOf(call({ path: `/jobs/${id},j1,j2` }))
    expect(readJobs(text)).toMatchObject({ jobs: [{ jobId: id }], unknownIds: ['j1', 'j2'] })
  })
})

describe('callbacks', () => {
  test.each([
    ['http://127.0.0.1:8787/api/v1/callbacks/tencent-ci?token=x', true],
    ['http://localhost:8787/callbacks/tencent-ci', true],
    ['http://[::1]:8787/api/v1/callbacks/tencent-ci', true],
    ['http://127.0.0.1:9999/jobs/done', true],
    ['http://10.0.0.1/callbacks/tencent-ci', false],
    ['http://127.0.0.1.example.com/api/v1/callbacks/tencent-ci', false],
    ['http://user@127.0.0.1/callbacks/tencent-ci', false],
    ['https://127.0.0.1/callbacks/tencent-ci', false],
    ['http://169.254.169.254/callbacks/tencent-ci', false],
    ['not an address', false],
  ])('%s may be called: %s', (address, may) => expect(mayBeCalled(address)).toBe(may))

  test.each(['XML', 'JSON'])('are sent in %s, and name the job', async (format) => {
    let tell: (callback: { type: string; body: string }) => void = () => {}
    const received = new Promise<{ type: string; body: string }>((resolve) => {
      tell = resolve
    })
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => void parts.push(part))
      request.on('end', () => {
        tell({ type: String(request.headers['content-type']), body: Buffer.concat(parts).toString() })
        response.end()
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
    try {
      const { port } = server.address() as AddressInfo
      const callback = { url: `http://127.0.0.1:${port}/api/v1/callbacks/tencent-ci?token=t`, format }
      sandbox.objects.put(bucket, 'card.jpg', { bytes: await picture(), contentType: 'image/jpeg' })
      const { created } = await run(jobXml({ ...order, callback }))
      const { type, body } = await received
      expect(type).toBe(`application/${format.toLowerCase()}`)
      expect(body).toContain('TaskFinish')
      expect(readCallback(type, new TextEncoder().encode(body))).toEqual([readJobs(created).jobs[0]!.jobId])
      // What it tells is what the answer tells.
      expect(readJobs(body).jobs[0]).toMatchObject({ state: 'Success', result: { Status: '1' } })
    } finally {
      server.close()
    }
  })
})

describe('faults', () => {
  test.each([
    ['rate-limit', 503, 'SlowDown'],
    ['package-exhausted', 403, 'AccountArrears'],
    ['clock-skew', 403, 'RequestTimeTooSkewed'],
    ['server-error', 500, 'InternalError'],
  ] as const)('%s concerns orders alone', async (fault, status, code) => {
    sandbox.faults.set('tencent-ci', fault, 1)
    expect((await call({ method: 'HEAD', path: '/' })).status).toBe(200)
    const { status: answered, created } = await run(jobXml(order))
    expect([answered, codeIn(created)]).toEqual([status, code])
  })
})
