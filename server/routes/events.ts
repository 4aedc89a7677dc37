import { createRoute } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { ProblemError } from '../contract/problem.ts'
import { demand } from '../auth/permissions.ts'
import type { ConsoleEvent } from '../documents/events.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, problems } from './http.ts'

/** Proxies and browsers give up on a silent connection after a minute or so. */
const heartbeatMs = 20_000
/** Browsers hold six connections an origin; this is many tabs of many people. */
const maxStreams = 500

const stream = createRoute({
  method: 'get',
  path: '/events',
  tags: ['Events'],
  summary: 'What changes, as it changes (server-sent events)',
  description:
    'Event `document` with {id}: ask for the document again. Event `recognition` with {id, documentId, status, progress?}. Event `warnings`: ask for the warnings again. Several changes of one thing may arrive as one. After a lost connection everything on screen should be asked for again.',
  responses: {
    200: {
      description: 'The stream; it does not end.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    ...problems(503),
  },
})

export function eventRoutes({ events, stopping }: AppDependencies) {
  return createRouter().openapi(stream, (c) => {
    demand(c.get('actor'), 'read')
    if (stopping.aborted || events.listeners >= maxStreams) {
      throw new ProblemError({
        title: 'No more event streams are open to callers',
        status: 503,
        code: 'too-many-streams',
        retryable: true,
        whoseFault: 'us',
      })
    }
    return streamSSE(c, async (stream) => {
      // One waiting event a thing: a slow reader gets the latest state of each, and the memory it can hold up is bounded by the queue's size.
      const waiting = new Map<string, ConsoleEvent>()
      let wake = () => {}
      const unsubscribe = events.subscribe((event) => {
        const key = `${event.type} ${event.id}`
        waiting.delete(key)
        waiting.set(key, event)
        wake()
      })
      const stop = () => {
        stream.abort()
        wake()
      }
      stream.onAbort(() => wake())
      stopping.addEventListener('abort', stop, { once: true })
      try {
        await stream.write('retry: 2000\n: connected\n\n')
        while (!stream.aborted) {
          for (const [key, { type, ...data }] of waiting) {
            waiting.delete(key)
            await stream.writeSSE({ event: type, data: JSON.stringify(data) })
          }
          if (stream.aborted || waiting.size > 0) continue
          const beat = await new Promise<boolean>((resolve) => {
            const timer = setTimeout(() => resolve(true), heartbeatMs)
            wake = () => {
              clearTimeout(timer)
              resolve(false)
            }
          })
          if (beat && !stream.aborted) await stream.write(': still here\n\n')
        }
      } finally {
        unsubscribe()
        stopping.removeEventListener('abort', stop)
      }
    })
  })
}
