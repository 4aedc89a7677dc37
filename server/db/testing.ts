import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { prepareEmbedded, type Database } from './open.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cache = join(root, 'node_modules/.cache/fieldproof')

/** Named after everything that makes the database what it is. */
function dumpPath(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json')))
  const migrations = join(root, 'server/db/migrations')
  for (const name of readdirSync(migrations).toSorted())
    if (name.endsWith('.sql')) hash.update(readFileSync(join(migrations, name)))
  return join(cache, `database-${hash.digest('hex').slice(0, 16)}.tar`)
}

async function loadDump(): Promise<Blob> {
  const path = dumpPath()
  try {
    return new Blob([readFileSync(path)])
  } catch {
    const fresh = new PGlite()
    await prepareEmbedded(fresh)
    const dump = await fresh.dumpDataDir('none')
    await fresh.close()
    mkdirSync(cache, { recursive: true })
    // Whole or not at all: another test file may be doing the same.
    const unfinished = `${path}.${randomUUID()}`
    writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()))
    renameSync(unfinished, path)
    return dump
  }
}

/** A data directory with every table and no row, that is copied and never opened. */
async function templateDirectory(): Promise<string> {
  const path = dumpPath().replace(/tar$/, 'folder')
  if (existsSync(path)) return path
  const unfinished = `${path}.${randomUUID()}`
  const client = await PGlite.create(unfinished, { loadDataDir: await loadDump() })
  await client.close()
  try {
    renameSync(unfinished, path)
  } catch (error) {
    // Another was faster.
    if (!existsSync(path)) throw error
    rmSync(unfinished, { recursive: true })
  }
  return path
}

/** Puts a database with every table and no row where a server will look for it: making one from nothing takes seconds. */
export async function seedDataDirectory(dataDir: string): Promise<void> {
  await cp(await templateDirectory(), join(dataDir, 'pglite'), { recursive: true })
}

export interface TestDatabase {
  db: Database
  client: PGlite
  /** Empties every table. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** A real PGlite in memory with every migration applied, for tests. Made once and copied, which takes a quarter of the time. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const client = await PGlite.create({ loadDataDir: await loadDump() })
  const db = await prepareEmbedded(client)
  return {
    db,
    client,
    clear: async () => {
      await db.execute(
        sql`truncate users, sign_in_links, sessions, settings, documents, pages, recognitions, change_sets, orders, packages, reservations, ledger, usage_days, usage_months, quality_fields, quality_documents, apps, price_book, pool_fillings, webhooks cascade`,
      )
    },
    close: () => client.close(),
  }
}
