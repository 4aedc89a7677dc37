import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { uploadPrefix } from './object-store.ts'

/**
 * One object is one file, so that bytes and content type appear and vanish together: a length of two bytes, so many bytes of JSON, then the
 * object's own bytes.
 */
const headSize = 2

export interface ObjectHead {
  contentType: string
}

/** Where a key's file is. Only hashes and our own words are in the path; uploads have a folder of their own, so that a sweep finds them. */
export function pathOf(root: string, key: string): string {
  const hash = createHash('sha256').update(key, 'utf8').digest('hex')
  return join(root, key.startsWith(uploadPrefix) ? 'uploads' : 'kept', hash.slice(0, 2), hash.slice(2))
}

/** An object while it arrives; nobody sees it before `commit`. */
export interface PendingObject {
  write(chunk: Uint8Array): Promise<void>
  /** On disk under its key when this resolves, in place of an older object of the same key. */
  commit(key: string): Promise<void>
  /** Leaves nothing behind; harmless after `commit`. */
  abandon(): Promise<void>
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder; its rename is durable without.
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

/** @param root the folder of the store; `<root>/tmp` must exist */
export async function beginObject(root: string, head: ObjectHead): Promise<PendingObject> {
  const temporary = join(root, 'tmp', randomUUID())
  const file = await open(temporary, 'wx', 0o600)
  const json = Buffer.from(JSON.stringify({ contentType: head.contentType.slice(0, 1000) }))
  const prefix = Buffer.alloc(headSize)
  prefix.writeUInt16BE(json.length)
  await file.write(Buffer.concat([prefix, json]))
  let isOpen = true
  const close = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    write: async (chunk) => {
      for (let written = 0; written < chunk.length;) {
        written += (await file.write(chunk, written, chunk.length - written)).bytesWritten
      }
    },
    commit: async (key) => {
      await file.sync()
      await close()
      const path = pathOf(root, key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(temporary, path)
      await syncFolder(dirname(path))
    },
    abandon: async () => {
      await close()
      await rm(temporary, { force: true })
    },
  }
}

async function readHead(
  file: FileHandle,
): Promise<{ head: ObjectHead; offset: number; size: number; modifiedAt: Date }> {
  const { size, mtime } = await file.stat()
  const prefix = Buffer.alloc(headSize)
  await file.read(prefix, 0, headSize, 0)
  const length = prefix.readUInt16BE()
  const json = Buffer.alloc(length)
  await file.read(json, 0, length, headSize)
  const offset = headSize + length
  return { head: JSON.parse(json.toString('utf8')) as ObjectHead, offset, size: size - offset, modifiedAt: mtime }
}

async function openExisting(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Null when there is no such object. `withBytes: false` reads the head only. */
export async function readObject(root: string, key: string, { withBytes }: { withBytes: boolean }) {
  const file = await openExisting(pathOf(root, key))
  if (!file) return null
  try {
    const { head, offset, size, modifiedAt } = await readHead(file)
    const bytes = new Uint8Array(withBytes ? size : 0)
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset + done)
      if (bytesRead === 0) throw new Error('an object is shorter than it was')
      done += bytesRead
    }
    return { contentType: head.contentType, size, bytes, modifiedAt }
  } finally {
    await file.close()
  }
}

/** Gives a file another key; false when there is none. */
export async function moveObject(root: string, from: string, to: string): Promise<boolean> {
  const target = pathOf(root, to)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    await rename(pathOf(root, from), target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  await syncFolder(dirname(target))
  return true
}

/** True when a file was last written before the moment given, and is gone now. */
export async function removeIfOlder(path: string, moment: Date): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile() || found.mtime >= moment) return false
  await rm(path, { force: true })
  return true
}
