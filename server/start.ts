import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { createSignInLink } from './auth/sign-in-links.ts'
import { ensureAdministrator } from './auth/users.ts'
import type { Compose } from './compose.ts'
import { ProblemError } from './contract/problem.ts'
import { openDatabase } from './db/open.ts'
import { createEventBus } from './documents/events.ts'
import { originsOf, type Settings } from './settings.ts'

/** How long running work and open requests may take when the server stops. */
const graceMs = 8_000

const dist = fileURLToPath(new URL('../dist', import.meta.url))

export interface RunningServer {
  /** Where it is called, e.g. http://127.0.0.1:8787. */
  origin: string
  /** A fresh one-time link for the administrator. */
  signInUrl: string
  /** Lets running work finish, or puts it back into the queue; then closes everything. Twice is once. */
  stop(): Promise<void>
}

export interface StartOptions {
  compose: Compose
  clock: () => Date
  log: (entry: Record<string, unknown>) => void
}

function listen(server: Server, { host, port }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)))
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): ProblemError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program; stop it, or set PORT to another number (0 takes any free one).`,
    EACCES: `Port ${port} may not be opened by this user; set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine.`,
    ENOTFOUND: `HOST is ${host}, which no name server knows.`,
  }
  return new ProblemError(
    {
      title: 'The console could not be opened to callers',
      status: 503,
      code: 'cannot-listen',
      detail:
        reasons[error.code ?? ''] ?? `Port ${port} on ${host} could not be opened (${error.code ?? 'unknown reason'}).`,
      retryable: false,
      whoseFault: 'configuration',
    },
    { cause: error },
  )
}

/** Closes what was opened, the last first, whatever fails on the way. */
async function closeAll(closers: (() => Promise<unknown>)[], log: StartOptions['log']): Promise<void> {
  for (const close of closers.toReversed()) {
    await close().catch((error: unknown) => {
      log({ level: 'error', event: 'close-failed', errorType: error instanceof Error ? error.name : typeof error })
    })
  }
}

/** Resolves when the last answer is sent, or after the grace period, when what is left is cut off. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/**
 * Opens the database, the store and the engine, takes up unfinished work and answers callers.
 * @throws {ProblemError} with one sentence that says what stands in the way; nothing stays open then
 */
export async function startServer(settings: Settings, { compose, clock, log }: StartOptions): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = []
  const stopping = new AbortController()
  try {
    const database = await openDatabase(settings)
    const { db } = database
    closers.push(() => database.close())
    const events = createEventBus()
    let port = settings.port
    const origins = () => originsOf(settings, port)
    const services = await compose({ settings, db, events, origins, clock, log })
    closers.push(() => services.stop(graceMs))
    const app = createApp({
      ...services,
      db,
      events,
      clock,
      log,
      access: { origins, token: settings.token },
      staticDirectory: existsSync(join(dist, 'index.html')) ? dist : undefined,
      stopping: stopping.signal,
    })
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    port = await listen(server, settings)
    closers.push(() => closeServer(server))
    await services.resume()
    const administrator = await ensureAdministrator(db, clock())
    const { token } = await createSignInLink(db, administrator.id, clock())
    const origin = origins()[0]!
    let stopped: Promise<void> | undefined
    const stop = () => {
      stopping.abort()
      return closeAll(closers, log)
    }
    return { origin, signInUrl: `${origin}/sign-in?token=${token}`, stop: () => (stopped ??= stop()) }
  } catch (error) {
    stopping.abort()
    await closeAll(closers, log)
    throw error
  }
}
