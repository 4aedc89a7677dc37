import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Compose, Services } from './compose.ts'
import { ProblemError } from './contract/problem.ts'
import { seedDataDirectory } from './db/testing.ts'
import { addDocument } from './documents/testing.ts'
import { createTestApp } from './routes/testing.ts'
import { readSettings } from './settings.ts'
import { startServer, type RunningServer } from './start.ts'

let dataDir: string
const running: RunningServer[] = []
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fieldproof-start-'))
  await seedDataDirectory(dataDir)
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
  rmSync(dataDir, { recursive: true })
})

/** The services of a server without an engine; the order in which they are used is written down. */
function composeWith(given: Partial<Services> = {}): { compose: Compose; calls: string[] } {
  const calls: string[] = []
  const compose: Compose = async ({ db }) => {
    const deps = createTestApp(db).deps
    const { objects, vault, intake, recognitions, look, providers, sandbox, callbacks, fetchPicture, connectSources } =
      deps
    return {
      quotaWatch: deps.quotaWatch,
      outTray: deps.outTray,
      objects,
      vault,
      intake,
      recognitions,
      look,
      providers,
      sandbox,
      callbacks,
      fetchPicture,
      connectSources,
      maxUploadBytes: 1000,
      resume: async () => void calls.push('resume'),
      stop: async () => void calls.push('stop'),
      ...given,
    }
  }
  return { compose, calls }
}

async function start(environment: Record<string, string> = {}, { compose } = composeWith()): Promise<RunningServer> {
  const settings = readSettings({ DATA_DIR: dataDir, PORT: '0', FIELDPROOF_TOKEN: 'token', ...environment })
  const server = await startServer(settings, { compose, clock: () => new Date(), log: () => {} })
  running.push(server)
  return server
}

const bearer = { headers: { Authorization: 'Bearer token' } }

async function problemOf(promise: Promise<unknown>) {
  const error: unknown = await promise.catch((thrown: unknown) => thrown)
  if (!(error instanceof ProblemError)) throw new Error('no problem')
  return error.problem
}

describe('a server on a real port', { timeout: 60_000 }, () => {
  test('answers, signs in by its link, and finds everything there after a restart; a second one is kept out', async () => {
    const ids: string[] = []
    const services = composeWith()
    const first = await start(
      {},
      {
        ...services,
        compose: async (ingredients) => {
          ids.push(await addDocument(ingredients.db))
          return services.compose(ingredients)
        },
      },
    )
    expect(services.calls).toEqual(['resume'])
    expect((await fetch(`${first.origin}/readyz`)).status).toBe(200)
    const signedIn = await fetch(first.signInUrl, { redirect: 'manual' })
    expect(signedIn.status).toBe(303)
    const cookie = signedIn.headers.get('Set-Cookie')!.split(';')[0]!

    expect(await problemOf(start())).toMatchObject({ code: 'data-directory-in-use' })
    expect((await fetch(`${first.origin}/healthz`)).status).toBe(200)

    await first.stop()
    expect(services.calls).toEqual(['resume', 'stop'])
    const second = await start()
    const session = await fetch(`${second.origin}/api/v1/session`, { headers: { Cookie: cookie } })
    expect(await session.json()).toMatchObject({ user: { name: 'Administrator', role: 'administrator' } })
    const list = (await (await fetch(`${second.origin}/api/v1/documents`, bearer)).json()) as {
      items: { id: string }[]
    }
    expect(list.items.map(({ id }) => id)).toEqual(ids)
    expect((await fetch(second.signInUrl, { redirect: 'manual' })).status).toBe(303)
  })

  test('lets a request that is under way finish, accepts no other, and ends the event streams', async () => {
    let begun = () => {}
    let finish = () => {}
    const isBegun = new Promise<void>((resolve) => (begun = resolve))
    const gate = new Promise<void>((resolve) => (finish = resolve))
    const look = async () => {
      begun()
      await gate
      return { text: 'read', confidence: 1, chars: [] }
    }
    let id = ''
    const services = composeWith({ look })
    const server = await start(
      {},
      {
        ...services,
        compose: async (ingredients) => {
          id = await addDocument(ingredients.db)
          return services.compose(ingredients)
        },
      },
    )
    const events = await fetch(`${server.origin}/api/v1/events`, bearer)
    const under = fetch(`${server.origin}/api/v1/documents/${id}/look`, {
      method: 'POST',
      headers: { ...bearer.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        page: 0,
        quad: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      }),
    })
    await isBegun
    const stopped = server.stop()
    expect(await events.text()).toContain(': connected')
    await expect(fetch(`${server.origin}/healthz`)).rejects.toThrow('fetch failed')
    expect(services.calls).toEqual(['resume'])
    finish()
    expect(await (await under).json()).toMatchObject({ text: 'read' })
    await stopped
    expect(services.calls).toEqual(['resume', 'stop'])
  })

  test('a port that is taken is one sentence, and nothing stays open', async () => {
    const other: Server = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const services = composeWith()
    expect(await problemOf(start({ PORT: String(port) }, services))).toMatchObject({
      code: 'cannot-listen',
      detail: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`) as unknown,
    })
    expect(services.calls).toEqual(['stop'])
    other.close()
    await start()
  })
})
