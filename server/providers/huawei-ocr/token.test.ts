import { describe, expect, test } from 'vitest'
import { recordingContext } from '../conformance.ts'
import type { ProviderError } from '../provider.ts'
import { createHuaweiOcrProvider } from './index.ts'
import { iamCredentials, requestOf, sandboxFetch, settings, start } from './testing.ts'

const hour = 60 * 60 * 1000

/** A provider with an IAM user in front of the sandbox, and a clock that tests move. */
function bench(fetchOf: (inner: typeof fetch) => typeof fetch = (inner) => inner) {
  let now = start.getTime()
  const asked: string[] = []
  const clock = () => new Date(now)
  const sandbox = sandboxFetch(clock)
  const counted: typeof fetch = (input, init) => {
    asked.push(new URL(new Request(input, init).url).pathname)
    return sandbox(input, init)
  }
  const provider = createHuaweiOcrProvider(settings(fetchOf(counted), { clock, credentials: iamCredentials }))
  const recognise = (signal?: AbortSignal) => {
    const { context, seen } = recordingContext(signal)
    return { seen, done: provider.recognise(requestOf('huawei.ocr.passport'), context) }
  }
  const tokens = () => asked.filter((path) => path === '/v3/auth/tokens').length
  return { provider, recognise, tokens, later: (milliseconds: number) => void (now += milliseconds) }
}

const expiredAnswer = () =>
  Response.json(
    { error_code: 'APIG.0301', error_msg: 'Incorrect IAM authentication information: token expires' },
    { status: 401 },
  )

const isOcr = (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
  new URL(new Request(input, init).url).pathname.includes('/ocr/')

describe('the token of the identity service', () => {
  test('is fetched once for many calls that wait', async () => {
    const { recognise, tokens } = bench()
    const answers = await Promise.all([1, 2, 3, 4].map(() => recognise().done))
    expect(answers.map(({ kind }) => kind)).toEqual(['passport', 'passport', 'passport', 'passport'])
    expect(tokens()).toBe(1)
  })

  test('is kept, and renewed before its 24 hours end', async () => {
    const { recognise, tokens, later } = bench()
    await recognise().done
    later(23 * hour)
    await recognise().done
    expect(tokens()).toBe(1)
    later(0.6 * hour)
    await recognise().done
    expect(tokens()).toBe(2)
  })

  test('lives as long as the service says', async () => {
    const { recognise, tokens, later } = bench((inner) => async (input, init) => {
      const answer = await inner(input, init)
      if (isOcr(input, init)) return answer
      const { token } = (await answer.json()) as { token: { issued_at: string } }
      const expires = new Date(Date.parse(token.issued_at) + hour).toISOString()
      const headers = { 'x-subject-token': answer.headers.get('x-subject-token')! }
      return Response.json({ token: { ...token, expires_at: expires } }, { status: 201, headers })
    })
    await recognise().done
    later(0.8 * hour)
    await recognise().done
    expect(tokens()).toBe(1)
    later(0.15 * hour)
    await recognise().done
    expect(tokens()).toBe(2)
  })

  test('is renewed once when it is refused as expired, and the call made again', async () => {
    let refused = 0
    const { recognise, tokens } = bench((inner) => (input, init) => {
      if (!isOcr(input, init) || refused > 0) return inner(input, init)
      refused += 1
      return Promise.resolve(expiredAnswer())
    })
    const { done, seen } = recognise()
    expect((await done).kind).toBe('passport')
    expect(tokens()).toBe(2)
    expect(seen.exchanges.map(({ purpose }) => purpose)).toEqual(['token', 'recognise', 'token', 'recognise'])
    expect(seen.paid).toBe(2)
  })

  test('is never renewed in a loop', async () => {
    const { recognise, tokens } = bench(
      (inner) => (input, init) => (isOcr(input, init) ? Promise.resolve(expiredAnswer()) : inner(input, init)),
    )
    await expect(recognise().done).rejects.toMatchObject({ problem: { code: 'provider-credentials-refused' } })
    expect(tokens()).toBe(2)
  })

  test('goes on for the others when one who waits for it gives up', async () => {
    let release: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const { recognise, tokens } = bench((inner) => async (input, init) => {
      if (!isOcr(input, init)) await gate
      return inner(input, init)
    })
    const abort = new AbortController()
    const why = new Error('cancelled')
    const [first, second] = [recognise(abort.signal), recognise()]
    const gaveUp = first.done.catch((reason: unknown) => reason)
    await new Promise(setImmediate)
    abort.abort(why)
    expect(await gaveUp).toBe(why)
    release()
    expect((await second.done).kind).toBe('passport')
    expect(tokens()).toBe(1)
  })

  test('is in no record, and neither is the password', async () => {
    const { recognise } = bench((inner) => async (input, init) => inner(input, init))
    const { done, seen } = recognise()
    await done
    const shown = JSON.stringify(seen.exchanges)
    expect(shown).not.toContain('FPSANDBOXSK')
    expect(shown).not.toMatch(/MIIFP[\w-]{20}/)
    expect(seen.exchanges[0]!.request.body!.text).toContain('fieldproof')
  })

  test('a wrong password is refused as the credential it is, and counts towards the pause', async () => {
    const credentials = { ...iamCredentials, password: 'wrong' }
    const provider = createHuaweiOcrProvider(settings(sandboxFetch(), { credentials }))
    const codes: string[] = []
    for (let call = 0; call < 5; call += 1) {
      const error: unknown = await provider
        .recognise(requestOf('huawei.ocr.passport'), recordingContext().context)
        .catch((reason: unknown) => reason)
      codes.push((error as ProviderError).problem.code)
    }
    expect(codes).toEqual([...Array<string>(4).fill('provider-credentials-refused'), 'provider-credentials-locked'])
  })
})

test('a service that answers without the header gives an error that says so', async () => {
  const fetch = () => Promise.resolve(Response.json({ token: {} }, { status: 201 }))
  const provider = createHuaweiOcrProvider(settings(fetch, { credentials: iamCredentials }))
  const working = provider.recognise(requestOf('huawei.ocr.passport'), recordingContext().context)
  await expect(working).rejects.toMatchObject({
    problem: { detail: expect.stringContaining('X-Subject-Token') as string },
  })
})
