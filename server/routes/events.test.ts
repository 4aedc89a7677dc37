import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function listen(given: Parameters<typeof createTestApp>[1] = {}) {
  const { request, deps } = createTestApp(database.db, given)
  const response = await request('/api/v1/events')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (wanted: string) => {
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read()
      if (done) throw new Error(`The stream ended with ${text}`)
      text += value
    }
    return text
  }
  return { response, deps, until, reader }
}

test('what changes is told as it changes', async () => {
  const { response, deps, until, reader } = await listen()
  expect(response.headers.get('Content-Type')).toContain('text/event-stream')
  expect(response.headers.get('Cache-Control')).toBe('no-cache')
  await until(': connected')
  deps.events.publish({ type: 'document', id: 'd1' })
  expect(await until('d1')).toContain('event: document\ndata: {"id":"d1"}\n\n')
  deps.events.publish({
    type: 'recognition',
    id: 'r1',
    documentId: 'd1',
    status: 'running',
    progress: { stage: 'reading', share: 0.5 },
  })
  expect(await until('r1')).toContain(
    'event: recognition\ndata: {"id":"r1","documentId":"d1","status":"running","progress":{"stage":"reading","share":0.5}}\n\n',
  )
  await reader.cancel()
})

test('a slow reader gets the latest of each thing, not a backlog', async () => {
  const { deps, until, reader } = await listen()
  await until(': connected')
  for (let index = 0; index < 10_000; index += 1) {
    deps.events.publish({
      type: 'recognition',
      id: 'r1',
      documentId: 'd1',
      status: 'running',
      progress: { stage: 'reading', share: index / 10_000 },
    })
  }
  deps.events.publish({ type: 'recognition', id: 'r1', documentId: 'd1', status: 'succeeded' })
  const text = await until('succeeded')
  expect(text.match(/event: recognition/g)!.length).toBeLessThan(5)
  await reader.cancel()
})

test('who goes away is forgotten', async () => {
  const { deps, until, reader } = await listen()
  await until(': connected')
  const listening = deps.events.listeners
  await reader.cancel()
  deps.events.publish({ type: 'document', id: 'd1' })
  await expect.poll(() => deps.events.listeners).toBe(listening - 1)
})

test('the streams end when the server stops, and none begins', async () => {
  const stopping = new AbortController()
  const { deps, until, reader } = await listen({ stopping: stopping.signal })
  await until(': connected')
  const listening = deps.events.listeners
  stopping.abort()
  const end = await reader.read()
  expect(end.done).toBe(true)
  await expect.poll(() => deps.events.listeners).toBe(listening - 1)
  const { request } = createTestApp(database.db, { stopping: stopping.signal })
  expect((await request('/api/v1/events')).status).toBe(503)
})
