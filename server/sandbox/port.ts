import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StandInAnswer, StandInRequest } from '../providers/stand-in.ts'

/** The largest body of any dialect: a video of 20 MiB, or fifty pictures in Base64. */
const maxBodyBytes = 128 * 1024 * 1024

/** What the port does with a connection when no answer may reach the caller as it is. */
export type Damage = 'reset' | 'truncated' | null

export interface Handled {
  answer: StandInAnswer
  damage: Damage
}

export type Handle = (request: StandInRequest) => Promise<Handled>

async function readBody(incoming: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > maxBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Lower-case names, repeated ones joined: what a verifier canonicalises. */
export function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    const value = raw[at + 1]!
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value
  }
  return headers
}

function send(outgoing: ServerResponse, { answer, damage }: Handled, isHead: boolean): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : Buffer.from(answer.body)
  if (damage === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const length = answer.headers['content-length'] ?? String(body.byteLength)
  outgoing.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 204 ? {} : { 'content-length': length }),
  })
  if (damage === 'truncated') {
    // The announced length does not come: what a broken gateway does.
    outgoing.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => outgoing.socket?.destroy())
    return
  }
  outgoing.end(isHead ? undefined : body)
}

/** A client that was told to use the port as its proxy writes the whole address on the request line (RFC 9112, 3.2.2): its path is what was signed. */
function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*(?=[/?]|$)/i, '').replace(/^(?=\?|$)/, '/')
}

async function serve(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const stop = new AbortController()
  outgoing.once('close', () => stop.abort())
  const body = await readBody(incoming)
  const method = incoming.method ?? 'GET'
  if (body === null) {
    const answer = { status: 413, headers: { connection: 'close' }, body: '' }
    return send(outgoing, { answer, damage: null }, false)
  }
  const headers = joinHeaders(incoming.rawHeaders)
  const handled = await handle({ method, target: originForm(incoming.url ?? '/'), headers, body, signal: stop.signal })
  if (!outgoing.destroyed) send(outgoing, handled, method === 'HEAD')
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/**
 * Serves on loopback alone, whatever address the console itself listens on: the identities of the stand-ins are public. Both families, because
 * SDKs that are given `localhost` may take either.
 * @param port 0 = any free one @throws the error of `listen` (EADDRINUSE ...)
 */
export async function openPort(handle: Handle, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const make = () =>
    createServer((incoming, outgoing) => {
      serve(handle, incoming, outgoing).catch(() => outgoing.destroy())
    })
  const server = make()
  const opened = await listenOn(server, '127.0.0.1', port)
  const servers = [server]
  const second = make()
  // A machine without IPv6, or another program on that port of ::1, is no reason to have no stand-ins.
  await listenOn(second, '::1', opened).then(
    () => servers.push(second),
    () => undefined,
  )
  return {
    port: opened,
    close: async () => {
      for (const each of servers) each.closeAllConnections()
      await Promise.all(servers.map((each) => new Promise((resolve) => each.close(resolve))))
    },
  }
}
