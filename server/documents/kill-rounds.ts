import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { DocumentDetail } from '../contract/document.ts'
import { openDatabase } from '../db/open.ts'
import { seedDataDirectory } from '../db/testing.ts'
import { addDocument, addRecognition, step, valueChange } from './testing.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))
const token = 'kill-rounds'
/** Two writers a document, each with a field of its own. */
const items = ['field:name', 'field:address']
const documentsPerRound = 2
/** So many corrections are stored before the clock of a kill begins. */
const beforeKill = 5
/** Long enough for a machine that is busy with other tests. */
const startMs = 120_000

export interface KillOptions {
  rounds: number
  /** An empty directory. */
  dataDir: string
  /** Makes the moments of the kills. */
  random: () => number
  report?: (line: string) => void
}

export interface KillOutcome {
  kills: number
  acknowledged: number
  /** Acknowledged corrections that were not there, or not as they had been answered. */
  missing: string[]
}

interface Acknowledged {
  documentId: string
  id: string
  sequence: number
  value: string
}

interface Running {
  child: ChildProcess
  /** Rejects when the process ends first. */
  origin: Promise<string>
  kill(): Promise<void>
}

/** The real server as `npm start` runs it, on a free port. */
function spawnServer(dataDir: string): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: '0',
      SANDBOX_PORT: 'off',
      FIELDPROOF_TOKEN: token,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const origin = new Promise<string>((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Error(`The server did not start in ${startMs} ms: ${text}`)), startMs)
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const url = /Fieldproof is ready: (http:\/\/[^/]+)/.exec(text)?.[1]
      if (url) resolve(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`The server ended before it was ready: ${text}`)))
    void ended.finally(() => clearTimeout(timer))
  })
  origin.catch(() => undefined)
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { child, origin, kill }
}

async function call<Answer>(origin: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await fetch(`${origin}${path}`, init)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as Answer
}

/** Corrects one document again and again until the server is gone; each answer is written down as it comes. */
async function writeUntilGone(
  origin: string,
  { documentId, recognitionId, item }: { documentId: string; recognitionId: string; item: string },
  acknowledge: (correction: Acknowledged) => void,
): Promise<void> {
  let from: string | null = '张伟'
  for (;;) {
    const value = randomUUID()
    const changeSet = step(recognitionId, valueChange(item, from, value))
    try {
      const answer = await call<{ sequence: number; changeSets: { id: string; sequence: number }[] }>(
        origin,
        `/api/v1/documents/${documentId}/changes`,
        { baseSequence: 0, changeSets: [changeSet] },
      )
      const stored = answer.changeSets.find(({ id }) => id === changeSet.id)
      acknowledge({ documentId, id: changeSet.id, sequence: stored?.sequence ?? -1, value })
      from = value
    } catch {
      return
    }
  }
}

/** What of the acknowledged corrections a restarted server does not show as it answered them. */
async function findMissing(origin: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const missing: string[] = []
  for (const documentId of new Set(acknowledged.map((correction) => correction.documentId))) {
    const detail = await call<DocumentDetail>(origin, `/api/v1/documents/${documentId}`)
    const shown = new Map(detail.changeSets.map((changeSet) => [changeSet.id, changeSet]))
    for (const { id, sequence, value } of acknowledged.filter((correction) => correction.documentId === documentId)) {
      const found = shown.get(id)
      const change = found?.changes[0]
      if (found?.sequence !== sequence || change?.type !== 'value' || change.to !== value) missing.push(id)
    }
    const sequences = detail.changeSets.map(({ sequence }) => sequence)
    const isWhole = sequences.every((sequence, index) => sequence === index + 1)
    if (!isWhole || detail.document.corrections === 0) missing.push(`the history of ${documentId}`)
  }
  return missing
}

/** Documents for every round, so that no history grows so long that a round writes little. */
async function prepare({ dataDir, rounds }: KillOptions) {
  await seedDataDirectory(dataDir)
  const database = await openDatabase({ dataDir })
  const targets = []
  for (let index = 0; index < rounds * documentsPerRound; index += 1) {
    const documentId = await addDocument(database.db, { name: `card ${index}` })
    targets.push({ documentId, recognitionId: await addRecognition(database.db, documentId) })
  }
  await database.close()
  return targets
}

/**
 * Starts the real server, corrects documents from several sides at once, and kills it with SIGKILL at a random moment (one time in eight while it
 * is still starting); then again, as often as asked for. After every restart the last round's acknowledged corrections must be there, at the end
 * all of them.
 */
export async function runKillRounds(options: KillOptions): Promise<KillOutcome> {
  const { rounds, dataDir, random, report = () => {} } = options
  const targets = await prepare(options)
  const all: Acknowledged[] = []
  const missing: string[] = []
  let last: Acknowledged[] = []
  for (let round = 0; round < rounds; round += 1) {
    const server = spawnServer(dataDir)
    if (random() < 1 / 8) {
      await new Promise((resolve) => setTimeout(resolve, random() * 2000))
      await server.kill()
      report(`round ${round + 1}: killed while starting`)
      continue
    }
    try {
      const origin = await server.origin
      missing.push(...(await findMissing(origin, last)))
      const acknowledged: Acknowledged[] = []
      let underLoad = () => {}
      const isUnderLoad = new Promise<void>((resolve) => (underLoad = resolve))
      const acknowledge = (correction: Acknowledged) => {
        acknowledged.push(correction)
        if (acknowledged.length >= beforeKill) underLoad()
      }
      const writers = targets
        .slice(round * documentsPerRound, (round + 1) * documentsPerRound)
        .flatMap((target) => items.map((item) => writeUntilGone(origin, { ...target, item }, acknowledge)))
      await Promise.race([isUnderLoad, Promise.all(writers)])
      await new Promise((resolve) => setTimeout(resolve, random() * 2000))
      await server.kill()
      await Promise.all(writers)
      last = acknowledged
      all.push(...acknowledged)
      report(`round ${round + 1}: killed after ${acknowledged.length} corrections`)
    } finally {
      await server.kill()
    }
  }
  const server = spawnServer(dataDir)
  try {
    missing.push(...(await findMissing(await server.origin, all)))
  } finally {
    await server.kill()
  }
  return { kills: rounds, acknowledged: all.length, missing: [...new Set(missing)] }
}
