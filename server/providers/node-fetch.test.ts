import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { whenSent } from './bodies-being-sent.ts'
import { createNodeFetch } from './node-fetch.ts'
import { networkFailure } from './transport/network-failure.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=c`
}

async function serveSocket(handle: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function failureOf(working: Promise<unknown>) {
  const error = await working.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(TypeError)
  return networkFailure(error)
}

test('sends bytes with their length and nothing that was not asked for', async () => {
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.setHeader('x-twice', ['1', '2'])
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        headers: request.headers,
        bytes: Buffer.concat(chunks).length,
      }),
    )
  })
  const body = new Uint8Array(3_000_000)
  const response = await createNodeFetch()(url, { method: 'POST', body, headers: { 'x-one': '1' } })
  expect([response.status, response.headers.get('x-twice')]).toEqual([200, '1, 2'])
  const { headers, ...rest } = (await response.json()) as { headers: Record<string, string> }
  expect(rest).toEqual({ method: 'POST', url: '/a?b=c', bytes: 3_000_000 })
  expect(Object.keys(headers).toSorted()).toEqual(['accept', 'connection', 'content-length', 'host', 'x-one'])
  expect(headers['content-length']).toBe('3000000')
})

test('follows no redirect', async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
  expect((await createNodeFetch()(url)).status).toBe(302)
})

test('decodes what a server compressed all the same', async () => {
  const url = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')),
  )
  expect(await (await createNodeFetch()(url)).json()).toEqual({ a: 1 })
})

test('an answer without a body', async () => {
  const url = await serve((_, response) => response.writeHead(204).end())
  expect((await createNodeFetch()(url)).body).toBeNull()
})

test('a refused connection was never sent', async () => {
  const address = await serveSocket(() => undefined)
  await Promise.all(closers.splice(0).map((close) => close()))
  expect(await failureOf(createNodeFetch()(`http://${address}`))).toEqual({ type: 'not-sent', reason: 'ECONNREFUSED' })
})

test('a reset during the TLS handshake was never sent either', async () => {
  const address = await serveSocket((socket) => socket.once('data', () => socket.resetAndDestroy()))
  expect(await failureOf(createNodeFetch()(`https://${address}`))).toEqual({ type: 'not-sent', reason: 'ECONNRESET' })
})

test('a reset after the request was', async () => {
  const address = await serveSocket((socket) => socket.once('data', () => socket.resetAndDestroy()))
  expect(await failureOf(createNodeFetch()(`http://${address}`, { method: 'POST', body: 'x' }))).toEqual({
    type: 'sent',
    reason: 'ECONNRESET',
  })
})

test('an answer that breaks off does not end well', async () => {
  const address = await serveSocket((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc')),
  )
  const response = await createNodeFetch()(`http://${address}`)
  await expect(response.text()).rejects.toBeInstanceOf(Error)
})

test('cancelling ends the wait and the connection, before and during the answer', async () => {
  const why = new Error('enough')
  const gone: string[] = []
  const before = new AbortController()
  const silent = await serve((request) => {
    request.socket.once('close', () => gone.push('before'))
    before.abort(why)
  })
  await expect(createNodeFetch()(silent, { signal: before.signal })).rejects.toBe(why)

  const during = new AbortController()
  const endless = await serve((request, response) => {
    request.socket.once('close', () => gone.push('during'))
    response.write('a')
  })
  const response = await createNodeFetch()(endless, { signal: during.signal })
  during.abort(why)
  await expect(response.text()).rejects.toBeInstanceOf(Error)
  await expect.poll(() => gone).toEqual(['before', 'during'])
  await expect(createNodeFetch()(endless, { signal: during.signal })).rejects.toBe(why)
})

test('keeps a connection for the next request', async () => {
  const ports = new Set<number>()
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort!)
    response.end('ok')
  })
  const fetch = createNodeFetch()
  for (let request = 0; request < 3; request += 1) await (await fetch(url)).text()
  expect(ports.size).toBe(1)
})

test('an answer that comes before the whole body has gone out leaves the body held until the connection is gone', async () => {
  const sockets: Socket[] = []
  const address = await serveSocket((socket) => {
    sockets.push(socket)
    socket.once('data', () => {
      // Reads no more: the rest stays with the sender.
      socket.pause()
      socket.write('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 2\r\n\r\nno')
    })
  })
  const body = new Uint8Array(30_000_000)
  const response = await createNodeFetch()(`http://${address}`, { method: 'POST', body })
  expect([response.status, await response.text()]).toEqual([413, 'no'])
  const told: string[] = []
  whenSent(body, () => told.push('gone'))
  expect(told).toEqual([])
  for (const socket of sockets) socket.destroy()
  await expect.poll(() => told).toEqual(['gone'])
})
