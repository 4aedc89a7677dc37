import { describe, expect, test } from 'vitest'
import { recordingContext } from '../conformance.ts'
import { ProviderError } from '../provider.ts'
import { failure } from './errors.ts'
import { createHuaweiOcrProvider } from './index.ts'
import { createLockOut, mostRefusals } from './lock-out.ts'
import { requestOf, sandboxFetch, settings, start } from './testing.ts'

const wrong = { type: 'ak-sk', accessKey: 'FPSANDBOXAK', secretKey: 'not-the-secret' } as const
const codeOf = (error: unknown) => (error as ProviderError).problem.code

describe('a wrong secret', () => {
  test('is tried four times, and then not for five minutes: the key is never locked at the cloud', async () => {
    let now = start.getTime()
    const clock = () => new Date(now)
    const sandbox = sandboxFetch(clock)
    let calls = 0
    const fetch: typeof globalThis.fetch = (input, init) => {
      calls += 1
      return sandbox(input, init)
    }
    const provider = createHuaweiOcrProvider(settings(fetch, { clock, credentials: wrong }))
    const attempt = () =>
      provider.recognise(requestOf('huawei.ocr.passport'), recordingContext().context).then(String, codeOf)

    // All at the same time: no more than may be refused are on their way.
    const codes = await Promise.all(Array.from({ length: 10 }, attempt))
    expect(codes.filter((code) => code === 'provider-credentials-refused')).toHaveLength(mostRefusals)
    expect(codes.filter((code) => code === 'provider-credentials-locked')).toHaveLength(10 - mostRefusals)
    expect(calls).toBe(4)
    expect(JSON.stringify(provider.status().settings)).toContain('2026-03-01T08:05:00.000Z')

    // Others with the right secret are still let in: the key is not locked.
    const right = createHuaweiOcrProvider(settings(sandbox, { clock }))
    const { kind } = await right.recognise(requestOf('huawei.ocr.passport'), recordingContext().context)
    expect(kind).toBe('passport')

    now += 5 * 60_000 - 1
    expect(await attempt()).toBe('provider-credentials-locked')
    expect(calls).toBe(4)
    // Then one try, and the next pause.
    now += 1
    expect((await Promise.all([attempt(), attempt()])).toSorted()).toEqual([
      'provider-credentials-locked',
      'provider-credentials-refused',
    ])
    expect(calls).toBe(5)
    expect(provider.status().settings.at(-1)!.value).toBe('2026-03-01T08:10:00.000Z')
  })

  test('is told by the test of the connection', async () => {
    const provider = createHuaweiOcrProvider(settings(sandboxFetch(), { credentials: wrong }))
    const probe = await provider.probe(new AbortController().signal)
    expect(probe).toMatchObject({
      ok: false,
      checked: 'credentials',
      problem: { code: 'provider-credentials-refused' },
    })
  })
})

describe('the pause', () => {
  const refuse = () => Promise.reject(failure('provider-credentials-refused', { en: 'no', zh: '否' }))
  const { signal } = new AbortController()

  test('is not reached when calls are accepted in between', async () => {
    const lockOut = createLockOut({ clock: () => start })
    for (let round = 0; round < 5; round += 1) {
      for (let call = 0; call < mostRefusals - 1; call += 1)
        await expect(lockOut.guard(refuse, signal)).rejects.toThrow('no')
      expect(await lockOut.guard(() => Promise.resolve('in'), signal)).toBe('in')
    }
    expect(lockOut.lockedUntil()).toBeNull()
  })

  test('counts what the service behind the gateway says as accepted', async () => {
    const lockOut = createLockOut({ clock: () => start })
    const poor = new ProviderError({
      provider: 'huawei-ocr',
      code: 'provider-picture-refused',
      providerCode: 'AIS.0104',
      title: 'poor',
      status: 422,
      retryable: false,
      whoseFault: 'document',
    })
    for (let call = 0; call < 3; call += 1) await expect(lockOut.guard(refuse, signal)).rejects.toThrow('no')
    await expect(lockOut.guard(() => Promise.reject(poor), signal)).rejects.toBe(poor)
    await expect(lockOut.guard(refuse, signal)).rejects.toThrow('no')
    expect(lockOut.lockedUntil()).toBeNull()
  })

  test('one who waits for others can give up', async () => {
    const lockOut = createLockOut({ clock: () => start })
    const never = () => new Promise<string>(() => {})
    for (let call = 0; call < mostRefusals; call += 1) void lockOut.guard(never, signal)
    const abort = new AbortController()
    const why = new Error('cancelled')
    const waiting = lockOut.guard(() => Promise.resolve('in'), abort.signal)
    abort.abort(why)
    await expect(waiting).rejects.toBe(why)
  })

  test('once accepted, any number of calls run at the same time', async () => {
    const lockOut = createLockOut({ clock: () => start })
    await lockOut.guard(() => Promise.resolve('in'), signal)
    let running = 0
    const calls = Array.from({ length: 10 }, () =>
      lockOut.guard(async () => {
        running += 1
        await new Promise(setImmediate)
        return running
      }, signal),
    )
    expect(await Promise.all(calls)).toEqual(Array(10).fill(10))
  })
})
