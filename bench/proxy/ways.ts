import { createHash } from 'node:crypto'
import {
  Agent,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { base64Length, openBase64Body, type OpenBase64Body } from '../../server/providers/base64-body.ts'
import { createBodyPool } from '../../server/providers/body-pool.ts'
import { createBytesGate } from '../../server/providers/bytes-gate.ts'
import { createCloud } from '../../server/providers/http.ts'
import { signedRequest, type AkSkCredentials } from '../../server/providers/huawei-ocr/request.ts'
import { sdkDate, sign } from '../../server/providers/huawei-ocr/sign.ts'
import { createNodeFetch } from '../../server/providers/node-fetch.ts'
import { sandboxIdentity } from '../../server/providers/stand-in.ts'

/** Ways of a picture through a proxy: each takes the picture's bytes and passes something on to the cloud. */
export type Way = (upstream: string) => RequestListener

const credentials: AkSkCredentials = {
  type: 'ak-sk',
  accessKey: sandboxIdentity.accessKey,
  secretKey: sandboxIdentity.secretKey,
}
const target = (endpoint: string) =>
  ({ endpoint, projectId: sandboxIdentity.huaweiProject, operation: 'passport' }) as const
const path = `/v2/${sandboxIdentity.huaweiProject}/ocr/passport`

/** Encoded bodies of 10 MB pictures: seven at a time. */
const mostBytesInFlight = 96 * 1024 * 1024

/** As an error reaches the client; a bench that fails must not look fast. */
function failed(response: ServerResponse): (error: unknown) => void {
  return () => {
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

/** By events: an asynchronous iterator costs a few turns of the queue for each of 160 chunks. */
function receive(request: IncomingMessage, open: OpenBase64Body): Promise<void> {
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      try {
        open.write(chunk)
      } catch (error) {
        request.destroy()
        reject(error)
      }
    })
    request.once('end', resolve)
    request.once('error', reject)
  })
}

/** Our own: bounded bytes in flight, encoded and hashed while they arrive, sent through the modules of the adapters with their record. */
const fieldproof: Way = (upstream) => {
  const gate = createBytesGate(mostBytesInFlight)
  const pool = createBodyPool(mostBytesInFlight)
  const clock = () => new Date()
  const cloud = createCloud({
    provider: 'huawei-ocr',
    fetch: createNodeFetch(),
    clock,
    origins: [upstream],
    secrets: [credentials.secretKey],
    identifiers: [credentials.accessKey],
  })
  let recorded = 0

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pictureBytes = Number(request.headers['content-length'])
    const abort = new AbortController()
    response.once('close', () => response.writableFinished || abort.abort())
    const leave = await gate.enter(base64Length(pictureBytes), abort.signal)
    const open = openBase64Body('{"image":"', pictureBytes, '"}', { pool })
    try {
      await receive(request, open)
      const { body: bytes, sha256 } = open.end()
      const body = { bytes, sha256, shown: `{"image":"... (${pictureBytes} bytes in Base64)"}` }
      const answer = await cloud.call(() => signedRequest(target(upstream), body, credentials, clock()), {
        purpose: 'recognise',
        signal: abort.signal,
        timeoutMs: 60_000,
        onExchange: () => void (recorded += 1),
        beforePaidCall: async () => undefined,
        read: ({ status, contentType, body }) => ({ status, contentType, body }),
      })
      response.writeHead(answer.status, { 'content-type': answer.contentType, 'x-recorded': recorded })
      response.end(answer.body)
    } finally {
      open.release()
      leave()
    }
  }
  return (request, response) => void pass(request, response).catch(failed(response))
}

function passOn(upstream: string, headers: Record<string, string>, agent: Agent, response: ServerResponse) {
  const sending = httpRequest(new URL(path, upstream), { method: 'POST', headers, agent }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  return sending.on('error', failed(response))
}

/** What no proxy in Node can beat: bytes in, bytes out. */
const pipe: Way = (upstream) => {
  const agent = new Agent({ keepAlive: true })
  return (request, response) => {
    const headers = { 'content-length': request.headers['content-length']! }
    request.pipe(passOn(upstream, headers, agent, response))
  }
}

/** The least that a signed Base64 body costs: encoded and hashed on the way. It cannot sign, as its headers are gone before the hash is known. */
const pipeEncoding: Way = (upstream) => {
  const agent = new Agent({ keepAlive: true })
  return (request, response) => {
    const length = base64Length(Number(request.headers['content-length'])) + 12
    const sending = passOn(upstream, { 'content-length': String(length) }, agent, response)
    const hash = createHash('sha256')
    const write = (bytes: Buffer) => {
      hash.update(bytes)
      return sending.write(bytes)
    }
    let rest: Buffer = Buffer.alloc(0)
    write(Buffer.from('{"image":"'))
    request.on('data', (chunk: Buffer) => {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      const whole = bytes.length - (bytes.length % 3)
      rest = bytes.subarray(whole)
      if (write(Buffer.from(bytes.toString('base64', 0, whole), 'latin1'))) return
      request.pause()
      sending.once('drain', () => request.resume())
    })
    request.on('end', () => {
      write(Buffer.from(rest.toString('base64'), 'latin1'))
      write(Buffer.from('"}'))
      hash.digest('hex')
      sending.end()
    })
  }
}

/** As it is usually written: everything into one buffer, into one string, into JSON, hashed as a string, sent by fetch. */
const naive: Way = (upstream) => {
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.stringify({ image: Buffer.concat(chunks).toString('base64') })
    const payloadSha256 = createHash('sha256').update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-sdk-date': sdkDate(new Date()) }
    const { host } = new URL(upstream)
    const { authorization } = sign({
      ...credentials,
      method: 'POST',
      path,
      headers: { ...headers, host },
      payloadSha256,
    })
    const answer = await fetch(new URL(path, upstream), {
      method: 'POST',
      body,
      headers: { ...headers, authorization },
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  }
  return (request, response) => void pass(request, response).catch(failed(response))
}

export const ways = { fieldproof, pipe, 'pipe + Base64 + sha256': pipeEncoding, naive } satisfies Record<string, Way>
export type WayName = keyof typeof ways
