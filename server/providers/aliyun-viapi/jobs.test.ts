import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  commonOptions,
  fakeFetch,
  reasonOf,
  requestFor,
  testFile,
  testKeys,
  type FakeAnswer,
} from '../aliyun-signature/testing.ts'
import { recordingContext } from '../conformance.ts'
import type { ProviderError, RecogniseRequest } from '../provider.ts'
import { createAliyunViapiProvider } from './index.ts'
import { resultText } from './jobs.ts'

const example = (name: string) => readFileSync(new URL(`./__fixtures__/examples/${name}`, import.meta.url), 'utf8')
const clean = JSON.parse(example('extra/GetAsyncJobResult.Result.json')) as { Content: string }

const status = (state: string, rest: Record<string, unknown> = {}): FakeAnswer => ({
  body: JSON.stringify({ RequestId: 'P', Data: { JobId: 'J-1', Status: state, ...rest } }),
})
const ordered: FakeAnswer = { body: '{"RequestId":"J-1"}' }

function setUp(polls: FakeAnswer[], order: FakeAnswer = ordered) {
  const waits: number[] = []
  const { fetch, seen } = fakeFetch((request) => {
    if (request.method === 'PUT') return {}
    if (request.method === 'DELETE') return { status: 204 }
    return request.parameters.get('Action') === 'GetAsyncJobResult'
      ? polls.length > 1
        ? polls.shift()!
        : polls[0]!
      : order
  })
  const provider = createAliyunViapiProvider({
    ...commonOptions(fetch),
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted()
      waits.push(milliseconds)
    },
    keys: testKeys,
    endpoint: 'https://ocr.cn-shanghai.aliyuncs.com',
    uploadAuthorityEndpoint: 'https://openplatform.aliyuncs.com',
    signature: 'hmac-sha1',
    format: 'JSON',
    bucket: { name: 'files', endpoint: 'https://oss-cn-shanghai.aliyuncs.com', pathStyle: false },
    uploadHosts: [],
  })
  function recognise(rest: Partial<Omit<RecogniseRequest, 'kind'>> = {}, signal?: AbortSignal, onKept = () => {}) {
    const { context: recording, seen: kept } = recordingContext(signal)
    const context = { ...recording, keepJob: (job: Record<string, string>) => recording.keepJob(job).then(onKept) }
    const file = testFile('pdf', Buffer.from('%PDF-1.7\n'))
    return { done: provider.recognise(requestFor(provider, 'TrimDocument', { file, ...rest }), context), kept }
  }
  const actions = () => seen.map(({ method, parameters }) => parameters.get('Action') ?? method)
  return { recognise, actions, seen, waits }
}

const done = status('PROCESS_SUCCESS', { Result: JSON.stringify(clean) })

describe('a job', () => {
  test('is ordered once, kept, asked after with growing delay, and its file deleted', async () => {
    const { recognise, actions, seen, waits } = setUp([
      status('QUEUING'),
      status('PROCESSING'),
      status('PROCESSING'),
      done,
    ])
    const { done: working, kept } = recognise()
    const { findings, requestId, raw } = await working
    expect(actions()).toEqual([
      'PUT',
      'TrimDocument',
      ...Array.from({ length: 4 }, () => 'GetAsyncJobResult'),
      'DELETE',
    ])
    expect(seen[2]!.parameters.get('JobId')).toBe('J-1')
    expect(kept.jobs).toEqual([
      { jobId: 'J-1', objectName: 'fieldproof/01900000-0000-7000-8000-000000000001/file.pdf' },
    ])
    expect(kept.paid).toBe(1)
    // The limiter's own pauses are a tenth of a second.
    const pauses = waits.filter((pause) => pause > 100)
    expect(pauses).toHaveLength(4)
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other))
    expect([requestId, findings.html]).toEqual(['J-1', clean.Content])
    expect(raw!.body).toBe(done.body)
    const shares = kept.progress.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((one, other) => one - other))
    expect(kept.exchanges.map(({ purpose }) => purpose)).toEqual([
      'upload',
      'recognise',
      'poll',
      'poll',
      'poll',
      'poll',
      'upload',
    ])
  })

  test.each(['GetAsyncJobResult.json', 'GetAsyncJobResult.xml'])(
    'comes right as the document shows it: %s',
    async (name) => {
      // PROCESS_SUCCESS together with an error code, and a result that is escaped once too often.
      const { recognise } = setUp([
        { body: example(name), contentType: name.endsWith('xml') ? 'text/xml' : 'application/json' },
      ])
      const { findings } = await recognise().done
      expect(findings.html).toBe(clean.Content)
      expect(findings.tables).toHaveLength(1)
    },
  )

  test('paths into its result go through the string', async () => {
    const { recognise } = setUp([done])
    const { findings } = await recognise().done
    const paths = [
      ...findings.fields.map(({ native }) => native.path),
      ...findings.tables.flatMap(({ cells }) => cells.map(({ path }) => path)),
    ]
    for (const path of paths.filter((path) => path !== undefined)) expect(path).toMatch(/^Data\.Result\b/)
  })

  test('goes on after a restart: it is neither ordered nor uploaded again', async () => {
    const { recognise, actions, seen } = setUp([status('PROCESSING'), done])
    const { done: working, kept } = recognise({ job: { jobId: 'J-9', objectName: 'fieldproof/x/file.pdf' } })
    expect((await working).requestId).toBe('J-9')
    expect(actions()).toEqual(['GetAsyncJobResult', 'GetAsyncJobResult', 'DELETE'])
    expect(seen[0]!.parameters.get('JobId')).toBe('J-9')
    expect(seen[2]!.url.pathname).toBe('/fieldproof/x/file.pdf')
    expect([kept.paid, kept.jobs]).toEqual([0, []])
  })

  test.each([
    [
      'PROCESS_FAILED',
      { ErrorCode: 'InvalidImage.Content', ErrorMessage: 'no file' },
      'provider-picture-refused',
      'InvalidImage.Content',
    ],
    ['PROCESS_FAILED', { ErrorCode: '' }, 'provider-failed', 'PROCESS_FAILED'],
    ['TIMEOUT_FAILED', {}, 'provider-timeout', 'TIMEOUT_FAILED'],
    ['LIMIT_RETRY_FAILED', {}, 'provider-failed', 'LIMIT_RETRY_FAILED'],
  ])('that ends with %s %j fails once', async (state, rest, code, providerCode) => {
    const { recognise, actions } = setUp([status(state, rest)])
    const error = (await reasonOf(recognise().done)) as ProviderError
    expect(error.problem).toMatchObject({ code, providerCode, parameters: { jobState: state, requestId: 'P' } })
    expect(actions()).toEqual(['PUT', 'TrimDocument', 'GetAsyncJobResult', 'DELETE'])
  })

  test('that never ends is given up after half an hour', async () => {
    const { recognise, waits } = setUp([status('PROCESSING')])
    const error = (await reasonOf(recognise().done)) as ProviderError
    expect(error.problem.code).toBe('provider-job-timeout')
    const total = waits.reduce((sum, wait) => sum + wait, 0)
    expect(total).toBeGreaterThanOrEqual(29 * 60_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000)
  })

  test.each([
    ['without a state', status('')],
    ['whose result is no JSON', status('PROCESS_SUCCESS', { Result: 'hello' })],
    ['without a result', status('PROCESS_SUCCESS')],
  ])('%s is an answer that cannot be read', async (_name, answer) => {
    const { recognise } = setUp([answer])
    const error = (await reasonOf(recognise().done)) as ProviderError
    expect(error.problem.code).toBe('provider-answer-malformed')
  })

  test('that got no id is not waited for, and its file is deleted', async () => {
    const { recognise, actions } = setUp([done], { body: '{"Data":{"x":1}}' })
    const error = (await reasonOf(recognise().done)) as ProviderError
    expect(error.problem.code).toBe('provider-answer-malformed')
    expect(actions()).toEqual(['PUT', 'TrimDocument', 'DELETE'])
  })

  test('keeps its file when it is cancelled, because it may go on after a restart', async () => {
    const abort = new AbortController()
    const why = new Error('stop')
    const { recognise, actions } = setUp([status('QUEUING')])
    const { done: working } = recognise({}, abort.signal, () => abort.abort(why))
    expect(await reasonOf(working)).toBe(why)
    expect(actions()).toEqual(['PUT', 'TrimDocument'])
    expect(actions()).not.toContain('DELETE')
  })
})

describe('a result inside a string', () => {
  // Digits beyond a double's survive, because the text is kept and not the value.
  const long = '{"a":"x\\"y\\n","n":12345678901234567890}'
  test.each([
    ['as it is', long, long],
    ['as an object', { a: 1 }, '{"a":1}'],
    ['as a JSON string', JSON.stringify(long), long],
    ['escaped once too often', JSON.stringify(long).slice(1, -1), long],
    ['escaped twice too often', JSON.stringify(JSON.stringify(long)).slice(1, -1), long],
    ['pretty-printed and escaped', '{\n\t\\"a\\": 1\n}', '{\n\t"a": 1\n}'],
  ])('%s', (_name, given, text) => {
    expect(resultText(given)).toBe(text)
  })

  test.each(['', 'null', '12', '{"a":', null, undefined])('%j is none', (given) => {
    expect(() => resultText(given)).toThrow('not JSON')
  })
})
