import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** With which the disk store signs its own policies. */
export function storeSecret(dataDir: string): Promise<string> {
  return keptSecret(dataDir, 'object-store.secret')
}

/**
 * A secret of the server's own: 32 random bytes, made once, readable by nobody else. Two processes that start at the same moment agree on one, since
 * a hard link is made whole and never over an existing file.
 */
export async function keptSecret(dataDir: string, fileName: string): Promise<string> {
  const path = join(dataDir, fileName)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const existing = await readFile(path, 'utf8').catch(ignoreAbsent)
  if (existing) return existing
  const mine = `${path}.${randomUUID()}`
  const file = await open(mine, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(32).toString('base64url'))
    await file.sync()
    await link(mine, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await file.close()
    await rm(mine, { force: true })
  }
  return readFile(path, 'utf8')
}

function ignoreAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
