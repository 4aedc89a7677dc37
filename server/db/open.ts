import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migrateNodePostgres } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { ProblemError } from '../contract/problem.ts'
import { takeLock } from './lock.ts'
import { meteringFunctions } from './metering-functions.ts'
import * as schema from './schema.ts'

/** What every query is written against; PGlite and PostgreSQL answer alike. A transaction is one too. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

export interface OpenedDatabase {
  db: Database
  kind: 'pglite' | 'postgres'
  close(): Promise<void>
}

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url))

/** Any number that no other program locks in the same database; keeps two servers from migrating at once. */
const migrationLock = 7_170_431

/** Wraps a PGlite that the caller made (in memory for tests) and brings its tables up to date. */
export async function prepareEmbedded(client: PGlite): Promise<Database> {
  const db = drizzlePglite(client, { schema })
  await migratePglite(db, { migrationsFolder })
  for (const define of meteringFunctions) await db.execute(define)
  return db
}

/**
 * PGlite in DATA_DIR/pglite. It does not wait for the disk (`fsync` is off in its build), but every commit has been given to the operating
 * system when it resolves, so that a killed process loses nothing that was acknowledged (documents/durability.test.ts).
 */
async function openEmbedded(dataDir: string): Promise<OpenedDatabase> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const releaseLock = takeLock(join(dataDir, 'pglite.lock'))
  let client: PGlite | undefined
  try {
    client = new PGlite(join(dataDir, 'pglite'), { relaxedDurability: false })
    await client.waitReady
    const db = await prepareEmbedded(client)
    const opened = client
    return {
      db,
      kind: 'pglite',
      close: async () => {
        await opened.close()
        releaseLock()
      },
    }
  } catch (error) {
    await client?.close().catch(() => undefined)
    releaseLock()
    throw error
  }
}

async function openPostgres(databaseUrl: string): Promise<OpenedDatabase> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 10_000 })
  // An idle connection that the server closed: the pool makes a new one at the next query, which reports what is wrong, if anything is.
  pool.on('error', () => undefined)
  try {
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [migrationLock])
      const db = drizzleNodePostgres(client)
      await migrateNodePostgres(db, { migrationsFolder })
      for (const define of meteringFunctions) await db.execute(define)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined)
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw unreachable(error)
  }
  return {
    db: drizzleNodePostgres(pool, { schema }),
    kind: 'postgres',
    close: () => pool.end(),
  }
}

function unreachable(cause: unknown): ProblemError {
  // The driver's message names host and role, never the password; the URL itself is not repeated.
  const inner = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause
  return new ProblemError(
    {
      title: 'The database could not be opened',
      status: 503,
      code: 'database-unavailable',
      detail: `The database named by DATABASE_URL could not be opened: ${inner instanceof Error ? inner.message : String(inner)}.`,
      action:
        'Check that PostgreSQL is running and that DATABASE_URL names it with the right user, password and database.',
      retryable: true,
      whoseFault: 'configuration',
    },
    { cause },
  )
}

/**
 * Opens the store and applies the migrations that it lacks.
 * @throws {ProblemError} `data-directory-in-use` or `database-unavailable`
 */
export function openDatabase({
  dataDir,
  databaseUrl,
}: {
  dataDir: string
  databaseUrl?: string | undefined
}): Promise<OpenedDatabase> {
  return databaseUrl ? openPostgres(databaseUrl) : openEmbedded(dataDir)
}
