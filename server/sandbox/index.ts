import { randomUUID } from 'node:crypto'
import type {
  Fault,
  StandIn,
  StandInAnswer,
  StandInDependencies,
  StandInEngine,
  StandInObjects,
  StandInRequest,
} from '../providers/stand-in.ts'
import { createAccounts, type Accounts } from './accounts.ts'
import { createFaults, type Faults } from './faults.ts'
import { refuseWeb } from './guard.ts'
import { createStandInObjects } from './objects.ts'
import { createMisreading } from './misread.ts'
import { joinHeaders, openPort, type Damage, type Handled } from './port.ts'
import { standInsOf } from './stand-ins.ts'

export interface SandboxOptions {
  engine: StandInEngine
  clock?: () => Date
  uuid?: () => string
  wait?: StandInDependencies['wait']
  /** How long a call takes under the fault `slow`, milliseconds. */
  slowMs?: number
  /** Origins of the console, the only pages that may come; absent = any, for tests. */
  consoleOrigins?: () => readonly string[]
  /** One line to stderr about an error of ours; never a body. */
  log?: (entry: Record<string, unknown>) => void
}

export interface Sandbox {
  faults: Faults
  accounts: Accounts
  objects: StandInObjects
  /** Runs the stand-ins in this process, without a port: for tests. Faults that break the connection reject as fetch does. */
  fetch: typeof globalThis.fetch
  /** @param port 0 = any free one */
  listen(port: number): Promise<{ origin: string; port: number; close(): Promise<void> }>
}

const waitFor: StandInDependencies['wait'] = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })

const text = (status: number, body: string): StandInAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
})

/** No dialect: say what would be understood, so that somebody who tries curl sees what is wrong. */
const notUnderstood = text(
  400,
  'This is the Fieldproof sandbox. The request is signed in none of the dialects that it speaks: Aliyun RPC or ACS3, OSS, CTyun EOP, Huawei SDK-HMAC-SHA256 or IAM, Tencent COS V5.\n',
)

/** The stand-ins of all five clouds behind one port (DESIGN.md). Dialects are told apart by what arrives. */
export function createSandbox({
  engine,
  clock = () => new Date(),
  uuid = randomUUID,
  wait = waitFor,
  slowMs = 20_000,
  consoleOrigins,
  log = () => undefined,
}: SandboxOptions): Sandbox {
  const faults = createFaults()
  const accounts = createAccounts({ clock })
  const objects = createStandInObjects({ clock })
  let origins: readonly string[] = ['http://sandbox.localhost', 'http://localhost', 'http://127.0.0.1']
  const misreading = createMisreading(engine)
  const standIns: readonly StandIn[] = standInsOf({
    accounts,
    clock,
    engine: misreading.engine,
    objects,
    uuid,
    wait,
    origins: () => origins,
  })

  async function faulty(standIn: StandIn, fault: Fault, request: StandInRequest): Promise<Handled> {
    if (fault === 'reset' || fault === 'truncated') {
      return { answer: await standIn.answer(request), damage: fault satisfies Damage }
    }
    if (fault === 'slow') {
      await wait(slowMs, request.signal)
      return { answer: await standIn.answer(request), damage: null }
    }
    if (fault === 'misread') {
      return { answer: await misreading.during(() => standIn.answer(request)), damage: null }
    }
    const answer = standIn.fault(fault, request) ?? text(500, 'Internal Server Error\n')
    return { answer, damage: null }
  }

  async function handle(request: StandInRequest): Promise<Handled> {
    const refused = refuseWeb(request, consoleOrigins?.())
    if (refused) return { answer: refused, damage: null }
    const standIn = standIns.find((candidate) => candidate.recognises(request))
    if (!standIn) return { answer: notUnderstood, damage: null }
    try {
      const fault = standIn.isRecognition(request) ? faults.take(standIn.id) : null
      if (fault !== null) return await faulty(standIn, fault, request)
      return { answer: await standIn.answer(request), damage: null }
    } catch (error) {
      if (request.signal.aborted) return { answer: text(499, ''), damage: 'reset' }
      log({
        level: 'error',
        event: 'stand-in-failed',
        standIn: standIn.id,
        errorType: error instanceof Error ? error.name : typeof error,
      })
      return { answer: standIn.fault('server-error', request) ?? text(500, 'Internal Server Error\n'), damage: null }
    }
  }

  return {
    faults,
    accounts,
    objects,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const raw = [...request.headers].flat()
      const body = new Uint8Array(await request.arrayBuffer())
      const { answer, damage } = await handle({
        method: request.method,
        target: `${url.pathname}${url.search}`,
        headers: {
          host: url.host,
          ...(body.byteLength > 0 && { 'content-length': String(body.byteLength) }),
          ...joinHeaders(raw),
        },
        body,
        signal: request.signal,
      })
      request.signal.throwIfAborted()
      if (damage === 'reset')
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
      const bytes =
        typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : new Uint8Array(answer.body)
      const sent = damage === 'truncated' ? bytes.subarray(0, Math.floor(bytes.byteLength / 2)) : bytes
      const bodyless = answer.status === 204 || answer.status === 304 || request.method === 'HEAD'
      const headers = {
        ...answer.headers,
        ...(bodyless ? {} : { 'content-length': answer.headers['content-length'] ?? String(bytes.byteLength) }),
      }
      return new Response(bodyless ? null : sent, { status: answer.status, headers })
    },
    listen: async (port) => {
      const opened = await openPort(handle, port)
      origins = [`http://127.0.0.1:${opened.port}`, `http://localhost:${opened.port}`, `http://[::1]:${opened.port}`]
      return { origin: origins[0]!, port: opened.port, close: () => opened.close() }
    },
  }
}
