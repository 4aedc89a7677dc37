import { describe, expect, test } from 'vitest'
import { kindByName } from '../../contract/documents/index.ts'
import { recordingContext } from '../conformance.ts'
import type { RecogniseRequest } from '../provider.ts'
import { sandboxIdentity } from '../stand-in.ts'
import { createTencentCiProvider } from './index.ts'
import type { TencentCiOptions } from './options.ts'
import { fakeEngine, pageOf, requestOf, sandboxWith, settings, start } from './testing.ts'

interface Sent {
  method: string
  url: URL
  headers: Headers
  body: string
}

/** A provider in front of the sandbox, with everything that it sends. */
function bench(options: Partial<TencentCiOptions> = {}, change: (sent: Sent) => Response | null = () => null) {
  const sandbox = sandboxWith()
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { method, url, headers } = request
    const one = { method, url: new URL(url), headers, body: await request.clone().text() }
    sent.push(one)
    return change(one) ?? sandbox.fetch(input, init)
  }
  const provider = createTencentCiProvider(settings(fetch, options))
  const recognise = (more: Partial<RecogniseRequest> = {}, signal?: AbortSignal) => {
    const { context, seen } = recordingContext(signal)
    return { seen, done: provider.recognise(requestOf(more), context) }
  }
  const calls = () => sent.map(({ method, url }) => `${method} ${url.pathname.replace(/a[0-9a-f]{32}/, '<job>')}`)
  return { sandbox, sent, provider, recognise, calls }
}

const key = 'fieldproof/00000000-0000-7000-8000-000000000001/1.jpg'

describe('a recognition', () => {
  test('uploads, orders, writes the job down, asks, and deletes what it uploaded', async () => {
    const { recognise, calls, sandbox, sent } = bench()
    const { done, seen } = recognise()
    const { kind, findings } = await done
    expect(kind).toBe('id-card-front')
    expect(findings.fields).toHaveLength(6)
    const [first, second] = calls()
    expect([first, second]).toEqual([`PUT /${key}`, 'POST /jobs'])
    expect(new Set(calls().slice(2, -1))).toEqual(new Set(['GET /jobs/<job>']))
    expect(calls().at(-1)).toBe(`DELETE /${key}`)
    expect(sandbox.objects.get(sandboxIdentity.tencentBucket, key)).toBeUndefined()
    expect(seen.jobs).toEqual([{ jobId: expect.stringMatching(/^a[0-9a-f]{32}$/) as string, key }])
    expect(seen.paid).toBe(1)
    expect(sent[1]!.body).toBe(
      `<?xml version="1.0" encoding="UTF-8"?><Request><Tag>ImageLicenseRec</Tag><Input><Object>${key}</Object></Input>` +
        '<Operation><ImageLicenseRec><CardType>IDCard</CardType></ImageLicenseRec></Operation><CallBack>no</CallBack></Request>',
    )
  })

  test('passes its parameters on, escaped', async () => {
    const { recognise, sent } = bench()
    const parameters = { CardType: 'DriverLicense', UserData: `a<b>&"c"'`, JobLevel: '2' }
    const { kind } = await recognise({ parameters, kind: kindByName('driver-licence-front')! }).done
    expect(kind).toBe('driver-licence-front')
    expect(sent[1]!.body).toContain('<CardType>DriverLicense</CardType>')
    expect(sent[1]!.body).toContain('<UserData>a&lt;b&gt;&amp;&quot;c&quot;&apos;</UserData><JobLevel>2</JobLevel>')
  })

  test('reads a driving licence when that is expected and nothing else was said', async () => {
    const { recognise, sent } = bench()
    await recognise({ kind: kindByName('driver-licence-back')! }).done
    expect(sent[1]!.body).toContain('<CardType>DriverLicense</CardType>')
  })

  test.each([
    ['CardType', 'Passport'],
    ['UserData', 'é'],
    ['UserData', 'x'.repeat(1025)],
  ])('does not send %s %s', async (name, value) => {
    const { recognise, sent } = bench()
    await expect(recognise({ parameters: { [name]: value } }).done).rejects.toMatchObject({
      problem: { code: 'provider-parameter-refused', whoseFault: 'caller' },
    })
    expect(sent).toEqual([])
  })

  test('orders one job a page, and says which page a field is of', async () => {
    const { recognise, calls } = bench()
    const { done, seen } = recognise({ pages: [pageOf(0), pageOf(1, 400, 250)] })
    const { findings, raw } = await done
    expect(calls().filter((call) => call === 'POST /jobs')).toHaveLength(2)
    expect(new Set(findings.fields.map(({ page }) => page))).toEqual(new Set([0, 1]))
    expect(findings.fields.at(-1)!.native.path).toMatch(/^\[1\]\.JobsDetail\./)
    expect(JSON.parse(raw!.body)).toHaveLength(2)
    expect(Object.keys(seen.jobs.at(-1)!)).toEqual(['jobId', 'key', 'jobId.1', 'key.1'])
    expect(seen.paid).toBe(2)
  })

  test('sends the token of a temporary key beside the signature, under the name of each host', async () => {
    const keys = { secretId: 'FPSANDBOXAK', secretKey: 'FPSANDBOXSK', token: 'temporary/token+of==sts' }
    const { recognise, sent } = bench({ keys })
    const { done, seen } = recognise()
    await done
    const put = sent.find(({ method }) => method === 'PUT')!
    const post = sent.find(({ method }) => method === 'POST')!
    expect(put.headers.get('x-cos-security-token')).toBe(keys.token)
    expect(post.headers.get('x-ci-security-token')).toBe(keys.token)
    expect(post.headers.get('authorization')).toContain('q-header-list=content-length;content-type;host&')
    expect(JSON.stringify(seen.exchanges)).not.toContain(keys.token)
  })
})

describe('after a restart', () => {
  test('a job that was written down is asked for, never ordered again', async () => {
    const { recognise, calls } = bench()
    const before = recognise()
    const abort = new AbortController()
    await before.done
    const [job] = before.seen.jobs
    const count = calls().length
    const { kind } = await recognise({ job: job! }, abort.signal).done
    expect(kind).toBe('id-card-front')
    expect(new Set(calls().slice(count))).toEqual(new Set(['GET /jobs/<job>', `DELETE /${key}`]))
  })

  test('the pages that have no job yet are ordered', async () => {
    const { recognise, calls } = bench()
    const before = recognise()
    await before.done
    const count = calls().length
    await recognise({ job: before.seen.jobs[0]!, pages: [pageOf(0), pageOf(1)] }).done
    expect(
      calls()
        .slice(count)
        .filter((call) => call === 'POST /jobs'),
    ).toHaveLength(1)
  })

  test('a page whose order was on its way is not ordered again', async () => {
    const { recognise, calls } = bench()
    const job = { jobId: `a${'0'.repeat(32)}`, key, ordering: '1' }
    await expect(recognise({ job, pages: [pageOf(0), pageOf(1)] }).done).rejects.toMatchObject({
      problem: { code: 'provider-outcome-unknown' },
    })
    expect(calls()).toEqual([])
  })
})

describe('the object in the bucket', () => {
  const cases = [
    ['is deleted when a person cancels', { stopReason: 'cancelled' }, undefined],
    ['stays when the process only stops, for the job needs it', { stopReason: 'stopping' }, 'it is there'],
  ] as const

  test.each(cases)('%s', async (_, reason, left) => {
    const abort = new AbortController()
    const { recognise, sandbox } = bench({}, ({ method }) => {
      if (method === 'GET') abort.abort(reason)
      return null
    })
    await expect(recognise({}, abort.signal).done).rejects.toBe(reason)
    const object = sandbox.objects.get(sandboxIdentity.tencentBucket, key)
    expect(object && 'it is there').toBe(left)
  })

  test('is deleted when the order is refused', async () => {
    const refusal = '<Error><Code>AccountArrears</Code><Message>arrears</Message></Error>'
    const { recognise, sandbox } = bench({}, ({ method }) =>
      method === 'POST' ? new Response(refusal, { status: 403 }) : null,
    )
    await expect(recognise().done).rejects.toMatchObject({ problem: { code: 'provider-package-exhausted' } })
    expect(sandbox.objects.get(sandboxIdentity.tencentBucket, key)).toBeUndefined()
  })

  test('that cannot be deleted is no failure', async () => {
    const { recognise } = bench({}, ({ method }) => (method === 'DELETE' ? new Response('', { status: 500 }) : null))
    expect((await recognise().done).kind).toBe('id-card-front')
  })
})

describe('with a callback address', () => {
  const callbackUrl = 'https://console.example/api/v1/callbacks/tencent-ci'

  test('the job carries it with a token that nobody can guess, and waiting begins before the order', async () => {
    const tokens: string[] = []
    const order: string[] = []
    const callbackOf = (token: string, signal: AbortSignal) => {
      tokens.push(token)
      order.push('waits')
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    }
    const { recognise, sent } = bench({ callbackUrl, callbackOf }, ({ method }) => {
      if (method === 'POST') order.push('orders')
      return null
    })
    const { done, seen } = recognise({ parameters: { CallBackFormat: 'JSON' } })
    await done
    expect(order).toEqual(['waits', 'orders'])
    expect(tokens[0]).toMatch(/^[\w-]{32}$/)
    const post = sent.find(({ method }) => method === 'POST')!
    expect(post.body).toContain(
      `<CallBack>${callbackUrl}?token=${tokens[0]}</CallBack><CallBackFormat>JSON</CallBackFormat>`,
    )
    expect(JSON.stringify(seen.exchanges)).not.toContain(tokens[0])
    await recognise().done
    expect(tokens[1]).not.toBe(tokens[0])
  })

  test('a callback wakes the question, and only the answer counts', async () => {
    const waits: number[] = []
    let wake: () => void = () => {}
    const callbackOf = () =>
      new Promise<void>((resolve) => {
        wake = resolve
      })
    // Polling alone would wait for ever: the first delay ends only with the signal.
    const wait = (milliseconds: number, signal: AbortSignal) => {
      waits.push(milliseconds)
      if (milliseconds < 2_000) return new Promise<void>((resolve) => setImmediate(resolve))
      queueMicrotask(() => wake())
      return new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      })
    }
    const { recognise, calls } = bench({ callbackUrl, callbackOf, wait })
    expect((await recognise().done).kind).toBe('id-card-front')
    expect(waits[0]).toBeGreaterThanOrEqual(2_000)
    expect(calls().some((call) => call === 'GET /jobs/<job>')).toBe(true)
  })
})

describe('what a job may end as', () => {
  const job = (state: string, more = '') =>
    `<Response><JobsDetail><Code>X</Code><JobId>a1</JobId><State>${state}</State>${more}</JobsDetail></Response>`
  const ended = (last: string) => {
    const { recognise } = bench({}, ({ method }) => {
      if (method !== 'GET' && method !== 'POST') return null
      return new Response(method === 'POST' ? job('Submitted') : last, {
        headers: { 'content-type': 'application/xml' },
      })
    })
    return recognise().done
  }
  const node = (content: string) => `<Operation><ImageLicenseRecResult>${content}</ImageLicenseRecResult></Operation>`

  test.each([
    ['Failed', job('Failed', '<Message>something</Message>'), 'provider-failed', 'X'],
    [
      'Failed because of the picture',
      job('Failed', '<Message>Image decode error</Message>'),
      'provider-picture-refused',
      'X',
    ],
    ['Cancel', job('Cancel'), 'provider-failed', 'X'],
    [
      'Success, with a result that is Failed',
      job('Success', node('<State>Failed</State><Code>PictureTooSmall</Code><Message>m</Message>')),
      'provider-picture-refused',
      'PictureTooSmall',
    ],
    ['unknown', '<Response><NonExistJobIds>a1</NonExistJobIds></Response>', 'provider-failed', 'NonExistJobIds'],
  ])('%s', async (_, last, code, providerCode) => {
    await expect(ended(last)).rejects.toMatchObject({ problem: { code, providerCode, provider: 'tencent-ci' } })
  })

  test('Success without a result is malformed', async () => {
    await expect(ended(job('Success'))).rejects.toMatchObject({ problem: { code: 'provider-answer-malformed' } })
  })

  test('Pause is waited for', async () => {
    let asked = 0
    const { recognise } = bench({}, ({ method, url }) => {
      if (method !== 'GET') return null
      asked += 1
      const id = url.pathname.split('/').at(-1)!
      return asked < 3 ? new Response(job('Pause').replace('a1', id)) : null
    })
    await recognise().done
    expect(asked).toBeGreaterThanOrEqual(3)
  })
})

describe('errors of the cloud', () => {
  const failed = (status: number, body: string, headers: Record<string, string> = {}) => {
    const { recognise, sent } = bench({}, ({ method }) =>
      method === 'POST' ? new Response(body, { status, headers }) : null,
    )
    const posts = () => sent.filter(({ method }) => method === 'POST').length
    return { done: recognise().done, posts }
  }
  const error = (code: string, message = 'm') =>
    `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>r1</RequestId></Error>`

  test.each([
    [403, 'SignatureDoesNotMatch', 'provider-credentials-refused', 1],
    [403, 'InvalidAccessKeyId', 'provider-credentials-refused', 1],
    [403, 'AccessDenied', 'provider-permission-denied', 1],
    [403, 'RequestTimeTooSkewed', 'provider-clock-skew', 1],
    [404, 'NoSuchBucket', 'provider-request-refused', 1],
    [400, 'MalformedXML', 'provider-parameter-refused', 1],
    // The cloud says itself that there is no job, so that it may be ordered again.
    [503, 'SlowDown', 'provider-rate-limited', 3],
    [500, 'InternalError', 'provider-unavailable', 3],
    [400, 'NeverHeardOf', 'provider-parameter-refused', 1],
  ])('%i %s', async (status, providerCode, code, times) => {
    const { done, posts } = failed(status, error(providerCode))
    await expect(done).rejects.toMatchObject({ problem: { code, providerCode, parameters: { requestId: 'r1' } } })
    expect(posts()).toBe(times)
  })

  test('an expired window is a wrong clock', async () => {
    const { done } = failed(403, error('AccessDenied', 'Request has expired'))
    await expect(done).rejects.toMatchObject({ problem: { code: 'provider-clock-skew' } })
    const late = failed(403, error('AccessDenied'), { date: new Date(start.getTime() + 20 * 60_000).toUTCString() })
    await expect(late.done).rejects.toMatchObject({ problem: { code: 'provider-clock-skew' } })
  })
})

describe('the test of the connection', () => {
  const signal = new AbortController().signal

  test('asks for a job that cannot be, and orders nothing', async () => {
    const { provider, calls } = bench()
    expect(await provider.probe(signal)).toMatchObject({ ok: true, checked: 'credentials' })
    expect(calls()).toEqual(['GET /jobs/j00000000000000000000000000000000'])
  })

  test('tells a wrong secret', async () => {
    const { provider } = bench({ keys: { secretId: 'FPSANDBOXAK', secretKey: 'wrong' } })
    expect(await provider.probe(signal)).toMatchObject({ ok: false, problem: { code: 'provider-credentials-refused' } })
  })
})

test('without a key nothing can be read, and the error names the variables', async () => {
  const { provider, recognise } = bench({ keys: null })
  expect(provider.status()).toMatchObject({ ready: false, keyEnding: null })
  await expect(recognise().done).rejects.toMatchObject({
    problem: { code: 'provider-not-configured', detail: expect.stringContaining('TENCENT_CI_BUCKET') as string },
  })
})

test('a reading that finds nothing is a success without fields', async () => {
  const { fetch } = sandboxWith(fakeEngine([]))
  const provider = createTencentCiProvider(settings(fetch))
  const { findings } = await provider.recognise(requestOf(), recordingContext().context)
  expect(findings.fields).toEqual([])
})
