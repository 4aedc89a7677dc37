import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { ProblemError } from '../contract/problem.ts'

interface Holder {
  pid: number
  /** When the process began, in clock ticks since boot, where the system tells (Linux): a pid alone is given out again. */
  startedAt: string | null
}

function startOf(pid: number): string | null {
  try {
    // proc(5): field 22 of /proc/pid/stat; the second field is in parentheses and may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  if (pid === process.pid && startedAt !== startOf(pid)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: the process exists and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startedAt === null || startOf(pid) === startedAt
}

function readHolder(path: string): Holder | undefined {
  try {
    const [pid, startedAt] = readFileSync(path, 'utf8').split(' ')
    return Number(pid) > 0 ? { pid: Number(pid), startedAt: startedAt || null } : undefined
  } catch {
    return undefined
  }
}

/** Removes a stale lock, unless another process replaced it by its own in the meantime. */
function putAside(path: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
    const holder = readHolder(aside)
    if (holder && isAlive(holder)) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/**
 * Makes this process the only one that opens what `path` guards. Two processes in one PGlite directory destroy it, and PGlite itself
 * does not look. A lock whose process is gone (SIGKILL) is taken over.
 * @returns the function that gives the lock back
 * @throws {ProblemError} `data-directory-in-use`
 */
export function takeLock(path: string): () => void {
  const mine = `${path}.${randomUUID()}`
  writeFileSync(mine, `${process.pid} ${startOf(process.pid) ?? ''}`)
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        // A hard link is made whole or not at all, and never over an existing file.
        linkSync(mine, path)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const holder = readHolder(path)
        if (attempt > 2 || (holder && isAlive(holder))) throw inUse(path, holder, error)
        putAside(path)
      }
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return () => rmSync(path, { force: true })
}

function inUse(path: string, holder: Holder | undefined, cause: unknown): ProblemError {
  return new ProblemError(
    {
      title: 'The data directory is in use',
      status: 503,
      code: 'data-directory-in-use',
      detail: `Another Fieldproof${holder ? ` (process ${holder.pid})` : ''} is using the data directory; ${path} says so.`,
      action: 'Stop it first, or give this one its own DATA_DIR, or use one PostgreSQL by DATABASE_URL.',
      retryable: true,
      whoseFault: 'configuration',
    },
    { cause },
  )
}
