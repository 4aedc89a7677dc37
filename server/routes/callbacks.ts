import { Hono } from 'hono'
import { ProblemError } from '../contract/problem.ts'
import { readCallback } from '../providers/tencent-ci/callback.ts'
import { readBytes } from './body.ts'
import type { AppDependencies } from './dependencies.ts'
import { notFound, type AppEnv } from './http.ts'

/** A callback names jobs; one of our jobs takes two kilobytes. */
const maxBytes = 64 * 1024

/**
 * Where clouds tell of finished jobs. Nothing that a callback says is believed: it is not signed, so it only wakes the one who waits for the
 * job, and that one asks the cloud. The token in the address is known to the cloud and to us.
 */
export function callbackRoutes({ callbacks }: Pick<AppDependencies, 'callbacks'>) {
  return new Hono<AppEnv>().post('/callbacks/tencent-ci', async (c) => {
    const token = c.req.query('token')
    if (!token || !/^[\w-]{16,200}$/.test(token)) throw notFound('address')
    const bytes = await readBytes(c.req.raw, maxBytes)
    if (readCallback(c.req.header('Content-Type') ?? '', bytes).length === 0) throw notACallback()
    if (!callbacks.received(token)) throw notFound('address')
    // Again and again the same answer: the cloud may send a callback several times.
    return c.body(null, 200)
  })
}

function notACallback(): ProblemError {
  return new ProblemError({
    title: 'This is no callback of a job',
    status: 400,
    code: 'callback-malformed',
    detail: 'The body is neither the JSON nor the XML that Tencent Cloud Infinite documents.',
    retryable: false,
    whoseFault: 'caller',
  })
}
