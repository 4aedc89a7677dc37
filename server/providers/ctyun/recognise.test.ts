import { describe, expect, test, vi } from 'vitest'
import { recordingContext } from '../conformance.ts'
import { fetchFailure } from '../failure-wiring.ts'
import { ProviderError, type RecogniseRequest, type UprightPage } from '../provider.ts'
import { createCtyunProvider } from './index.ts'
import type { CtyunOptions } from './options.ts'
import { sandboxSm2Key } from './sandbox-key.ts'
import { brokenWidth, emblemWidth, fixtureText, pageOf, picture, requestOf, sandboxFetch, settings } from './testing.ts'

type Reply = (pictures: number, call: number) => Response | Promise<Response>

/** A cloud that answers by a function and keeps how many pictures every call had. */
function cloudOf(reply: Reply) {
  const calls: { pictures: string[]; bytes: number; requestId: string }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.text()
    const body = JSON.parse(text) as { data?: string[]; ImageData?: string }
    const pictures = body.data ?? [body.ImageData!]
    calls.push({ pictures, bytes: Buffer.byteLength(text), requestId: request.headers.get('ctyun-eop-request-id')! })
    return reply(pictures.length, calls.length - 1)
  }
  return { fetch, calls }
}

const list = (items: readonly unknown[]) =>
  Response.json({
    statusCode: 0,
    message: { success: items.length, fail: 0 },
    returnObj: items,
  })

const oneLine = (text: string) => ({ text_line: 1, detail: [{ name: '0', text, box: [1, 1, 50, 1, 50, 20, 1, 20] }] })

/** Text that says which call and which of its pictures it is of. */
const echo: Reply = (pictures, call) => list(Array.from({ length: pictures }, (_, at) => oneLine(`${call}.${at}`)))

async function recognise(fetch: typeof globalThis.fetch, request: RecogniseRequest, more: Partial<CtyunOptions> = {}) {
  const { context, seen } = recordingContext()
  const answer = await createCtyunProvider(settings(fetch, more)).recognise(request, context)
  return { ...answer, seen }
}

async function failureOf(fetch: typeof globalThis.fetch, request: RecogniseRequest, more: Partial<CtyunOptions> = {}) {
  const { context, seen } = recordingContext()
  const error = await createCtyunProvider(settings(fetch, more))
    .recognise(request, context)
    .then(
      () => Promise.reject(new Error('it succeeded')),
      (reason: unknown) => reason,
    )
  if (!(error instanceof ProviderError)) throw error
  return { error, problem: error.problem, seen }
}

const pagesOf = (count: number): UprightPage[] =>
  Array.from({ length: count }, (_, index) => pageOf(index, 320 + index))
const base64Of = async (page: UprightPage) => Buffer.from(await page.image()).toString('base64')

describe('batches', () => {
  test('fifty pages go out in one call, in order', async () => {
    const { fetch, calls } = cloudOf(echo)
    const pages = pagesOf(50)
    const { findings, raw, seen } = await recognise(fetch, requestOf('ctyun.ocr.general', pages))
    expect(calls.map(({ pictures }) => pictures.length)).toEqual([50])
    expect(calls[0]!.pictures).toEqual(await Promise.all(pages.map(base64Of)))
    expect(findings.lines.map(({ text, page }) => [text, page])).toEqual(
      pages.map(({ index }) => [`0.${index}`, index]),
    )
    expect(findings.lines[7]!.path).toBe('returnObj[7].detail[0].text')
    expect(JSON.parse(raw!.body)).toMatchObject({ statusCode: 0 })
    expect(seen.paid).toBe(1)
    // One picture is one call.
    expect(seen.counted).toBe(50)
  })

  test('a request stays under the gateway’s size; the order is kept over all calls', async () => {
    const { fetch, calls } = cloudOf(echo)
    const pages = pagesOf(7)
    const lengths = (await Promise.all(pages.map(base64Of))).map((text) => text.length + 3)
    const maxRequestBytes = 11 + Math.max(...lengths) * 3
    const { findings, raw, seen } = await recognise(fetch, requestOf('ctyun.ocr.general', pages), { maxRequestBytes })
    expect(calls.map(({ pictures }) => pictures.length)).toEqual([3, 3, 1])
    for (const { bytes } of calls) expect(bytes).toBeLessThanOrEqual(maxRequestBytes)
    expect(findings.lines.map(({ text, page, path }) => [text, page, path?.slice(0, 16)])).toEqual([
      ['0.0', 0, '[0].returnObj[0]'],
      ['0.1', 1, '[0].returnObj[1]'],
      ['0.2', 2, '[0].returnObj[2]'],
      ['1.0', 3, '[1].returnObj[0]'],
      ['1.1', 4, '[1].returnObj[1]'],
      ['1.2', 5, '[1].returnObj[2]'],
      ['2.0', 6, '[2].returnObj[0]'],
    ])
    expect(JSON.parse(raw!.body)).toHaveLength(3)
    expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(3)
    expect(seen.paid).toBe(3)
  })

  test('what is too many pages or cannot fit into a request is refused before anything is sent', async () => {
    const { fetch, calls } = cloudOf(echo)
    expect((await failureOf(fetch, requestOf('ctyun.ocr.plate', pagesOf(51)))).problem).toMatchObject({
      code: 'too-many-pages',
      whoseFault: 'document',
    })
    expect((await failureOf(fetch, requestOf('ctyun.ocr.business-license', pagesOf(2)))).problem.code).toBe(
      'too-many-pages',
    )
    const small = await failureOf(fetch, requestOf('ctyun.ocr.general'), { maxRequestBytes: 300 })
    expect(small.problem.code).toBe('file-too-large')
    for (const side of [32, 5000]) {
      const { problem } = await failureOf(fetch, requestOf('ctyun.ocr.general', [pageOf(0, side, 100)]))
      expect(problem.code).toBe(side === 32 ? 'image-too-small' : 'image-too-large')
    }
    expect(calls).toEqual([])
  })

  test('a batch that the gateway finds too large goes out in halves', async () => {
    const html = fixtureText('examples/gateway-413.response.json')
    const page = (JSON.parse(html) as { bodyText: string }).bodyText
    const { fetch, calls } = cloudOf((pictures, call) =>
      pictures > 2
        ? new Response(page, { status: 413, headers: { 'content-type': 'text/html' } })
        : echo(pictures, call),
    )
    const { findings } = await recognise(fetch, requestOf('ctyun.ocr.general', pagesOf(5)))
    expect(calls.map(({ pictures }) => pictures.length)).toEqual([5, 3, 2, 1, 2])
    expect(findings.lines.map(({ text, page }) => [text, page])).toEqual([
      ['2.0', 0],
      ['2.1', 1],
      ['3.0', 2],
      ['4.0', 3],
      ['4.1', 4],
    ])
    const never = cloudOf(() => new Response(page, { status: 413, headers: { 'content-type': 'text/html' } }))
    const { problem } = await failureOf(never.fetch, requestOf('ctyun.ocr.general', [pageOf()]))
    expect(problem).toMatchObject({ code: 'provider-picture-too-large', providerCode: 'HTTP 413' })
    expect(never.calls).toHaveLength(1)
  })
})

describe('failures inside a success', () => {
  const failed = { err_code: 410001, err_msg: '图片解码错误' }

  test('the other pages are read, and the failed one says why where it stands', async () => {
    const { fetch } = cloudOf(() => list([oneLine('a'), failed, oneLine('c')]))
    const { findings } = await recognise(fetch, requestOf('ctyun.ocr.general', pagesOf(3)))
    expect(findings.lines.map(({ text, page }) => [text, page])).toEqual([
      ['a', 0],
      ['c', 2],
    ])
    expect(findings.fields).toEqual([
      {
        key: 'ctyun:err_code',
        value: '410001: The bytes could not be decoded as a picture. 图片解码错误。',
        native: { path: 'returnObj[1].err_code', value: 410001 },
        page: 1,
        quads: [],
        boxSource: null,
        confidence: null,
        confidenceSource: null,
        agreement: null,
        checks: [expect.objectContaining({ id: 'page-recognised', ok: false })],
      },
    ])
  })

  test('when no page was read it is an error', async () => {
    const all = await failureOf(
      cloudOf(() => list([failed, { err_code: 400012, err_msg: 'x' }])).fetch,
      requestOf('ctyun.ocr.general', pagesOf(2)),
    )
    expect(all.problem).toMatchObject({
      code: 'provider-picture-refused',
      providerCode: '410001',
      whoseFault: 'document',
    })
    expect(all.problem.detail).toContain('None of the 2 pages was recognised (410001, 400012)')
    const one = await failureOf(cloudOf(() => list([failed])).fetch, requestOf('ctyun.ocr.general'))
    expect(one.problem.detail).toBe('The bytes could not be decoded as a picture.')
  })

  test('a page for which nothing came is a failed one', async () => {
    const { fetch } = cloudOf(() => list([oneLine('a')]))
    const { findings } = await recognise(fetch, requestOf('ctyun.ocr.general', pagesOf(2)))
    expect(findings.fields).toMatchObject([
      { key: 'ctyun:err_code', page: 1, native: { path: 'returnObj', value: null } },
    ])
  })

  test('a call that fails after another was paid for keeps what was paid for, and no further call is made', async () => {
    const { fetch, calls } = cloudOf((pictures, call) =>
      call === 0
        ? echo(pictures, call)
        : Response.json({ statusCode: 51003, message: 'API 可用次数已不足' }, { status: 403 }),
    )
    const lengths = (await Promise.all(pagesOf(6).map(base64Of))).map((text) => text.length + 3)
    const more = { maxRequestBytes: 11 + Math.max(...lengths) * 2 }
    const { findings, raw } = await recognise(fetch, requestOf('ctyun.ocr.general', pagesOf(6)), more)
    expect(calls).toHaveLength(2)
    expect(findings.lines.map(({ page }) => page)).toEqual([0, 1])
    expect(findings.fields.map(({ page, native }) => [page, native.value])).toEqual(
      [2, 3, 4, 5].map((page) => [page, '51003']),
    )
    expect(findings.fields[0]!.native.path).toBe('[1]')
    expect((JSON.parse(raw!.body) as unknown[])[1]).toBeNull()
  })

  test('a first call that fails ends it', async () => {
    const { fetch, calls } = cloudOf(() => Response.json({ statusCode: 10002 }, { status: 401 }))
    const lengths = (await Promise.all(pagesOf(3).map(base64Of))).map((text) => text.length + 3)
    const more = { maxRequestBytes: 11 + Math.max(...lengths) }
    expect((await failureOf(fetch, requestOf('ctyun.ocr.general', pagesOf(3)), more)).problem.code).toBe(
      'provider-credentials-refused',
    )
    expect(calls).toHaveLength(1)
  })
})

describe('ID cards against the stand-in', () => {
  test('the kind is that of the side that came, whatever was asked for', async () => {
    const emblem = requestOf('ctyun.ocr.idcard', [pageOf(0, emblemWidth)], 'id-card-front')
    const back = await recognise(sandboxFetch(), emblem)
    expect(back.kind).toBe('id-card-back')
    expect(Object.fromEntries(back.findings.fields.map(({ key, value }) => [key, value]))).toEqual({
      issuing_authority: '北京市公安局朝阳分局',
      valid_from: '2015-06-09',
      valid_to: '2035-06-09',
    })
    const front = await recognise(sandboxFetch(), requestOf('ctyun.ocr.idcard', [pageOf()], 'id-card-back'))
    expect(front.kind).toBe('id-card-front')
    expect(front.findings.fields).toContainEqual(expect.objectContaining({ key: 'birth_date', value: '1990-03-07' }))
  })

  test('both sides in one document give the fields of both', async () => {
    const both = requestOf('ctyun.ocr.idcard', [pageOf(0), pageOf(1, emblemWidth)], 'id-card-back')
    const { kind, findings } = await recognise(sandboxFetch(), both)
    expect(kind).toBe('id-card-back')
    expect(findings.fields.filter(({ page }) => page === 0).map(({ key }) => key)).toContain('id_number')
    expect(findings.fields.filter(({ page }) => page === 1).map(({ key }) => key)).toContain('valid_to')
  })

  test('a picture that cannot be decoded fails alone', async () => {
    const pages = [pageOf(0), pageOf(1, brokenWidth)]
    const { findings } = await recognise(sandboxFetch(), requestOf('ctyun.ocr.idcard', pages))
    expect(findings.fields.find(({ key }) => key === 'ctyun:err_code')).toMatchObject({
      page: 1,
      native: { value: 4009 },
    })
  })
})

describe('encryption', () => {
  const { publicKey } = sandboxSm2Key

  test.each(['C1C2C3', 'C1C3C2'] as const)('%s: the raw answer is the decrypted one', async (layout) => {
    const { findings, raw, seen } = await recognise(sandboxFetch(), requestOf('ctyun.ocr.plate'), {
      envelope: { publicKey, layout },
    })
    expect(JSON.parse(raw!.body)).toMatchObject({ statusCode: 0, returnObj: [{ 'number of plate licenses': 1 }] })
    expect(findings.fields[0]).toMatchObject({ key: 'plate_number', value: '粤B12345' })
    expect(JSON.stringify(seen.exchanges)).not.toContain('粤B12345')
  })

  test('with the key of somebody else the cloud cannot decrypt, and says so', async () => {
    const stranger =
      'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60YM/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw=='
    const { problem } = await failureOf(sandboxFetch(), requestOf('ctyun.ocr.plate'), {
      envelope: { publicKey: stranger, layout: 'C1C2C3' },
    })
    expect(problem).toMatchObject({ code: 'provider-credentials-refused', providerCode: 'AI_OP_40019' })
  })

  test('a key that is none is a mistake of the settings; nothing is sent', async () => {
    const { fetch, calls } = cloudOf(echo)
    const { problem } = await failureOf(fetch, requestOf('ctyun.ocr.plate'), {
      envelope: { publicKey: 'AAAA', layout: 'C1C2C3' },
    })
    expect(problem).toMatchObject({ code: 'provider-not-configured', whoseFault: 'configuration' })
    expect(calls).toEqual([])
  })
})

describe('on the way', () => {
  test('concurrency is tried again after 2 to 5 s with another request id; a rate is not', async () => {
    const wait = vi.fn<(milliseconds: number) => Promise<void>>(() => Promise.resolve())
    const busy = cloudOf((pictures, call) =>
      call === 0 ? Response.json({ statusCode: 999, message: '并发超限' }) : echo(pictures, call),
    )
    const { seen } = await recognise(busy.fetch, requestOf('ctyun.ocr.general'), { wait })
    expect(wait.mock.calls.map(([milliseconds]) => milliseconds)).toContain(3500)
    expect(new Set(busy.calls.map(({ requestId }) => requestId)).size).toBe(2)
    expect(seen.paid).toBe(2)
    const limited = cloudOf(() =>
      Response.json({ statusCode: 'CTAPI_0429', message: '请求频率超过限制' }, { status: 429 }),
    )
    expect((await failureOf(limited.fetch, requestOf('ctyun.ocr.general'))).problem.code).toBe('provider-rate-limited')
    expect(limited.calls).toHaveLength(1)
  })

  test('calls wait for their turn: so many a second as is set', async () => {
    let now = Date.parse('2026-03-01T08:00:00Z')
    const waits: number[] = []
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds)
      now += milliseconds
    }
    const clock = () => new Date(now)
    const provider = createCtyunProvider(settings(cloudOf(echo).fetch, { wait, clock, requestsPerSecond: 4 }))
    const { context } = recordingContext()
    await Promise.all([1, 2, 3].map(() => provider.recognise(requestOf('ctyun.ocr.general'), context)))
    expect(waits).toEqual([250, 250])
  })

  test('without keys it is listed but does not work', async () => {
    const { fetch, calls } = cloudOf(echo)
    const { problem } = await failureOf(fetch, requestOf('ctyun.ocr.general'), { keys: null })
    expect(problem).toMatchObject({ code: 'provider-not-configured', whoseFault: 'configuration' })
    expect(problem.action).toContain('CTYUN_SECURITY_KEY')
    expect(createCtyunProvider(settings(fetch, { keys: null })).status()).toMatchObject({
      ready: false,
      keyEnding: null,
    })
    expect(calls).toEqual([])
  })

  test('the test of the connection signs nothing and calls no API', async () => {
    const seen: Request[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      seen.push(new Request(input, init))
      return new Response('not found', { status: 404 })
    }
    const probe = await createCtyunProvider(settings(fetch)).probe(new AbortController().signal)
    expect(probe).toMatchObject({ ok: true, checked: 'reachability' })
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET http://127.0.0.1/'])
    expect([...seen[0]!.headers.keys()].filter((name) => /eop|appkey/.test(name))).toEqual([])
    const dead = createCtyunProvider(settings(() => Promise.reject(fetchFailure('ECONNREFUSED'))))
    expect(await dead.probe(new AbortController().signal)).toMatchObject({
      ok: false,
      problem: { code: 'provider-unreachable' },
    })
  })

  test('pages of another format become JPEG', async () => {
    const { fetch, calls } = cloudOf(echo)
    await recognise(
      fetch,
      requestOf('ctyun.ocr.general', [{ index: 0, width: 100, height: 80, image: () => picture(100, 80, 'webp') }]),
    )
    expect(calls[0]!.pictures[0]).toMatch(/^\/9j\//)
  })
})
