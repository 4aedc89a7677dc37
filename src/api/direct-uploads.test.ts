import { describe, expect, it, vi } from 'vitest'
import type { DirectUpload } from '#contract/direct-upload'
import { createDirectUpload } from './direct-uploads.ts'
import type { postForm } from './uploads.ts'

const now = Date.parse('2026-03-09T12:00:00Z')
const expired =
  '<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>'

function policy(number: number, expiresInMs = 60_000): DirectUpload {
  return {
    url: `http://store/${number}`,
    fields: [
      ['key', `start/${number}.jpg`],
      ['policy', 'p'],
    ],
    minBytes: 1,
    maxBytes: 100,
    key: `start/${number}.jpg`,
    expiresAt: new Date(now + expiresInMs).toISOString(),
  }
}

function setUp(policies: DirectUpload[], answers: ({ status: number; text: string } | 'ok')[]) {
  const requestPolicy = vi.fn<() => Promise<DirectUpload>>(async () => policies.shift()!)
  const post = vi.fn<typeof postForm>(async ({ failure }) => {
    const answer = answers.shift()!
    if (answer !== 'ok') throw failure!(answer.status, answer.text)
  })
  const upload = createDirectUpload({ requestPolicy, post, now: () => now })
  const run = (bytes = 10) =>
    upload(
      { provider: 'a', capability: 'b' },
      new Blob([new Uint8Array(bytes)]),
      new AbortController().signal,
      () => {},
    )
  return { requestPolicy, post, run }
}

describe('a direct upload', () => {
  it('posts the policy’s fields as they came and answers the key', async () => {
    const { post, run } = setUp([policy(1)], ['ok'])
    await expect(run()).resolves.toBe('start/1.jpg')
    expect(post.mock.calls[0]![0]).toMatchObject({ url: 'http://store/1', fields: policy(1).fields })
  })

  it('fetches another policy when the store says that it expired, and goes on with the new key', async () => {
    const { requestPolicy, run } = setUp([policy(1), policy(2)], [{ status: 403, text: expired }, 'ok'])
    await expect(run()).resolves.toBe('start/2.jpg')
    expect(requestPolicy).toHaveBeenCalledTimes(2)
  })

  it('fetches another policy when it came too late to be used, before anything is sent', async () => {
    const { post, run } = setUp([policy(1, -1), policy(2)], ['ok'])
    await expect(run()).resolves.toBe('start/2.jpg')
    expect(post).toHaveBeenCalledTimes(1)
  })

  it('gives up after the second expiry, and at once for every other refusal', async () => {
    const twice = setUp(
      [policy(1), policy(2), policy(3)],
      [
        { status: 403, text: expired },
        { status: 403, text: expired },
      ],
    )
    await expect(twice.run()).rejects.toMatchObject({
      problem: { code: 'store-refused-upload', providerCode: 'AccessDenied', status: 403 },
    })
    expect(twice.post).toHaveBeenCalledTimes(2)
    const other = setUp([policy(1)], [{ status: 400, text: '<Error><Code>EntityTooLarge</Code></Error>' }])
    await expect(other.run()).rejects.toMatchObject({ problem: { providerCode: 'EntityTooLarge', retryable: false } })
    expect(other.requestPolicy).toHaveBeenCalledTimes(1)
  })

  it('sends nothing that the policy’s conditions do not allow', async () => {
    const { post, run } = setUp([policy(1)], ['ok'])
    await expect(run(101)).rejects.toMatchObject({
      problem: { code: 'store-size-refused', parameters: { bytes: 101, maxBytes: 100 } },
    })
    expect(post).not.toHaveBeenCalled()
  })
})
